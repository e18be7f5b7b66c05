// Several processes on one file.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <latch>
#include <map>
#include <mutex>
#include <thread>

#include "db/desk.h"

namespace {

using core::Verdict;
using test::Desk;

constexpr int kProcesses = 24;

/// Runs `work` in so many processes, released at one moment; returns how often each exit status
/// came back.
std::map<int, int> at_once(int processes, const std::function<int(int)>& prepare_and_wait_then_work,
                           int gate[2]) {
  for (int i = 0; i < processes; ++i) {
    if (::fork() == 0) {
      ::close(gate[1]);
      ::_exit(prepare_and_wait_then_work(i));
    }
  }
  ::close(gate[0]);
  ::close(gate[1]);  // the end of the pipe is the sign to begin
  std::map<int, int> statuses;
  for (int i = 0; i < processes; ++i) {
    int status = 0;
    EXPECT_GT(::wait(&status), 0);
    ++statuses[WIFEXITED(status) ? WEXITSTATUS(status) : -1];
  }
  return statuses;
}

/// Locks are the same in memory, and a busy machine's disk does not stand still there.
std::filesystem::path memory_or_disk() {
  const std::filesystem::path memory = "/dev/shm";
  return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

int say(const core::Error& error, int status) {
  std::fputs((core::describe(error) + "\n").c_str(), stderr);
  return status;
}

void wait_for_the_sign(int gate) {
  char nothing = 0;
  while (::read(gate, &nothing, 1) > 0) {
  }
}

std::map<int, int> scan_at_once(const Desk& desk, const std::filesystem::path& folder,
                                const core::ScanCommand& command) {
  int gate[2] = {-1, -1};
  EXPECT_EQ(::pipe(gate), 0);
  const auto now = desk.now;
  return at_once(
      kProcesses,
      [&](int) {
        auto store = db::Store::open({folder, [now] { return now; }, 'A'});
        wait_for_the_sign(gate[0]);
        if (!store) return 100;
        const auto outcome = (*store)->scan(command);
        if (!outcome) return 101;
        return static_cast<int>(outcome->scan.verdict) + (outcome->repeated ? 50 : 0);
      },
      gate);
}

TEST(Concurrency, TwentyFourProcessesScanningOneBadgeAdmitExactlyOne) {
  Desk desk;
  std::vector<db::Registration> people;
  for (int i = 0; i < 5; ++i) people.push_back(desk.register_person(Desk::person("Ilze", "Ozola")));
  std::vector<core::ScanCommand> commands;
  for (const auto& person : people) commands.push_back(desk.command(person.code, "09:00"));
  desk.store.reset();  // no connection may cross a fork
  for (const auto& command : commands) {
    const auto verdicts = scan_at_once(desk, desk.folder.path(), command);
    EXPECT_EQ(verdicts, (std::map<int, int>{{static_cast<int>(Verdict::admitted), 1},
                                            {static_cast<int>(Verdict::already), 23}}));
  }
  desk.open();
  EXPECT_EQ(desk.count(), (core::Count{5, 5, 5}));
  EXPECT_EQ(desk.look("SELECT count(*) FROM scans"), "120");
  desk.expect_verified();
}

TEST(Concurrency, OneNonceSentByTwentyFourProcessesCountsOnce) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  auto command = desk.command(person.code, "09:00");
  command.nonce = "n1";
  desk.store.reset();
  const auto verdicts = scan_at_once(desk, desk.folder.path(), command);
  EXPECT_EQ(verdicts, (std::map<int, int>{{static_cast<int>(Verdict::admitted), 1},
                                          {static_cast<int>(Verdict::admitted) + 50, 23}}));
  desk.open();
  EXPECT_EQ(desk.look("SELECT count(*) FROM scans"), "1");
  desk.expect_verified();
}

TEST(Concurrency, ALastPlaceIsGivenToOne) {
  Desk desk;
  auto member = Desk::person("Ilze", "Ozola");
  member.sessions = {{"integration"}};
  for (int i = 0; i < 24; ++i) desk.register_person(member);
  desk.store.reset();
  int gate[2] = {-1, -1};
  ASSERT_EQ(::pipe(gate), 0);
  const auto statuses = at_once(
      kProcesses,
      [&](int) {
        auto store = db::Store::open({desk.folder.path(), {}, 'A'});
        wait_for_the_sign(gate[0]);
        if (!store) return 100;
        return (*store)->register_attendee(desk.id, member, std::nullopt, false) ? 0 : 1;
      },
      gate);
  EXPECT_EQ(statuses, (std::map<int, int>{{0, 1}, {1, 23}}));
}

TEST(Concurrency, TwentyFourProcessesMayMakeTheSameNewFolder) {
  for (int round = 0; round < 5; ++round) {
    test::TempFolder folder(memory_or_disk());
    int gate[2] = {-1, -1};
    ASSERT_EQ(::pipe(gate), 0);
    const auto statuses = at_once(
        kProcesses,
        [&](int i) {
          wait_for_the_sign(gate[0]);
          auto store = db::Store::open({folder.path() / "data", {}, 'A'});
          if (!store) return say(store.error(), 100);
          const auto added = (*store)->store_meeting(test::sample_meeting(), "sample");
          if (!added) return say(added.error(), 101);
          const auto name = "Ilze " + std::string(static_cast<std::size_t>(i + 1), 'a');
          return (*store)->register_attendee({"daugavpils-2019-03"}, Desk::person(name, "Ozola"),
                                             std::nullopt, false)
                     ? 0
                     : 102;
        },
        gate);
    EXPECT_EQ(statuses, (std::map<int, int>{{0, kProcesses}}));
    auto store = db::Store::open({folder.path() / "data", {}, 'A'});
    ASSERT_TRUE(store);
    const auto report = (*store)->verify();
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok);
    EXPECT_EQ(report->chains.size(), 1U) << "one kiosk";
    EXPECT_EQ((*store)->counts({"daugavpils-2019-03"}, {})->total.registered, kProcesses);
  }
}

TEST(Concurrency, WrongPinsTriedAtOnceLockAfterThreeAndTheRightOneDoesNotSlipIn) {
  constexpr int kThreads = 6;
  Desk desk;
  ASSERT_TRUE(desk.store->set_pin(core::Role::organiser, "4711"));
  std::latch start(kThreads);
  std::mutex mutex;
  std::map<db::PinAnswer, int> answers;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, now = desk.now] {
      auto store = db::Store::open({desk.folder.path(), [now] { return now; }, 'A'});
      start.arrive_and_wait();
      for (int tries = 0; store && tries < 2; ++tries) {
        const auto outcome = (*store)->check_pin(core::Role::organiser, "0000");
        const std::lock_guard lock(mutex);
        if (outcome) ++answers[outcome->answer];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answers, (std::map<db::PinAnswer, int>{{db::PinAnswer::wrong, 2},
                                                   {db::PinAnswer::locked, 2 * kThreads - 2}}));
  const auto right = desk.store->check_pin(core::Role::organiser, "4711");
  ASSERT_TRUE(right);
  EXPECT_EQ(right->answer, db::PinAnswer::locked);
  EXPECT_EQ(right->locked_for, std::chrono::seconds{10});
  EXPECT_EQ(desk.look("SELECT wrong_tries FROM pins WHERE role = 'organiser'"), "3");
  desk.expect_verified();
}

}  // namespace
