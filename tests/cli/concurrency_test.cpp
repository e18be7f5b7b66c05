// Real kioskctl processes and threads with stores of their own, all on one file at once.
#include <latch>
#include <mutex>
#include <thread>

#include "cli/kioskctl.h"
#include "db/store.h"

namespace {

using test::Conversation;
using test::kMeeting;
using test::ordered_json;

class AtOnce : public test::KioskctlTest {
 protected:
  AtOnce() { add_meeting(); }

  /// Registers in this process, which is quicker; returns the codes.
  std::vector<std::string> register_crowd(int people) {
    std::vector<std::string> codes;
    auto store = db::Store::open({data(), {}, 'A'});
    for (int i = 0; store && i < people; ++i) {
      core::Details details;
      details.given_name = "Ilze " + std::string(1, static_cast<char>('A' + i));
      details.family_name = "Ozola";
      details.town = "Daugavpils";
      details.country = "LV";
      const auto done = (*store)->register_attendee({kMeeting}, details, std::nullopt, false);
      EXPECT_TRUE(done);
      if (done) codes.push_back(done->code);
    }
    return codes;
  }

  std::unique_ptr<Conversation> stream(int number) {
    return std::make_unique<Conversation>(
        std::vector<std::string>{"scan", "-", "--meeting", kMeeting, "--data", data(), "--json"},
        file("stderr-" + std::to_string(number)));
  }

  static std::string line(const std::string& code) {
    return ordered_json{{"text", code}, {"checkpoint", "door"}, {"at", "2019-03-12T09:00"}}.dump() +
           "\n";
  }

  std::string verdict_by_store(const std::string& code, std::latch& start) {
    auto store = db::Store::open({data(), {}, 'A'});
    start.arrive_and_wait();
    if (!store) return core::describe(store.error());
    core::ScanCommand command;
    command.meeting = {kMeeting};
    command.checkpoint = {"door"};
    command.text = code;
    command.at = *core::parse_instant("2019-03-12T07:00:00Z", {});
    const auto outcome = (*store)->scan(command);
    return outcome ? std::string(core::to_text(outcome->scan.verdict))
                   : core::describe(outcome.error());
  }
};

TEST_F(AtOnce, TwelveThreadsAndTwelveProcessesScanningOneBadgeAdmitExactlyOne) {
  constexpr int kEach = 12;
  const std::string code = register_crowd(1).front();
  std::vector<std::unique_ptr<Conversation>> processes;
  for (int i = 0; i < kEach; ++i) processes.push_back(stream(i));
  std::latch start(kEach + 1);
  std::mutex mutex;
  std::map<std::string, int> verdicts;
  std::vector<std::thread> threads;
  for (int i = 0; i < kEach; ++i) {
    threads.emplace_back([&] {
      const std::string verdict = verdict_by_store(code, start);
      const std::lock_guard lock(mutex);
      ++verdicts[verdict];
    });
  }
  start.arrive_and_wait();
  for (auto& process : processes) process->say(line(code));
  for (auto& thread : threads) thread.join();
  for (auto& process : processes) {
    const auto json = ordered_json::parse(process->hear(), nullptr, false);
    ASSERT_TRUE(json.is_object());
    ++verdicts[json["verdict"].get<std::string>()];
  }
  EXPECT_EQ(verdicts, (std::map<std::string, int>{{"admitted", 1}, {"already", 2 * kEach - 1}}));
  EXPECT_EQ(done(at({"counts"}))["present"], 1);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(AtOnce, TwoStreamsWithTheSameBadgesAdmitEachPersonOnce) {
  constexpr int kPeople = 12;
  const auto codes = register_crowd(kPeople);
  ASSERT_EQ(codes.size(), static_cast<std::size_t>(kPeople));
  const auto first = stream(1);
  const auto second = stream(2);
  std::string lines;
  for (const std::string& code : codes) lines += line(code);
  first->say(lines);
  second->say(lines);
  int admitted = 0;
  for (const auto* process : {&first, &second}) {
    for (int i = 0; i < kPeople; ++i) {
      const auto json = ordered_json::parse((*process)->hear(), nullptr, false);
      ASSERT_TRUE(json.is_object());
      const bool in = json["verdict"] == "admitted";
      admitted += in ? 1 : 0;
      EXPECT_TRUE(in || json["verdict"] == "already") << json.dump();
    }
  }
  EXPECT_EQ(admitted, kPeople);
  EXPECT_EQ(done(at({"counts"}))["present"], kPeople);
  EXPECT_EQ(done(at({"counts"}))["registered"], kPeople);
}

}  // namespace
