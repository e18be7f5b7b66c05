// The real kioskctl, run as a process on a data folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "fakes/temp_folder.h"

namespace test {

using nlohmann::ordered_json;

inline const std::string kMeeting = "daugavpils-2019-03";

inline std::string sample_file() {
  return std::string(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml");
}

struct Answer {
  int status = -1;
  std::string out;
  std::string err;
  [[nodiscard]] ordered_json json() const { return ordered_json::parse(out, nullptr, false); }
};

/// A running kioskctl: lines go in, lines come out, while it runs.
class Conversation {
 public:
  Conversation(std::vector<std::string> arguments, const std::string& err_file) {
    int in[2];
    int out[2];
    if (::pipe(in) != 0 || ::pipe(out) != 0) return;
    pid_ = ::fork();
    if (pid_ == 0) become_kioskctl(std::move(arguments), in, out, err_file);
    ::close(in[0]);
    ::close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;
  ~Conversation() {
    if (pid_ > 0) kill();
    hang_up();
    ::close(from_);
  }

  void say(const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t sent = ::write(to_, text.data() + done, text.size() - done);
      if (sent <= 0) return;
      done += static_cast<std::size_t>(sent);
    }
  }

  /// The next line; empty if none comes within 20 seconds.
  std::string hear() {
    while (heard_.find('\n') == std::string::npos) {
      if (!hear_more()) return {};
    }
    const auto end = heard_.find('\n');
    std::string line = heard_.substr(0, end);
    heard_.erase(0, end + 1);
    return line;
  }

  std::string hear_all() {
    while (hear_more()) {
    }
    return std::exchange(heard_, {});
  }

  void hang_up() {
    if (to_ >= 0) ::close(std::exchange(to_, -1));
  }

  void kill() {
    ::kill(pid_, SIGKILL);
    wait();
  }

  int wait() {
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  static void become_kioskctl(std::vector<std::string> arguments, const int (&in)[2],
                              const int (&out)[2], const std::string& err_file) {
    std::string program = std::string(KIOSK_BUILD_DIR "/kioskctl");
    std::vector<char*> words = {program.data()};
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    for (int fd : {in[0], in[1], out[0], out[1]}) ::close(fd);
    if (std::freopen(err_file.c_str(), "w", stderr) == nullptr) ::_exit(126);
    ::setenv("KIOSK_ASSETS", KIOSK_SOURCE_DIR "/assets", 1);
    ::unsetenv("KIOSK_DATA");
    ::execv(words[0], words.data());
    ::_exit(127);
  }

  bool hear_more() {
    pollfd ready{from_, POLLIN, 0};
    if (::poll(&ready, 1, 20'000) <= 0) return false;
    char bytes[4096];
    const ssize_t got = ::read(from_, bytes, sizeof bytes);
    if (got <= 0) return false;
    heard_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }

  pid_t pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string heard_;
};

/// The sample meeting, and a desk that types commands.
class KioskctlTest : public testing::Test {
 protected:
  KioskctlTest() { ::signal(SIGPIPE, SIG_IGN); }

  [[nodiscard]] std::string data() const { return (folder.path() / "data").string(); }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder.path() / name).string();
  }

  /// With --json and --data; what is typed comes on standard input.
  Answer run(std::vector<std::string> arguments, const std::string& typed = {}) {
    arguments.insert(arguments.end(), {"--json", "--data", data()});
    return run_bare(std::move(arguments), typed);
  }

  Answer run_bare(std::vector<std::string> arguments, const std::string& typed = {}) {
    Conversation program(std::move(arguments), file("stderr"));
    program.say(typed);
    program.hang_up();
    Answer answer;
    answer.out = program.hear_all();
    answer.status = program.wait();
    answer.err = fakes::read_bytes(file("stderr"));
    return answer;
  }

  /// A command of the meeting.
  Answer at(std::vector<std::string> arguments, const std::string& typed = {}) {
    arguments.insert(arguments.end(), {"--meeting", kMeeting});
    return run(std::move(arguments), typed);
  }

  ordered_json done(const Answer& answer) {
    EXPECT_EQ(answer.status, 0) << answer.err;
    return answer.json();
  }

  void add_meeting() { done(run({"meeting", "add", sample_file()})); }

  ordered_json register_local(const std::string& given, const std::string& family) {
    return done(at({"register", "--given", given, "--family", family, "--town", "Daugavpils",
                    "--country", "LV", "--kind", "local"}));
  }

  ordered_json register_guest(const std::string& given, const std::string& family) {
    return done(at({"register", "--given", given, "--family", family, "--town", "Vänersborg",
                    "--country", "SE", "--kind", "invited", "--partner", "vanersborg"}));
  }

  ordered_json scan(const std::string& text, const std::string& when,
                    const std::string& checkpoint = "door") {
    return done(at({"scan", text, "--checkpoint", checkpoint, "--at", "2019-03-12T" + when}));
  }

  /// A failed command says so in words and, with --json, in a document with the field.
  static void expect_mistake(const Answer& answer, const std::string& field) {
    EXPECT_EQ(answer.status, 3) << answer.out;
    EXPECT_NE(answer.err.find(field + ": "), std::string::npos) << answer.err;
    const auto json = answer.json();
    ASSERT_TRUE(json.is_object() && json.contains("mistakes")) << answer.out;
    for (const auto& mistake : json["mistakes"]) {
      if (mistake["field"] == field) return;
    }
    ADD_FAILURE() << "no mistake about " << field << ": " << answer.out;
  }

  static std::vector<std::string> keys(const ordered_json& object) {
    std::vector<std::string> names;
    for (const auto& [key, value] : object.items()) names.push_back(key);
    return names;
  }

  fakes::TempFolder folder;
};

}  // namespace test
