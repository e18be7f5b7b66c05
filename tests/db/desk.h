// The small language of the store's tests: a real store in a folder of its own, a hand-set clock.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "db/store.h"

namespace test {

/// Made new for each test and removed with it.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "kiosk-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;  // a folder that a test took away is gone already
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

inline std::string sample_meeting() {
  return read_file(std::string(KIOSK_SOURCE_DIR) + "/assets/meetings/daugavpils-2019-03.toml");
}

/// The sample meeting at a desk. Moments are the meeting's local time: `at("09:02")` is on its
/// first day, `at("2019-03-13 09:02")` on the second.
class Desk {
 public:
  Desk() { open(); }

  void open() {
    store.reset();
    auto opened = db::Store::open({folder.path(), [this] { return now; }, 'A'});
    ASSERT_TRUE(opened) << core::describe(opened.error());
    store = std::move(*opened);
    const auto added = store->store_meeting(sample_meeting(), "sample");
    ASSERT_TRUE(added) << core::describe(added.error());
    meeting = *store->meeting(id);
  }

  core::Instant at(const std::string& local) {
    const std::string full = local.size() > 8 ? local : "2019-03-12 " + local;
    const auto moment = core::parse_instant(full, meeting->zone);
    EXPECT_TRUE(moment) << full;
    return moment.value_or(core::Instant{});
  }

  static core::Details person(const std::string& given, const std::string& family,
                              core::Kind kind = core::Kind::local) {
    core::Details details;
    details.given_name = given;
    details.family_name = family;
    details.town = kind == core::Kind::invited ? "Vänersborg" : "Daugavpils";
    details.country = kind == core::Kind::invited ? "SE" : "LV";
    details.kind = kind;
    if (kind == core::Kind::invited) details.partner = {"vanersborg"};
    return details;
  }

  db::Registration register_person(const core::Details& details) {
    auto done = store->register_attendee(id, details, std::nullopt, false);
    EXPECT_TRUE(done) << (done ? "" : core::describe(done.error()));
    return done ? *done : db::Registration{};
  }

  core::ScanCommand command(const std::string& text, const std::string& when,
                            const std::string& checkpoint = "door") {
    core::ScanCommand command;
    command.meeting = id;
    command.checkpoint = {checkpoint};
    command.text = text;
    command.at = at(when);
    return command;
  }

  db::ScanOutcome scan(const core::ScanCommand& command) {
    auto outcome = store->scan(command);
    EXPECT_TRUE(outcome) << (outcome ? "" : core::describe(outcome.error()));
    return outcome ? *outcome : db::ScanOutcome{};
  }

  core::Verdict verdict(const std::string& text, const std::string& when,
                        const std::string& checkpoint = "door",
                        core::Direction direction = core::Direction::in) {
    core::ScanCommand command = this->command(text, when, checkpoint);
    command.direction = direction;
    return scan(command).scan.verdict;
  }

  core::Count count(core::Dimension dimension = core::Dimension::total,
                    const std::string& key = "") {
    return store->count(id, {dimension, key}).value_or(core::Count{-1, -1, -1});
  }

  void expect_verified() {
    const auto report = store->verify();
    ASSERT_TRUE(report) << core::describe(report.error());
    EXPECT_TRUE(report->ok);
    for (const std::string& problem : report->problems) ADD_FAILURE() << problem;
  }

  TempFolder folder;
  core::MeetingId id{"daugavpils-2019-03"};
  core::Instant now = *core::parse_instant("2019-03-12T07:00:00Z", {});
  std::unique_ptr<db::Store> store;
  std::shared_ptr<const core::Meeting> meeting;
};

}  // namespace test
