#include "meeting/meeting_file.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "core/time.h"

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path kSample =
    std::filesystem::path(KIOSK_SOURCE_DIR) / "assets/meetings/daugavpils-2019-03.toml";

core::Day day(const char* text) { return core::parse_day(text).value(); }

class SampleMeeting : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = meeting::load_meeting(kSample);
    ASSERT_TRUE(loaded) << core::describe(loaded.error());
    sample_ = *loaded;
  }

  core::Meeting sample_;
};

TEST_F(SampleMeeting, HasItsDaysZoneLanguagesAndName) {
  EXPECT_EQ(sample_.id.text, "daugavpils-2019-03");
  EXPECT_EQ(sample_.zone.name(), "Europe/Riga");
  EXPECT_EQ(
      core::to_rfc3339(sample_.zone.to_instant(core::LocalTime{day("2019-03-12")}), sample_.zone),
      "2019-03-12T00:00:00+02:00");
  EXPECT_THAT(sample_.days, ElementsAre(day("2019-03-12"), day("2019-03-13"), day("2019-03-14")));
  EXPECT_THAT(sample_.languages, ElementsAre("lv", "en", "ru", "sv", "it", "de", "es", "fi"));
  EXPECT_EQ(sample_.name.by_language.size(), 3U);
  EXPECT_EQ(sample_.name.in("lv"), "WIR projekta tikšanās Daugavpilī");
  EXPECT_EQ(sample_.name.in("en"), "WIR project meeting in Daugavpils");
  EXPECT_EQ(sample_.name.in("ru"), "Встреча проекта WIR в Даугавпилсе");
}

TEST_F(SampleMeeting, HasItsPlaceProjectAndGrant) {
  EXPECT_EQ(sample_.place, (core::Place{"Vienības nams", "Daugavpils", "LV"}));
  const core::Project project{
      "WIR",
      "Promoting democratic engagement and civic participation",
      "Europe for Citizens",
      "000000-CITIZ-1-2017-1-SE",
      true,
      "Co-funded by the Europe for Citizens Programme of the European Union",
      "exchange experience of civic participation and integration"};
  EXPECT_EQ(sample_.project, project);
  EXPECT_EQ(sample_.grant, (core::Grant{50, 25, 30, 4}));
}

TEST_F(SampleMeeting, HasItsPartners) {
  using core::Partner;
  EXPECT_THAT(
      sample_.partners,
      ElementsAre(
          Partner{{"vanersborg"}, "Vänersborgs kommun", "Vänersborg", "SE", true, false},
          Partner{{"daugavpils"}, "Daugavpils pilsētas dome", "Daugavpils", "LV", false, true},
          Partner{{"linz"}, "Partner in Linz", "Linz", "AT", false, false},
          Partner{{"kassel"}, "Partner in Kassel", "Kassel", "DE", false, false}));
}

TEST_F(SampleMeeting, HasItsSessions) {
  ASSERT_EQ(sample_.sessions.size(), 2U);
  const core::Session integration{
      {"integration"},
      {{{"lv", "Darba grupa: integrācija"}, {"en", "Working group: integration"}}},
      day("2019-03-12"),
      hours{14},
      hours{16},
      "201",
      25};
  const core::Session participation{
      {"participation"},
      {{{"lv", "Darba grupa: līdzdalība"}, {"en", "Working group: participation"}}},
      day("2019-03-13"),
      hours{10},
      hours{12},
      "202",
      std::nullopt};
  EXPECT_EQ(sample_.sessions[0], integration);
  EXPECT_EQ(sample_.sessions[1], participation);
}

TEST_F(SampleMeeting, HasADoorOpenEachDay) {
  core::Checkpoint door;
  door.id.text = "door";
  door.name.by_language = {{"lv", "Ieeja"}, {"en", "Door"}};
  door.policy = core::Policy::once_per_day;
  door.days = sample_.days;
  door.opens = hours{8};
  door.closes = hours{20};
  door.tolerance = minutes{10};
  door.admits = {core::Kind::invited, core::Kind::local, core::Kind::team};
  ASSERT_EQ(sample_.checkpoints.size(), 3U);
  EXPECT_EQ(sample_.checkpoints[0], door);
}

TEST_F(SampleMeeting, HasARoomThatTakesNameDayAndTimesFromItsSession) {
  core::Checkpoint room;
  room.id.text = "room-201";
  room.name = sample_.sessions[0].name;
  room.session.text = "integration";
  room.members_only = true;
  room.policy = core::Policy::re_entry;
  room.days = {day("2019-03-12")};
  room.opens = hours{14};
  room.closes = hours{16};
  room.capacity = 25;
  EXPECT_EQ(sample_.checkpoints[1], room);
}

TEST_F(SampleMeeting, HasALunchWithAQuestion) {
  core::Checkpoint lunch;
  lunch.id.text = "lunch";
  lunch.name.by_language = {{"lv", "Pusdienas"}, {"en", "Lunch"}};
  lunch.policy = core::Policy::unlimited;
  lunch.days = {day("2019-03-12"), day("2019-03-13")};
  lunch.max_per_day = 1;
  lunch.min_gap = minutes{30};
  lunch.partners = {{"vanersborg"}, {"linz"}, {"kassel"}};
  lunch.questions = {
      {{"meal"}, {{{"lv", "Ēdienreize"}, {"en", "Meal"}}}, {"meat", "fish", "vegetarian"}, true}};
  EXPECT_EQ(sample_.checkpoints[2], lunch);
}

TEST_F(SampleMeeting, HasItsPrivacyNeedsAndBadge) {
  EXPECT_FALSE(sample_.asks_needs);
  EXPECT_EQ(sample_.badge_template, "62x100");
  const core::Privacy& privacy = sample_.privacy;
  EXPECT_EQ(privacy.controller, "Daugavpils pilsētas dome");
  EXPECT_EQ(privacy.contact, "privacy@example.org");
  EXPECT_EQ(privacy.notice_version, "2019-02");
  EXPECT_EQ(privacy.notice.in("lv"),
            "Mēs izmantojam jūsu datus, lai vadītu tikšanos un sniegtu pārskatu finansētājam.");
  EXPECT_EQ(privacy.notice.in("en"),
            "We use your data to run the meeting and to report to the funder.");
  EXPECT_EQ(privacy.erase_needs_after_days, 7);
  EXPECT_EQ(privacy.erase_contact_after_days, 90);
  EXPECT_EQ(privacy.keep_evidence_until, day("2024-10-15"));
}

TEST_F(SampleMeeting, IsTheSameAfterWritingAndReading) {
  const std::string written = meeting::write_meeting(sample_);
  const auto again = meeting::parse_meeting(written, "written.toml");
  ASSERT_TRUE(again) << core::describe(again.error()) << "\n" << written;
  EXPECT_EQ(*again, sample_);
  EXPECT_EQ(meeting::write_meeting(*again), written);
}

// The least a meeting file may have.
const std::string kLeast = R"(id = "least"
timezone = "Europe/Riga"
days = ["2024-05-06"]
languages = ["en"]
name = { en = "Least" }
[[checkpoint]]
id = "door"
name = { en = "Door" }
)";

TEST(LeastMeeting, HasTheDefaults) {
  const auto least = meeting::parse_meeting(kLeast, "least.toml");
  ASSERT_TRUE(least) << core::describe(least.error());
  EXPECT_EQ(least->badge_template, "62x100");
  EXPECT_FALSE(least->project.eu_emblem);
  const core::Checkpoint& door = least->checkpoints.at(0);
  EXPECT_EQ(door.policy, core::Policy::once);
  EXPECT_EQ(door.days, least->days);
  EXPECT_EQ(door.admits, std::nullopt);
  EXPECT_EQ(door.opens, std::nullopt);
  EXPECT_EQ(door.capacity, std::nullopt);
}

TEST(LeastMeeting, IsTheSameAfterWritingAndReading) {
  const auto least = meeting::parse_meeting(kLeast, "least.toml");
  ASSERT_TRUE(least);
  const auto again = meeting::parse_meeting(meeting::write_meeting(*least), "again.toml");
  ASSERT_TRUE(again) << core::describe(again.error());
  EXPECT_EQ(*again, *least);
}

TEST(WrittenMeeting, KeepsQuotesBackslashesLineEndsAndAnyScript) {
  auto least = meeting::parse_meeting(kLeast, "least.toml");
  ASSERT_TRUE(least);
  least->privacy.notice.by_language["en"] =
      "One \"line\" C:\\new\n\tand = [two] # 日本語 🎟 'é'";
  const auto again = meeting::parse_meeting(meeting::write_meeting(*least), "again.toml");
  ASSERT_TRUE(again) << core::describe(again.error());
  EXPECT_EQ(*again, *least);
}

TEST(WrittenMeeting, KeepsASessionCheckpointsOwnNameAndADoorOpenPastMidnight) {
  const auto first = meeting::parse_meeting(kLeast + R"(opens = "20:00"
closes = "02:00"
admits = ["team"]
[[checkpoint]]
id = "room"
session = "talk"
name = { en = "Room" }
[[session]]
id = "talk"
name = { en = "Talk" }
day = "2024-05-06"
starts = "22:30"
ends = "24:00"
[needs]
ask = true
[project]
emblem = "none"
)",
                                            "first.toml");
  ASSERT_TRUE(first) << core::describe(first.error());
  EXPECT_EQ(first->checkpoints[1].name.in("en"), "Room");
  EXPECT_EQ(first->checkpoints[1].closes, hours{24});
  EXPECT_TRUE(first->asks_needs);
  const auto again = meeting::parse_meeting(meeting::write_meeting(*first), "again.toml");
  ASSERT_TRUE(again) << core::describe(again.error());
  EXPECT_EQ(*again, *first);
}

core::Error failure_of(const core::Result<core::Meeting>& result) {
  EXPECT_FALSE(result);
  return result ? core::Error{} : result.error();
}

TEST(LoadedMeeting, TellsThatTheFileIsNotThere) {
  const core::Error error = failure_of(meeting::load_meeting("no-such-meeting.toml"));
  EXPECT_EQ(error.failure, core::Failure::bad_input);
  EXPECT_THAT(error.what, HasSubstr("no-such-meeting.toml"));
  EXPECT_THAT(error.next_step, testing::Not(IsEmpty()));
}

TEST(LoadedMeeting, TellsThatAFolderIsNoFile) {
  EXPECT_THAT(failure_of(meeting::load_meeting(KIOSK_SOURCE_DIR)).what, HasSubstr("folder"));
}

TEST(LoadedMeeting, RefusesAFileOverAMebibyteWithoutReadingItAll) {
  const core::Error error = failure_of(meeting::load_meeting("/dev/zero"));
  ASSERT_EQ(error.mistakes.size(), 1U);
  EXPECT_THAT(error.mistakes[0].message, HasSubstr("1 MiB"));
}

TEST(LoadedMeeting, MayBeginWithAByteOrderMark) {
  EXPECT_TRUE(meeting::parse_meeting("\xEF\xBB\xBF" + kLeast, "bom.toml"));
}

TEST(LoadedMeeting, MayHaveWindowsLineEnds) {
  std::string text = kLeast;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.insert(at, "\r");
  }
  EXPECT_TRUE(meeting::parse_meeting(text, "windows.toml"));
}

}  // namespace
