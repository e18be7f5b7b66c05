// What the exports hold, from a real store.
#include "report/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "db/desk.h"
#include "report/conflicts.h"

namespace {

using core::Kind;
using nlohmann::ordered_json;
using report::What;
using test::Desk;

std::string csv(Desk& desk, What what) {
  std::ostringstream out;
  const auto done = report::export_rows(*desk.store, desk.id, what, report::Format::csv, out);
  EXPECT_TRUE(done);
  return out.str();
}

ordered_json json(Desk& desk, What what) {
  std::ostringstream out;
  const auto done = report::export_rows(*desk.store, desk.id, what, report::Format::json, out);
  EXPECT_TRUE(done);
  return ordered_json::parse(out.str());
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    all.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return all;
}

TEST(Export, AttendanceHasARowForEachEntryAndExitThatStands) {
  Desk desk;
  const auto guest = desk.register_person(Desk::person("Sven", "Åberg", Kind::invited));
  desk.verdict(guest.code, "09:02");
  desk.verdict(guest.code, "09:03");
  desk.verdict(guest.code, "17:00", "door", core::Direction::out);
  const auto rows = lines(csv(desk, What::attendance));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0],
            "at,day,checkpoint,direction,kiosk,forced,number,given_name,family_name,town,country,"
            "kind,partner,organisation");
  EXPECT_EQ(rows[1],
            "2019-03-12T09:02:00+02:00,2019-03-12,door,in,A,false,A-0001,Sven,Åberg,Vänersborg,SE,"
            "invited,vanersborg,");
  EXPECT_EQ(rows[2].substr(0, 47), "2019-03-12T17:00:00+02:00,2019-03-12,door,out,A");
}

TEST(Export, ScansKeepRefusedAndUndoneTries) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Anna", "Ozola"));
  const auto first = desk.scan(desk.command(person.code, "09:00"));
  desk.verdict(person.code, "09:01");
  desk.verdict("who", "09:02");
  ASSERT_TRUE(desk.store->undo({desk.id, first.scan.nonce, "desk 1", "wrong, person", {}, true}));
  const auto rows = json(desk, What::scans);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["undone"], true);
  EXPECT_EQ(rows[0]["undone_why"], "wrong, person");
  EXPECT_EQ(rows[0]["recorded"], true);
  EXPECT_EQ(rows[1]["verdict"], "already");
  EXPECT_TRUE(rows[2]["attendee"].is_null());
  EXPECT_EQ(json(desk, What::attendance).size(), 0U);
}

TEST(Export, AttendeesAreListedByNumberCancelledOnesToo) {
  Desk desk;
  desk.register_person(Desk::person("Anna", "Ozola"));
  desk.register_person(Desk::person("Sven", "Åberg", Kind::invited));
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, "A-0001", "is ill"));
  const auto rows = json(desk, What::attendees);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["number"], "A-0001");
  EXPECT_EQ(rows[0]["status"], "cancelled");
  EXPECT_EQ(rows[1]["photo_opt_out"], false);
}

TEST(Export, RowsOfCsvAndJsonHaveTheColumnsInOrder) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Anna", "Ozola"));
  desk.verdict(person.code, "09:00");
  for (What what : {What::attendees, What::attendance, What::scans, What::matrix, What::eds}) {
    std::string header;
    std::vector<std::string> keys;
    std::vector<std::string> names;
    for (const report::Column& column : report::columns(what)) {
      header += (header.empty() ? "" : ",") + column.name;
      names.push_back(column.name);
    }
    const ordered_json rows = json(desk, what);
    for (const auto& [key, value] : rows.at(0).items()) keys.push_back(key);
    EXPECT_EQ(lines(csv(desk, what)).at(0), header);
    EXPECT_EQ(keys, names);
  }
}

TEST(Export, MatrixCountsPeopleByTownPartnerDayAndSession) {
  Desk desk;
  auto details = Desk::person("Sven", "Åberg", Kind::invited);
  details.sessions = {{"integration"}};
  const auto guest = desk.register_person(details);
  const auto other = desk.register_person(Desk::person("Lars", "Ek", Kind::invited));
  const auto local = desk.register_person(Desk::person("Anna", "Ozola"));
  desk.register_person(Desk::person("Nora", "Kalna"));
  for (const auto& person : {guest, other, local}) desk.verdict(person.code, "09:00");
  desk.verdict(guest.code, "14:05", "room-201");
  desk.verdict(guest.code, "2019-03-13 09:00");
  const auto rows = lines(csv(desk, What::matrix));
  EXPECT_THAT(rows,
              testing::ElementsAre("town,country,partner,kind,day,session,present",
                                   "Daugavpils,LV,,local,2019-03-12,,1",
                                   "Vänersborg,SE,vanersborg,invited,2019-03-12,,2",
                                   "Vänersborg,SE,vanersborg,invited,2019-03-12,integration,1",
                                   "Vänersborg,SE,vanersborg,invited,2019-03-13,,1"));
}

TEST(Export, EventDescriptionTellsWhatWasMeasuredAndWhatIsMissing) {
  Desk desk;
  auto details = Desk::person("Anna", "Ozola");
  details.gender = core::Gender::female;
  desk.verdict(desk.register_person(details).code, "09:00");
  desk.verdict(desk.register_person(Desk::person("Sven", "Åberg", Kind::invited)).code, "09:01");
  desk.register_person(Desk::person("Nora", "Kalna"));
  std::map<std::string, ordered_json> by_item;
  for (const auto& row : json(desk, What::eds)) {
    by_item[row["section"].get<std::string>() + " " + row["item"].get<std::string>()] = row;
  }
  EXPECT_EQ(by_item["participants registered"]["value"], 3);
  EXPECT_EQ(by_item["participants total"]["value"], 2);
  EXPECT_EQ(by_item["participants female"]["value"], 1);
  EXPECT_EQ(by_item["participants unasked"]["value"], 1);
  EXPECT_EQ(by_item["participants invited"]["value"], 1);
  EXPECT_EQ(by_item["country SE"]["value"], 1);
  EXPECT_EQ(by_item["town Daugavpils, LV"]["value"], 1);
  EXPECT_EQ(by_item["event first_day"]["value"], "2019-03-12");
  EXPECT_EQ(by_item["event description"]["source"], "meeting_file");
  EXPECT_EQ(by_item["participants total"]["source"], "measured");
  EXPECT_EQ(by_item["event type"]["value"], "conference");
  EXPECT_EQ(by_item["event websites"]["value"], "https://www.example.org/wir");
  EXPECT_THAT(by_item["event description"]["value"].get<std::string>(),
              testing::HasSubstr("Trīs dienas ar prezentācijām"));
}

TEST(Export, EventDescriptionSaysWhatTheMeetingFileLeavesOut) {
  Desk desk;
  std::string toml = test::sample_meeting();
  const auto begin = toml.find("[event]");
  toml.erase(begin, toml.find("[grant]") - begin);
  ASSERT_TRUE(desk.store->store_meeting(toml, "sample"));
  std::map<std::string, ordered_json> by_item;
  for (const auto& row : json(desk, What::eds)) {
    by_item[row["section"].get<std::string>() + " " + row["item"].get<std::string>()] = row;
  }
  for (const char* asked : {"event type", "event websites"}) {
    EXPECT_TRUE(by_item[asked]["value"].is_null()) << asked;
    EXPECT_EQ(by_item[asked]["source"], "missing") << asked;
  }
  EXPECT_EQ(by_item["event description"]["source"], "meeting_file") << "the project's";
}

TEST(Export, EmptyMeetingIsAnEmptyTable) {
  Desk desk;
  EXPECT_EQ(lines(csv(desk, What::scans)).size(), 1U);
  EXPECT_EQ(json(desk, What::scans), ordered_json::array());
}

TEST(Export, AStreamThatFailsIsStorageFailed) {
  Desk desk;
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const auto failed =
      report::export_rows(*desk.store, desk.id, What::scans, report::Format::csv, out);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().failure, core::Failure::storage);
}

/// What merging another kiosk's journal leaves behind, put there by hand: a kiosk B, which made
/// the scan of the other day on the first one's day.
void admit_at_another_kiosk(Desk& desk) {
  SQLite::Database file((desk.folder.path() / "kiosk.db").string(), SQLite::OPEN_READWRITE);
  file.exec("INSERT INTO kiosks (id, letter) VALUES (77, 'B')");
  file.exec(
      "UPDATE scans SET at = at - 86400000, id = (SELECT k FROM kiosks WHERE letter = 'B') * "
      "(1 << 40) + 1 WHERE at = (SELECT max(at) FROM scans)");
}

TEST(Conflicts, ThoseAdmittedTwiceByDifferentKiosksAreListedWithBothScans) {
  Desk desk;
  const auto twice = desk.register_person(Desk::person("Anna", "Ozola"));
  const auto once = desk.register_person(Desk::person("Jānis", "Bērziņš"));
  desk.verdict(once.code, "09:00");
  desk.verdict(once.code, "2019-03-13 09:00");
  desk.verdict(twice.code, "09:01");
  desk.verdict(twice.code, "2019-03-13 09:02");
  ASSERT_TRUE(report::find_conflicts(*desk.store, desk.id)->empty());
  admit_at_another_kiosk(desk);
  const auto found = report::find_conflicts(*desk.store, desk.id);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  const report::Conflict& conflict = found->front();
  EXPECT_EQ(conflict.attendee, twice.attendee);
  ASSERT_EQ(conflict.scans.size(), 2U);
  EXPECT_EQ(conflict.scans[0].kiosk, "A");
  EXPECT_EQ(conflict.scans[1].kiosk, "B");
}

TEST(Conflicts, ForcedEntriesAreNone) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Anna", "Ozola"));
  desk.verdict(person.code, "09:00");
  auto forced = desk.command(person.code, "10:00");
  forced.force = true;
  desk.scan(forced);
  EXPECT_TRUE(report::find_conflicts(*desk.store, desk.id)->empty());
}

}  // namespace
