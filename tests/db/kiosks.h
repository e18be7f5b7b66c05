// Several real stores with files and clocks of their own, that exchange rows when told to.
#pragma once

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "db/desk.h"

namespace test {

/// Where a flush costs nothing, if there is such a place: these tests are about order, not disks.
inline std::filesystem::path quick_folder() {
  const std::filesystem::path memory = "/dev/shm";
  return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

/// One kiosk of a meeting. Its key is copied, its meeting comes with the rows of another.
class Kiosk {
 public:
  Kiosk(char letter, core::Instant begun, const Kiosk* first = nullptr)
      : now(begun), letter_(letter) {
    open();
    if (first != nullptr) {
      std::filesystem::copy(first->folder.path() / "keys", folder.path() / "keys");
      return;
    }
    const auto added = store->store_meeting(sample_meeting(), "sample");
    EXPECT_TRUE(added) << (added ? "" : core::describe(added.error()));
  }

  void open() {
    store.reset();
    auto opened = db::Store::open({folder.path(), [this] { return now; }, letter_});
    ASSERT_TRUE(opened) << core::describe(opened.error());
    store = std::move(*opened);
  }

  /// All that `other` lacks, as its marks say.
  std::vector<db::TravellingRow> news_for(const Kiosk& other) const {
    std::vector<db::TravellingRow> rows;
    const auto theirs = other.store->marks();
    const auto own = store->marks();
    for (const db::KioskMark& mark : *own) {
      std::int64_t seq = 0;
      for (const db::KioskMark& held : *theirs) {
        if (held.kiosk == mark.kiosk) seq = held.seq;
      }
      auto more = store->rows_after(mark.kiosk, seq, 1'000'000);
      EXPECT_TRUE(more);
      for (auto& row : *more) rows.push_back(std::move(row));
    }
    return rows;
  }

  std::vector<db::TravellingRow> all_rows() const {
    std::vector<db::TravellingRow> rows;
    const auto own = store->marks();
    for (const db::KioskMark& mark : *own) {
      const auto more = store->rows_after(mark.kiosk, 0, 1'000'000);
      rows.insert(rows.end(), more->begin(), more->end());
    }
    return rows;
  }

  db::Taken take(const std::vector<db::TravellingRow>& rows) const {
    auto taken = store->take_rows(rows);
    EXPECT_TRUE(taken) << (taken ? "" : core::describe(taken.error()));
    return taken.value_or(db::Taken{});
  }

  void expect_verified() const {
    const auto report = store->verify();
    ASSERT_TRUE(report) << core::describe(report.error());
    for (const std::string& problem : report->problems) ADD_FAILURE() << letter_ << ": " << problem;
  }

  db::Registration register_person(const core::Details& details) const {
    auto done = store->register_attendee(id, details, std::nullopt, false);
    EXPECT_TRUE(done) << (done ? "" : core::describe(done.error()));
    return done.value_or(db::Registration{});
  }

  core::Verdict admit(const std::string& text, const std::string& checkpoint = "door") const {
    core::ScanCommand command;
    command.meeting = id;
    command.checkpoint = {checkpoint};
    command.text = text;
    command.at = now;
    auto outcome = store->scan(command);
    EXPECT_TRUE(outcome) << (outcome ? "" : core::describe(outcome.error()));
    return outcome ? outcome->scan.verdict : core::Verdict::unknown;
  }

  [[nodiscard]] core::Count total() const {
    return store->count(id, {core::Dimension::total, ""}).value_or(core::Count{-1, -1, -1});
  }

  [[nodiscard]] std::vector<std::string> look(const std::string& sql) const {
    SQLite::Database database((folder.path() / "kiosk.db").string(), SQLite::OPEN_READONLY, 5000);
    SQLite::Statement select(database, sql);
    std::vector<std::string> rows;
    while (select.executeStep()) {
      std::string row;
      for (int i = 0; i < select.getColumnCount(); ++i) {
        row += "|" + select.getColumn(i).getString();
      }
      rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  /// Everything derived, and which rows have a body; without the numbers that only this file uses.
  [[nodiscard]] std::vector<std::string> canonical() const;

  TempFolder folder{quick_folder()};
  core::MeetingId id{"daugavpils-2019-03"};
  core::Instant now;
  std::unique_ptr<db::Store> store;

 private:
  char letter_;
};

inline std::vector<std::string> Kiosk::canonical() const {
  static const char* const selects[] = {
      "SELECT 'kiosk', id, letter FROM kiosks WHERE k IN (SELECT kiosk FROM journal)",
      "SELECT 'meeting', * FROM meetings",
      "SELECT 'attendee', * FROM attendees",
      "SELECT 'number', * FROM numbers",
      "SELECT 'badge', * FROM badges",
      R"(SELECT 'scan', (SELECT kiosks.id FROM kiosks WHERE k = s.id >> 40),
         s.id & ((1 << 40) - 1), meeting, clock, subject, attendee, badge, at, checkpoint,
         direction, verdict, reason, forced, details_pending, nonce, answers, undone, undone_by,
         undone_why FROM scans AS s)",
      "SELECT 'counter', * FROM counters",
      R"(SELECT 'print', job, attendee, (SELECT id FROM kiosks WHERE k = kiosk), printer, turn,
         state, tries, detail, clock FROM print_jobs)",
      "SELECT 'merge', * FROM merges",
      "SELECT 'index', * FROM search_index",
      "SELECT 'enrolment', * FROM enrolments",
      "SELECT 'left out', * FROM left_out",
      "SELECT 'settled', * FROM settled",
      "SELECT 'offset', * FROM offsets",
      "SELECT 'row', (SELECT id FROM kiosks WHERE k = kiosk), seq, kind, body FROM journal"};
  std::vector<std::string> all;
  for (const char* select : selects) {
    auto rows = look(select);
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

/// Passes rows around until nobody has news for anybody.
inline void settle(const std::vector<std::unique_ptr<Kiosk>>& kiosks) {
  for (int round = 0; round < 20; ++round) {
    std::int64_t news = 0;
    for (const auto& from : kiosks) {
      for (const auto& to : kiosks) {
        if (from == to) continue;
        const db::Taken taken = to->take(from->news_for(*to));
        for (const auto& refused : taken.refused) ADD_FAILURE() << refused.reason;
        news += taken.rows;
      }
    }
    if (news == 0) return;
  }
  ADD_FAILURE() << "they never come to rest";
}

}  // namespace test
