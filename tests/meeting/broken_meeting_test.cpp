// Each broken file is a good one with one line replaced; it must give exactly the mistakes told.
#include <gmock/gmock.h>

#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "meeting/meeting_file.h"

namespace {

const std::vector<std::string> kGood = {
    /*  1 */ "id = \"spring-2024\"",
    /*  2 */ "timezone = \"Europe/Riga\"",
    /*  3 */ "days = [\"2024-05-06\", \"2024-05-07\"]",
    /*  4 */ "languages = [\"lv\", \"en\"]",
    /*  5 */ "[name]",
    /*  6 */ "lv = \"Pavasaris\"",
    /*  7 */ "en = \"Spring\"",
    /*  8 */ "[place]",
    /*  9 */ "country = \"LV\"",
    /* 10 */ "[project]",
    /* 11 */ "emblem = \"eu\"",
    /* 12 */ "[grant]",
    /* 13 */ "min_participants = 5",
    /* 14 */ "[[partner]]",
    /* 15 */ "id = \"linz\"",
    /* 16 */ "name = \"Partner in Linz\"",
    /* 17 */ "town = \"Linz\"",
    /* 18 */ "country = \"AT\"",
    /* 19 */ "host = true",
    /* 20 */ "[[partner]]",
    /* 21 */ "id = \"kassel\"",
    /* 22 */ "name = \"Partner in Kassel\"",
    /* 23 */ "town = \"Kassel\"",
    /* 24 */ "country = \"DE\"",
    /* 25 */ "host = false",
    /* 26 */ "[[session]]",
    /* 27 */ "id = \"talk\"",
    /* 28 */ "name = { lv = \"Saruna\", en = \"Talk\" }",
    /* 29 */ "day = \"2024-05-06\"",
    /* 30 */ "starts = \"14:00\"",
    /* 31 */ "ends = \"16:00\"",
    /* 32 */ "capacity = 25",
    /* 33 */ "[[checkpoint]]",
    /* 34 */ "id = \"door\"",
    /* 35 */ "name = { lv = \"Ieeja\" }",
    /* 36 */ "policy = \"once_per_day\"",
    /* 37 */ "days = [\"2024-05-07\"]",
    /* 38 */ "opens = \"08:00\"",
    /* 39 */ "closes = \"20:00\"",
    /* 40 */ "tolerance_minutes = 10",
    /* 41 */ "admits = [\"team\"]",
    /* 42 */ "partners = [\"linz\"]",
    /* 43 */ "capacity = 25",
    /* 44 */ "max_per_day = 1",
    /* 45 */ "min_gap_minutes = 30",
    /* 46 */ "[[checkpoint.question]]",
    /* 47 */ "id = \"meal\"",
    /* 48 */ "text = { lv = \"Maltīte\" }",
    /* 49 */ "choices = [\"fish\", \"meat\"]",
    /* 50 */ "[[checkpoint.question]]",
    /* 51 */ "id = \"drink\"",
    /* 52 */ "text = { lv = \"Dzēriens\" }",
    /* 53 */ "required = true",
    /* 54 */ "[[checkpoint]]",
    /* 55 */ "id = \"room\"",
    /* 56 */ "session = \"talk\"",
    /* 57 */ "members_only = true",
    /* 58 */ "[privacy]",
    /* 59 */ "keep_evidence_until = \"2030-01-31\"",
    /* 60 */ "erase_needs_after_days = 7",
    /* 61 */ "[needs]",
    /* 62 */ "ask = false",
    /* 63 */ "[badge]",
    /* 64 */ "template = \"62x100\"",
};

struct Expected {
  int line;
  std::string field;
  std::string message;  ///< a part of it
};

struct Broken {
  const char* name;
  std::size_t line;  ///< the one replaced
  std::string by;
  std::vector<Expected> expected;
};

std::ostream& operator<<(std::ostream& out, const Broken& broken) { return out << broken.name; }

std::string with_line(std::size_t line, const std::string& by) {
  std::string text;
  for (std::size_t i = 0; i < kGood.size(); ++i) text += (i + 1 == line ? by : kGood[i]) + "\n";
  return text;
}

std::string mistakes_text(const std::vector<core::Mistake>& mistakes) {
  std::ostringstream out;
  for (const auto& mistake : mistakes) {
    out << mistake.line << " " << mistake.field << ": " << mistake.message << "\n";
  }
  return out.str();
}

class BrokenMeeting : public testing::TestWithParam<Broken> {};

TEST_P(BrokenMeeting, TellsLineKeyAndWhatIsExpected) {
  const Broken& broken = GetParam();
  const auto result = meeting::parse_meeting(with_line(broken.line, broken.by), "spring.toml");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().failure, core::Failure::bad_input);
  EXPECT_THAT(result.error().what, testing::HasSubstr("spring.toml"));
  EXPECT_FALSE(result.error().next_step.empty());
  const auto& found = result.error().mistakes;
  ASSERT_EQ(found.size(), broken.expected.size()) << mistakes_text(found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].line, broken.expected[i].line) << mistakes_text(found);
    EXPECT_EQ(found[i].field, broken.expected[i].field) << mistakes_text(found);
    EXPECT_THAT(found[i].message, testing::HasSubstr(broken.expected[i].message));
  }
}

std::vector<Broken> broken_basics() {
  return {
      {"NoId", 1, "", {{1, "id", "missing"}}},
      {"CapitalsInId", 1, "id = \"Spring\"", {{1, "id", "a-z, 0-9 and -"}}},
      {"IdIsANumber", 1, "id = 5", {{1, "id", "expected a text in quotes, found a whole number"}}},
      {"EmptyId", 1, "id = \"\"", {{1, "id", "empty"}}},
      {"MisspeltKey",
       1,
       "id = \"a\"\ntimezon = \"UTC\"",
       {{2, "timezon", "unknown key; did you mean \"timezone\"?"}}},
      {"UnknownKeyLikeNoOther", 1, "id = \"a\"\nzebra = 1", {{2, "zebra", "unknown key"}}},
      {"NoTimezone", 2, "", {{1, "timezone", "missing"}}},
      {"UnknownTimezone", 2, "timezone = \"Europe/Rige\"", {{2, "timezone", "\"Europe/Riga\""}}},
      {"TimezoneOutsideTheDatabase",
       2,
       "timezone = \"../../../etc/passwd\"",
       {{2, "timezone", "no time zone"}}},
      {"NoDays", 3, "", {{1, "days", "missing"}}},
      {"EmptyDays", 3, "days = []", {{3, "days", "at least one"}}},
      {"DaysAreAText", 3, "days = \"2024-05-06\"", {{3, "days", "expected a list"}}},
      {"NoSuchDay",
       3,
       "days = [\"2024-05-06\", \"2024-05-07\", \"2024-02-30\"]",
       {{3, "days[3]", "no date"}}},
      {"DayWithoutQuotes", 3, "days = [2024-05-06]", {{3, "days[1]", "a date without quotes"}}},
      {"DaysOutOfOrder",
       3,
       "days = [\n\"2024-05-07\",\n\"2024-05-06\"]",
       {{5, "days[2]", "out of order"}}},
      {"DayTwice",
       3,
       "days = [\"2024-05-06\", \"2024-05-07\", \"2024-05-07\"]",
       {{3, "days[3]", "twice"}}},
      {"DayOfAnotherAge",
       3,
       "days = [\"1919-05-06\", \"2024-05-06\", \"2024-05-07\"]",
       {{3, "days[1]", "from 1970"}}},
      {"NoLanguages", 4, "", {{1, "languages", "missing"}}},
      {"EmptyLanguages", 4, "languages = []", {{4, "languages", "at least one"}}},
      {"LongLanguageCode",
       4,
       "languages = [\"lv\", \"eng\"]",
       {{4, "languages[2]", "2 small letters"}}},
      {"CapitalLanguageCode",
       4,
       "languages = [\"LV\", \"en\"]",
       {{4, "languages[1]", "2 small letters"}}},
      {"LanguageTwice", 4, "languages = [\"lv\", \"lv\"]", {{4, "languages[2]", "twice"}}},
      {"NoNameInDefaultLanguage", 6, "", {{5, "name.lv", "missing"}}},
      {"UnknownLanguageInName",
       7,
       "english = \"Spring\"",
       {{7, "name.english", "2 small letters"}}},
      {"EmptyName", 7, "en = \"  \"", {{7, "name.en", "empty"}}},
      {"NameTooLong", 7, "en = \"" + std::string(4097, 'x') + "\"", {{7, "name.en", "4 KiB"}}},
      {"ControlCharacterInName", 7, "en = \"a\\u001Bb\"", {{7, "name.en", "control"}}},
      {"SmallCountry", 9, "country = \"lv\"", {{9, "place.country", "2 capital letters"}}},
      {"CountryThatIsNone", 9, "country = \"XX\"", {{9, "place.country", "ISO 3166-1"}}},
      {"UnknownPlaceKey", 9, "twon = \"A\"", {{9, "place.twon", "\"town\""}}},
      {"UnknownEmblem", 11, "emblem = \"un\"", {{11, "project.emblem", "eu or none"}}},
      {"NegativeGrantFigure",
       13,
       "min_participants = -1",
       {{13, "grant.min_participants", "out of range"}}},
      {"PercentOverAHundred",
       13,
       "min_invited_percent = 101",
       {{13, "grant.min_invited_percent", "0 to 100"}}},
      {"NeedsIsAText", 62, "ask = \"no\"", {{62, "needs.ask", "true or false"}}},
      {"EvidenceUntilNoDay",
       59,
       "keep_evidence_until = \"2030-13-01\"",
       {{59, "privacy.keep_evidence_until", "no date"}}},
      {"NegativeDaysToErase",
       60,
       "erase_needs_after_days = -7",
       {{60, "privacy.erase_needs_after_days", "out of range"}}},
      {"BadgeTemplateIsAPath",
       64,
       "template = \"../x\"",
       {{64, "badge.template", "a-z, 0-9 and -"}}},
      {"TableInsteadOfText", 64, "template = { a = 1 }", {{64, "badge.template", "found a table"}}},
  };
}

std::vector<Broken> broken_lists() {
  return {
      {"PartnerIdTwice", 21, "id = \"linz\"", {{21, "partner[2].id", "used already"}}},
      {"PartnerWithoutTown", 23, "", {{20, "partner[2].town", "missing"}}},
      {"LongCountry", 24, "country = \"DEU\"", {{24, "partner[2].country", "capital"}}},
      {"PartnerOfNoCountry", 24, "country = \"EU\"", {{24, "partner[2].country", "ISO 3166-1"}}},
      {"TwoHosts", 25, "host = true", {{25, "partner[2].host", "one host"}}},
      {"HostIsANumber", 25, "host = 1", {{25, "partner[2].host", "true or false"}}},
      {"SessionNameIsAText", 28, "name = \"Talk\"", {{28, "session[1].name", "each language"}}},
      {"SessionNameNotInDefaultLanguage",
       28,
       "name = { en = \"Talk\" }",
       {{28, "session[1].name.lv", "missing"}}},
      {"SessionOnAnotherDay",
       29,
       "day = \"2024-05-08\"",
       {{29, "session[1].day", "none of the meeting's days"}}},
      {"SessionWithoutDay", 29, "", {{26, "session[1].day", "missing"}}},
      {"SessionStartIsNoTime", 30, "starts = \"2 pm\"", {{30, "session[1].starts", "no time"}}},
      {"SessionStartIsATomlTime",
       30,
       "starts = 14:00:00",
       {{30, "session[1].starts", "a time without quotes"}}},
      {"SessionEndsBeforeItStarts", 31, "ends = \"13:59\"", {{31, "session[1].ends", "not after"}}},
      {"SessionEndsAsItStarts", 31, "ends = \"14:00\"", {{31, "session[1].ends", "not after"}}},
      {"NoSessionCapacity", 32, "capacity = 0", {{32, "session[1].capacity", "1 to"}}},
      {"SessionIdTwice",
       32,
       "[[session]]\nid = \"talk\"\nname = { lv = \"B\" }\nday = \"2024-05-06\"\nstarts = "
       "\"01:00\"\nends = \"02:00\"",
       {{33, "session[2].id", "used already"}}},
  };
}

std::vector<Broken> broken_checkpoints() {
  return {
      {"CheckpointWithoutId", 34, "", {{33, "checkpoint[1].id", "missing"}}},
      {"CheckpointIdTwice", 55, "id = \"door\"", {{55, "checkpoint[2].id", "used already"}}},
      {"DoorWithoutName", 35, "", {{33, "checkpoint[1].name", "missing"}}},
      {"UnknownPolicy",
       36,
       "policy = \"once_a_day\"",
       {{36, "checkpoint[1].policy", "once, once_per_day, re_entry or unlimited"}}},
      {"CheckpointOnAnotherDay",
       37,
       "days = [\"2024-05-07\", \"2024-05-08\"]",
       {{37, "checkpoint[1].days[2]", "none of the meeting's days"}}},
      {"CheckpointOnNoDay", 37, "days = []", {{37, "checkpoint[1].days", "leave the key out"}}},
      {"OpensAtNoTime", 38, "opens = \"8:00\"", {{38, "checkpoint[1].opens", "no time of day"}}},
      {"OpensWhenTheDayEnds", 38, "opens = \"24:00\"", {{38, "checkpoint[1].opens", "23:59"}}},
      {"ClosesAfterTheDayEnds",
       39,
       "closes = \"24:01\"",
       {{39, "checkpoint[1].closes", "no time"}}},
      {"ToleranceOverHalfADay",
       40,
       "tolerance_minutes = 721",
       {{40, "checkpoint[1].tolerance_minutes", "0 to 720"}}},
      {"UnknownKind",
       41,
       "admits = [\"team\", \"guest\"]",
       {{41, "checkpoint[1].admits[2]", "invited, local or team"}}},
      {"AdmitsNobody", 41, "admits = []", {{41, "checkpoint[1].admits", "empty"}}},
      {"UnknownPartner",
       42,
       "partners = [\"lins\"]",
       {{42, "checkpoint[1].partners[1]", "did you mean \"linz\"?"}}},
      {"PartnerTwice",
       42,
       "partners = [\"linz\", \"linz\"]",
       {{42, "checkpoint[1].partners[2]", "twice"}}},
      {"NegativeCapacity", 43, "capacity = -3", {{43, "checkpoint[1].capacity", "1 to"}}},
      {"CapacityWithAPoint",
       43,
       "capacity = 25.5",
       {{43, "checkpoint[1].capacity", "found a number with a point"}}},
      {"HugeCapacity",
       43,
       "capacity = 9223372036854775807",
       {{43, "checkpoint[1].capacity", "1 to 1000000"}}},
      {"NonePerDay", 44, "max_per_day = 0", {{44, "checkpoint[1].max_per_day", "1 to"}}},
      {"GapOverADay",
       45,
       "min_gap_minutes = 1441",
       {{45, "checkpoint[1].min_gap_minutes", "0 to 1440"}}},
      {"QuestionWithoutText", 48, "", {{46, "checkpoint[1].question[1].text", "missing"}}},
      {"EmptyChoices", 49, "choices = []", {{49, "checkpoint[1].question[1].choices", "empty"}}},
      {"EmptyChoice",
       49,
       "choices = [\"fish\", \"\"]",
       {{49, "checkpoint[1].question[1].choices[2]", "empty"}}},
      {"ChoiceIsANumber",
       49,
       "choices = [1]",
       {{49, "checkpoint[1].question[1].choices[1]", "a text in quotes"}}},
      {"QuestionIdTwice",
       51,
       "id = \"meal\"",
       {{51, "checkpoint[1].question[2].id", "used already"}}},
      {"RequiredIsAText",
       53,
       "required = \"yes\"",
       {{53, "checkpoint[1].question[2].required", "true or false"}}},
      {"MembersOfNoSession",
       56,
       "name = { lv = \"Telpa\" }",
       {{57, "checkpoint[2].members_only", "session"}}},
      {"UnknownSession",
       56,
       "session = \"tlak\"",
       {{56, "checkpoint[2].session", "did you mean \"talk\"?"}}},
      {"SessionRoomWithTimesOfItsOwn",
       57,
       "days = [\"2024-05-06\"]\nopens = \"13:00\"\ncloses = \"17:00\"",
       {{57, "checkpoint[2].days", "the session gives"},
        {58, "checkpoint[2].opens", "the session gives"},
        {59, "checkpoint[2].closes", "the session gives"}}},
      {"SingleBrackets", 61, "[needs.ask]", {{61, "needs.ask", "true or false"}}},
  };
}

std::vector<Broken> broken_toml() {
  return {
      {"UnclosedText", 16, "name = \"Partner", {{16, "", "column"}}},
      {"NoValue", 9, "country =", {{9, "", "column"}}},
      {"KeyTwice", 16, "id = \"b\"", {{16, "", "column"}}},
      {"NotUtf8", 16, "name = \"Link\xF6ping\"", {{16, "", "UTF-8"}}},
      {"NulByte", 16, std::string("name = \"a\0b\"", 12), {{16, "", "column"}}},
      {"DottedKeyWithoutEnd",
       16,
       [] {
         std::string deep;
         for (int i = 0; i < 100'000; ++i) deep += "a.";
         return deep + "a = 1";
       }(),
       {{16, "", "too deep"}}},
      {"BracketsWithoutEnd", 16, "name = " + std::string(100'000, '['), {{16, "", "too deep"}}},
  };
}

std::string test_name(const testing::TestParamInfo<Broken>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Basics, BrokenMeeting, testing::ValuesIn(broken_basics()), test_name);
INSTANTIATE_TEST_SUITE_P(Lists, BrokenMeeting, testing::ValuesIn(broken_lists()), test_name);
INSTANTIATE_TEST_SUITE_P(Checkpoints, BrokenMeeting, testing::ValuesIn(broken_checkpoints()),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Toml, BrokenMeeting, testing::ValuesIn(broken_toml()), test_name);

TEST(GoodMeeting, HasNoMistake) {
  const auto result = meeting::parse_meeting(with_line(0, ""), "spring.toml");
  EXPECT_TRUE(result) << core::describe(result.error());
}

TEST(GoodMeeting, MayWriteTheUnionsCodes) {
  const auto result = meeting::parse_meeting(with_line(9, "country = \"UK\""), "spring.toml");
  ASSERT_TRUE(result) << core::describe(result.error());
  EXPECT_EQ(result->place.country, "GB");
}

TEST(StoredMeeting, StaysReadableWhenARuleComesLater) {
  const auto accepted_once = with_line(9, "country = \"XX\"");
  EXPECT_FALSE(meeting::parse_meeting(accepted_once, "spring.toml"));
  EXPECT_TRUE(meeting::parse_stored_meeting(accepted_once, "spring-2024"));
}

TEST(BrokenMeetingFile, TellsAllMistakesAtOnceByLine) {
  std::string text = with_line(38, "opens = \"noon\"");
  text.replace(text.find("Europe/Riga"), 11, "Europe/Nowhere");
  text += "colour = \"red\"\n[extra]\n";
  const auto result = meeting::parse_meeting(text, "spring.toml");
  ASSERT_FALSE(result);
  std::vector<std::string> found;
  for (const auto& mistake : result.error().mistakes) {
    found.push_back(std::to_string(mistake.line) + " " + mistake.field);
  }
  EXPECT_THAT(found, testing::ElementsAre("2 timezone", "38 checkpoint[1].opens", "65 badge.colour",
                                          "66 extra"));
  EXPECT_THAT(result.error().what, testing::HasSubstr("4 mistakes"));
}

TEST(BrokenMeetingFile, LacksEverythingWhenEmpty) {
  const auto result = meeting::parse_meeting("", "empty.toml");
  ASSERT_FALSE(result);
  std::vector<std::string> fields;
  for (const auto& mistake : result.error().mistakes) {
    EXPECT_EQ(mistake.line, 1);
    fields.push_back(mistake.field);
  }
  EXPECT_THAT(fields,
              testing::ElementsAre("id", "timezone", "days", "languages", "name", "checkpoint"));
}

TEST(BrokenMeetingFile, MayBeAMebibyteButNoMore) {
  std::string text = with_line(0, "");
  text += "#" + std::string(meeting::kMaxFileBytes - text.size() - 1, ' ');
  EXPECT_TRUE(meeting::parse_meeting(text, "large.toml"));
  EXPECT_FALSE(meeting::parse_meeting(text + " ", "larger.toml"));
}

TEST(BrokenMeetingFile, NeverPutsControlCharactersIntoAMessage) {
  const std::string key = "\"\\u001B[31m\" = 1";
  for (const std::string& line : {key, key + "\n" + key}) {
    const auto result = meeting::parse_meeting(with_line(1, line), "spring.toml");
    ASSERT_FALSE(result);
    EXPECT_EQ(core::describe(result.error()).find('\x1b'), std::string::npos);
  }
}

}  // namespace
