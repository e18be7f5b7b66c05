// The small language of the store's tests: a real store in a folder of its own, a hand-set clock.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "core/badge_code.h"
#include "db/store.h"

namespace test {

/// Made new for each test and removed with it.
class TempFolder {
 public:
  explicit TempFolder(const std::filesystem::path& where = std::filesystem::temp_directory_path()) {
    std::string pattern = (where / "kiosk-XXXXXX").string();
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
  return read_file(std::string(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml"));
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

  [[nodiscard]] std::filesystem::path file() const { return folder.path() / "kiosk.db"; }

  /// Behind the store's back, as somebody with an editor would.
  void tamper(const std::string& sql) const {
    SQLite::Database database(file().string(), SQLite::OPEN_READWRITE, 5000);
    database.exec(sql);
  }

  [[nodiscard]] std::string look(const std::string& sql) const {
    SQLite::Database database(file().string(), SQLite::OPEN_READONLY, 5000);
    SQLite::Statement row(database, sql);
    return row.executeStep() ? row.getColumn(0).getString() : std::string();
  }

  db::Verification verified() {
    const auto report = store->verify();
    EXPECT_TRUE(report) << (report ? "" : core::describe(report.error()));
    return report.value_or(db::Verification{});
  }

  /// A genuine code of a person this kiosk has not heard of.
  std::string code_of(core::BadgeId badge) {
    const auto tag = store->keys().tag(id, badge);
    EXPECT_TRUE(tag);
    return core::to_text(core::BadgeCode{badge, tag.value_or(0)});
  }

  TempFolder folder;
  core::MeetingId id{"daugavpils-2019-03"};
  core::Instant now = *core::parse_instant("2019-03-12T07:00:00Z", {});
  std::unique_ptr<db::Store> store;
  std::shared_ptr<const core::Meeting> meeting;
};

/// Another kiosk whose rows come into the desk's file, one at a time, in the order they are given.
class OtherKiosk {
 public:
  explicit OtherKiosk(const Desk& desk, core::KioskId kiosk = core::KioskId{~0ULL - 5})
      : connection_(*db::Connection::open(desk.file())),
        projector_(*connection_),
        journal_(*connection_, [this] { return now; }) {
    connection_->query("add_kiosk").with(kiosk, "B").run();
    db::Query row = connection_->query("kiosk_number").with(kiosk);
    row.step();
    k_ = row.integer(0);
    journal_.write_as(kiosk, k_);
  }

  core::Stamp write(const core::Event& event) {
    SQLite::Transaction transaction(connection_->database(),
                                    SQLite::TransactionBehavior::IMMEDIATE);
    const core::Stamp stamp = journal_.append(event);
    projector_.project(event, stamp, k_);
    transaction.commit();
    return stamp;
  }

  core::Instant now = *core::parse_instant("2019-03-12T06:00:00Z", {});

 private:
  std::unique_ptr<db::Connection> connection_;
  db::Projector projector_;
  db::Journal journal_;
  std::int64_t k_ = 0;
};

}  // namespace test
