// `kill -9` at any moment loses nothing that was confirmed.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <set>
#include <sstream>

#include "db/desk.h"

namespace {

constexpr int kKills = 200;
constexpr std::size_t kConfirmed = 100;

struct Pipe {
  Pipe() { EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  int ends[2] = {-1, -1};
};

void tell(int handle, const std::string& line) {
  if (::write(handle, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(3);
}

/// Registers and scans for ever, and tells each success once the store has returned.
[[noreturn]] void live(const std::filesystem::path& folder, int handle, int life) {
  const core::MeetingId meeting{"daugavpils-2019-03"};
  auto store = db::Store::open({folder, {}, 'A'});
  if (!store) ::_exit(1);
  tell(handle, ".");
  for (int i = 0;; ++i) {
    const auto done = (*store)->register_attendee(meeting, test::Desk::person("Ilze", "Ozola"),
                                                  std::nullopt, i % 3 == 0);
    if (!done) ::_exit(2);
    tell(handle, "number " + done->number + "\n");
    core::ScanCommand command;
    command.meeting = meeting;
    command.checkpoint = {"door"};
    command.text = done->code;
    command.at = *core::parse_instant("2019-03-12T08:00:00Z", {});
    command.nonce = "n" + std::to_string(life) + "-" + std::to_string(i);
    const auto outcome = (*store)->scan(command);
    if (!outcome || outcome->scan.verdict != core::Verdict::admitted) ::_exit(2);
    tell(handle, "nonce " + command.nonce + "\n");
    if (i % 7 == 6) static_cast<void>((*store)->rest());
  }
}

std::string read_all(int handle) {
  std::string text;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(handle, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(got));
  }
  return text;
}

/// Lets a process live until it has started and then for `lifetime`; returns what it confirmed.
std::string live_and_die(const std::filesystem::path& folder, int life,
                         std::chrono::microseconds lifetime) {
  Pipe pipe;
  const pid_t child = ::fork();
  if (child == 0) live(folder, pipe.ends[1], life);
  ::close(std::exchange(pipe.ends[1], -1));
  char first = 0;
  EXPECT_EQ(::read(pipe.ends[0], &first, 1), 1) << "the process could not open what was left";
  const timespec moment{lifetime.count() / 1'000'000, lifetime.count() % 1'000'000 * 1000};
  ::ppoll(nullptr, 0, &moment, nullptr);
  ::kill(child, SIGKILL);
  std::string confirmed = read_all(pipe.ends[0]);
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it ended by itself";
  return confirmed;
}

TEST(Kill, AtTwoHundredRandomMomentsLosesNothingThatWasConfirmed) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> lifetime(100, 40'000);
  test::Desk desk;
  desk.store.reset();
  std::set<std::string> numbers;
  std::set<std::string> nonces;
  // On a busy machine most lives are too short to confirm anything: then some more are lived.
  const auto are_enough = [&](int lives) {
    return lives >= kKills && (nonces.size() > kConfirmed || lives >= 10 * kKills);
  };
  for (int life = 0; !are_enough(life); ++life) {
    std::istringstream lines(
        live_and_die(desk.folder.path(), life, std::chrono::microseconds{lifetime(random)}));
    for (std::string word, what; lines >> word >> what;) {
      const bool is_new = word == "number" ? numbers.insert(what).second : true;
      EXPECT_TRUE(is_new) << what << " was given twice";
      if (word == "nonce") nonces.insert(what);
    }
  }
  EXPECT_GT(nonces.size(), kConfirmed) << "the lives were long enough to do something";
  desk.open();
  std::set<std::string> registered;
  std::set<std::string> scanned;
  ASSERT_TRUE(desk.store->for_each_attendee(
      desk.id, [&](const core::Attendee& attendee) { registered.insert(attendee.number); }));
  ASSERT_TRUE(desk.store->for_each_attendance(
      desk.id, [&](const db::AttendanceRow& row) { scanned.insert(row.nonce); }));
  for (const auto& number : numbers) EXPECT_TRUE(registered.contains(number)) << number;
  for (const auto& nonce : nonces) EXPECT_TRUE(scanned.contains(nonce)) << nonce;
  EXPECT_EQ(desk.count().registered, static_cast<int>(registered.size()));
  EXPECT_EQ(desk.count().present, static_cast<int>(scanned.size()));
  desk.expect_verified();
}

}  // namespace
