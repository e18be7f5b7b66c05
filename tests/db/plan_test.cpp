// No statement that a person waits for reads a whole table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/desk.h"
#include "db/embedded_sql.h"

namespace {

using testing::HasSubstr;
using testing::Not;

std::string statement(const std::string& name) {
  for (const auto& file : db::embedded_sql()) {
    if (!file.file.starts_with("statements")) continue;
    const std::string mark = "-- name: " + name + "\n";
    const auto at = file.text.find(mark);
    if (at == std::string_view::npos) continue;
    const auto begin = at + mark.size();
    return std::string(file.text.substr(begin, file.text.find(";\n", begin) - begin));
  }
  ADD_FAILURE() << "no statement " << name;
  return {};
}

class Plan : public testing::TestWithParam<const char*> {};

TEST_P(Plan, SearchesAndNeverScans) {
  const test::Desk desk;
  const SQLite::Database database(desk.file().string());
  SQLite::Statement plan(database, "EXPLAIN QUERY PLAN " + statement(GetParam()));
  int steps = 0;
  for (; plan.executeStep(); ++steps) {
    const std::string step = plan.getColumn(3).getString();
    EXPECT_THAT(step, Not(HasSubstr("SCAN")));
    EXPECT_THAT(step, Not(HasSubstr("USE TEMP B-TREE"))) << step;
  }
  EXPECT_GT(steps, 0);
}

INSTANTIATE_TEST_SUITE_P(
    WhereAPersonWaits, Plan,
    testing::Values("meeting_clock", "meeting_toml", "badge", "attendee", "badges_of_attendee",
                    "scans_that_matter", "scan_of_nonce", "undo_scan", "claim_pending_scans",
                    "counts", "count", "attendee_of_number", "attendees_of_name", "journal_head",
                    "next_number", "drop_empty_count", "kiosk_letter", "setting", "pin",
                    "print_jobs_waiting", "print_queue_waiting", "print_queue_recent", "print_job",
                    "search_rows", "drop_search_row", "merged_into", "move_scans", "move_badges",
                    "move_merges", "attendees_of_partner", "letters_of_meeting",
                    "came_with_their_id"),
    [](const auto& tested) { return std::string(tested.param); });

/// One step for each kiosk, of which there are a few, and never through a journal.
TEST(PlanOfTheClock, LooksAtTheLastRowOfEachKioskOnly) {
  const test::Desk desk;
  const SQLite::Database database(desk.file().string());
  SQLite::Statement plan(database, "EXPLAIN QUERY PLAN " + statement("newest_clock"));
  while (plan.executeStep()) {
    EXPECT_THAT(plan.getColumn(3).getString(), Not(HasSubstr("SCAN journal")));
  }
}

/// A file keeps meetings of years; those that are over must not slow the present one.
TEST(PlanOfScans, ReadsNoOtherMeetings) {
  const test::Desk desk;
  const SQLite::Database database(desk.file().string());
  for (const char* name : {"subjects_at_checkpoint", "scans_of_meeting", "attendance_of_meeting"}) {
    SQLite::Statement plan(database, "EXPLAIN QUERY PLAN " + statement(name));
    while (plan.executeStep()) {
      EXPECT_THAT(plan.getColumn(3).getString(), Not(HasSubstr("SCAN"))) << name;
    }
  }
}

}  // namespace
