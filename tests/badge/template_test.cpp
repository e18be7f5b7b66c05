#include "badge/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples.h"

namespace {

constexpr const char* kGood = R"(name = "small"
page = [62, 100]
[qr]
box = [1, 60, 34, 34]
min_module = 1.0
[[stack]]
box = [4, 4, 54, 50]
  [[stack.text]]
  fields = ["given_name"]
  size = 10
)";

std::vector<core::Mistake> mistakes_of(const std::string& toml) {
  const auto read = badge::parse_template(toml, "test.toml");
  EXPECT_FALSE(read);
  if (read) return {};
  EXPECT_EQ(read.error().failure, core::Failure::bad_input);
  return read.error().mistakes;
}

std::string with(std::string what, const std::string& instead) {
  std::string toml = kGood;
  toml.replace(toml.find(what), what.size(), instead);
  return toml;
}

MATCHER_P2(IsAt, line, field, "") { return arg.line == line && arg.field == field; }

TEST(BadgeTemplate, ReadsASmallOne) {
  const auto read = badge::parse_template(kGood, "test.toml");
  ASSERT_TRUE(read) << core::describe(read.error());
  EXPECT_EQ(read->name, "small");
  EXPECT_EQ(read->width, 62);
  EXPECT_EQ(read->front.stacks.at(0).texts.at(0).style.size, 10);
}

TEST(BadgeTemplate, EveryTemplateOfTheHouseLoadsUnderItsFileName) {
  for (const auto& entry : std::filesystem::directory_iterator(badge_samples::folder())) {
    const auto read = badge::load_template(entry.path());
    ASSERT_TRUE(read) << entry.path() << "\n" << core::describe(read.error());
    EXPECT_EQ(read->name, entry.path().stem().string());
  }
}

TEST(BadgeTemplate, NamesLineAndKeyOfAWrongNumber) {
  EXPECT_THAT(mistakes_of(with("size = 10", "size = \"big\"")),
              testing::ElementsAre(IsAt(10, "stack.text.size")));
}

TEST(BadgeTemplate, NamesAnUnknownKey) {
  EXPECT_THAT(mistakes_of(with("size = 10", "size = 10\n  colur = \"#000000\"")),
              testing::ElementsAre(IsAt(11, "stack.text.colur")));
}

TEST(BadgeTemplate, NamesAnUnknownField) {
  EXPECT_THAT(mistakes_of(with("\"given_name\"", "\"nationality\"")),
              testing::Contains(IsAt(9, "stack.text.fields")));
}

TEST(BadgeTemplate, RefusesABoxThatLeavesThePage) {
  EXPECT_THAT(mistakes_of(with("[4, 4, 54, 50]", "[4, 4, 60, 50]")),
              testing::ElementsAre(IsAt(7, "stack.box")));
}

TEST(BadgeTemplate, RefusesAQrTooSmallForItsModules) {
  EXPECT_THAT(mistakes_of(with("[1, 60, 34, 34]", "[1, 60, 20, 20]")),
              testing::ElementsAre(IsAt(4, "qr.box")));
}

TEST(BadgeTemplate, RefusesABadgeWithoutQr) {
  EXPECT_THAT(mistakes_of("name = \"x\"\npage = [62, 100]\n"),
              testing::ElementsAre(testing::Field(&core::Mistake::field, "qr")));
}

TEST(BadgeTemplate, TellsAllMistakesAtOnce) {
  const std::string toml = with("size = 10", "size = 0");
  EXPECT_EQ(mistakes_of("margn = 2\n" + toml).size(), 2U);
}

TEST(BadgeTemplate, NamesTheLineOfBrokenToml) {
  const auto mistakes = mistakes_of("name = \"x\"\npage = [62,\nfoo = = 1\n");
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_GE(mistakes[0].line, 2);
}

TEST(BadgeTemplate, AMissingFileIsAStorageFailure) {
  const auto read = badge::load_template(badge_samples::folder() / "nowhere.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().failure, core::Failure::storage);
}

}  // namespace
