// The views as an organiser reads them: with the real sqlite3, read-only, while a kiosk has the
// file open and writes to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "db/desk.h"
#include "db/embedded_sql.h"
#include "db/migrations.h"

namespace {

using core::Kind;
using test::Desk;
using testing::HasSubstr;

struct Shell {
  int status = -1;
  std::string out;
};

/// What the shell prints, errors too; `sql` is given in a file of its own.
Shell sqlite3(const Desk& desk, const std::string& sql) {
  const auto script = desk.folder.path() / "query.sql";
  std::ofstream(script) << sql;
  const std::string command = "sqlite3 -readonly -separator '|' '" + desk.file().string() +
                              "' < '" + script.string() + "' 2>&1";
  Shell shell;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return shell;
  std::array<char, 4096> bytes{};
  for (std::size_t got = 0; (got = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;) {
    shell.out.append(bytes.data(), got);
  }
  shell.status = ::pclose(pipe);
  return shell;
}

std::vector<std::string> documented_queries() {
  const std::string page = test::read_file(KIOSK_SOURCE_DIR "/docs/sql.md");
  const std::string open = "```sql\n";
  std::vector<std::string> queries;
  for (auto at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
    at += open.size();
    queries.push_back(page.substr(at, page.find("```", at) - at));
  }
  return queries;
}

/// Two people, one of them there on two days.
void fill(Desk& desk) {
  const auto guest = desk.register_person(Desk::person("Sven", "Åberg", Kind::invited));
  const auto local = desk.register_person(Desk::person("Anna", "Ozola"));
  desk.verdict(guest.code, "09:02");
  desk.verdict(guest.code, "2019-03-13 23:30");
  desk.verdict(guest.code, "2019-03-14 09:10");
  desk.verdict(local.code, "09:05");
  desk.verdict(local.code, "09:06");
}

TEST(Views, EveryDocumentedQueryRunsWhileTheKioskWrites) {
  Desk desk;
  fill(desk);
  const auto queries = documented_queries();
  ASSERT_GE(queries.size(), 5U);
  for (const std::string& query : queries) {
    const Shell shell = sqlite3(desk, query);
    EXPECT_EQ(shell.status, 0) << query << shell.out;
    EXPECT_FALSE(shell.out.empty()) << query;
    desk.register_person(Desk::person("Nora", "Kalna"));
  }
}

/// `counts --by country --by town`, as the page's first query prints it, without rows of nobody.
std::string counted_by_town(const Desk& desk) {
  std::string lines;
  const auto table = desk.store->counts(desk.id, {core::Dimension::country, core::Dimension::town});
  for (const db::CountRow& row : table->rows) {
    lines += row.keys.at("country") + "|" + row.keys.at("town") + "|" +
             std::to_string(row.count.registered) + "|" + std::to_string(row.count.present) + "\n";
  }
  return lines;
}

TEST(Views, TheFirstQueryCountsAsTheProgramDoesAfterCancellingAndErasing) {
  Desk desk;
  fill(desk);
  const auto guest = desk.register_person(Desk::person("Nils", "Berg", Kind::invited));
  const auto away = desk.register_person(Desk::person("Nora", "Kalna"));
  const auto local = desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto gone = desk.register_person(Desk::person("Juris", "Egle"));
  for (const auto& person : {guest, local, gone}) desk.verdict(person.code, "09:10");
  for (const auto& person : {guest, away, gone}) {
    ASSERT_TRUE(desk.store->cancel_attendee(desk.id, person.number, "is ill"));
  }
  for (const auto& person : {local, gone}) {
    ASSERT_TRUE(desk.store->erase(desk.id, person.number));
  }
  EXPECT_EQ(sqlite3(desk, "SELECT status, count(*) FROM v_attendees GROUP BY status;").out,
            "cancelled|2\nerased|1\nerased_cancelled|1\nregistered|2\n");
  std::string query = documented_queries().front();
  query = "SELECT * FROM (" + query.substr(0, query.rfind(';')) +
          ") WHERE registered + present > 0 ORDER BY country, town;";
  EXPECT_EQ(sqlite3(desk, query).out, counted_by_town(desk));
  EXPECT_EQ(counted_by_town(desk), "LV|Daugavpils|2|3\nSE|Vänersborg|1|2\n");
}

TEST(Views, SayWhatIsTrueInTheMeetingsTime) {
  Desk desk;
  fill(desk);
  EXPECT_EQ(sqlite3(desk, "SELECT town, present FROM v_attendees ORDER BY number;").out,
            "Vänersborg|1\nDaugavpils|1\n");
  EXPECT_EQ(sqlite3(desk,
                    "SELECT at, day, at_utc, checkpoint, direction, kiosk, number, family_name "
                    "FROM v_attendance LIMIT 1;")
                .out,
            "2019-03-12 09:02:00|2019-03-12|2019-03-12T07:02:00Z|door|in|A|A-0001|Åberg\n");
  EXPECT_EQ(sqlite3(desk, "SELECT verdict, counts FROM v_scans WHERE number = 'A-0002';").out,
            "admitted|1\nalready|0\n");
  EXPECT_EQ(
      sqlite3(desk, "SELECT registered, present FROM v_counts WHERE dimension = 'total';").out,
      "2|2\n");
}

TEST(Views, ShowEveryRefusedTryWithItsReason) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  ASSERT_TRUE(desk.store->reissue_badge(desk.id, person.number));
  desk.verdict(person.code, "09:00");
  desk.verdict("nobody", "09:01");
  EXPECT_EQ(sqlite3(desk, "SELECT verdict, reason, counts FROM v_scans;").out,
            "revoked|replaced|0\nunknown||0\n");
}

TEST(Views, HaveTheColumnsThatThePageNames) {
  Desk desk;
  fill(desk);
  const std::string page = test::read_file(KIOSK_SOURCE_DIR "/docs/sql.md");
  SQLite::Database database(desk.file().string(), SQLite::OPEN_READONLY);
  for (const char* view : {"v_attendees", "v_attendance", "v_scans", "v_counts"}) {
    const auto from = page.find("## " + std::string(view));
    ASSERT_NE(from, std::string::npos) << view;
    const std::string section = page.substr(from, page.find("\n## ", from) - from);
    SQLite::Statement columns(database, "SELECT name FROM pragma_table_info(?1)");
    columns.bind(1, view);
    for (int count = 0; columns.executeStep(); ++count) {
      EXPECT_THAT(section, HasSubstr("`" + columns.getColumn(0).getString() + "`")) << view;
    }
  }
}

TEST(Views, AReaderCannotWrite) {
  Desk desk;
  const Shell shell = sqlite3(desk, "DELETE FROM attendees;");
  EXPECT_NE(shell.status, 0);
  EXPECT_THAT(shell.out, HasSubstr("readonly"));
}

TEST(Views, SummerTimeIsTheMeetings) {
  Desk desk;
  const auto at = desk.at("2018-07-01 10:00");
  ASSERT_TRUE(desk.store->register_attendee(desk.id, Desk::person("Anna", "Ozola"), at, false));
  desk.register_person(Desk::person("Nora", "Kalna"));
  EXPECT_EQ(sqlite3(desk, "SELECT registered_at FROM v_attendees;").out,
            "2018-07-01 10:00:00\n2019-03-12 09:00:00\n");
}

TEST(Views, AFileFromBeforeThemGetsItsTimeZone) {
  Desk desk;
  fill(desk);
  desk.store.reset();
  desk.tamper(
      "DROP VIEW v_scans; DROP VIEW v_attendance; DROP VIEW v_attendees; DROP VIEW v_counts; "
      "DROP INDEX scan_in_time; DROP TABLE offsets; DROP TABLE needs; "
      "DROP INDEX journal_about; DROP TABLE enrolments; DROP TABLE left_out; DROP TABLE settled; "
      "PRAGMA user_version = 3; "
      "UPDATE settings SET value = '3' WHERE key = 'derived_by_schema'");
  desk.open();
  EXPECT_EQ(sqlite3(desk, "SELECT min(at) FROM v_attendance;").out, "2019-03-12 09:02:00\n");
  desk.expect_verified();
  ASSERT_TRUE(desk.store->rebuild());
  EXPECT_EQ(sqlite3(desk, "SELECT min(at) FROM v_attendance;").out, "2019-03-12 09:02:00\n");
}

TEST(Views, AttendanceIsReadInTheOrderOfTimeWithoutSorting) {
  const Desk desk;
  const SQLite::Database database(desk.file().string());
  SQLite::Statement plan(database,
                         "EXPLAIN QUERY PLAN SELECT * FROM v_attendance WHERE meeting = 'm'");
  while (plan.executeStep()) {
    EXPECT_THAT(plan.getColumn(3).getString(), testing::Not(HasSubstr("TEMP B-TREE FOR ORDER")));
  }
}

TEST(JournalHead, ARowThatADocumentNamedIsFoundAgain) {
  Desk desk;
  fill(desk);
  const auto heads = desk.store->journal_heads();
  ASSERT_TRUE(heads);
  ASSERT_EQ(heads->size(), 1U);
  const db::JournalHead head = heads->front();
  EXPECT_EQ(head.letter, "A");
  EXPECT_EQ(head.hash, desk.verified().chains.front().head);
  desk.register_person(Desk::person("Nora", "Kalna"));
  EXPECT_TRUE(*desk.store->has_journal_row(head));
  EXPECT_FALSE(*desk.store->has_journal_row({"A", head.seq + 5, head.hash}));
  EXPECT_FALSE(*desk.store->has_journal_row({"B", head.seq, head.hash}));
}

}  // namespace
