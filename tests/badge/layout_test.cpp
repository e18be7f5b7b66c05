#include "badge/layout.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "badge/render.h"
#include "samples.h"

namespace {

using badge::Box;
using badge::Content;
using badge::Layout;
using badge::PlacedText;
using badge::Template;

std::vector<std::filesystem::path> template_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(badge_samples::folder()))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Template form(const std::string& name = "62x100") {
  auto loaded = badge::load_template(badge_samples::folder() / (name + ".toml"));
  EXPECT_TRUE(loaded) << core::describe(loaded.error());
  return loaded ? *loaded : Template{};
}

Layout lay_out(const Template& used, const Content& content) {
  auto layout = badge::measured_layout(used, content);
  EXPECT_TRUE(layout) << core::describe(layout.error());
  return layout ? *layout : Layout{};
}

Layout lay_out(const Content& content) { return lay_out(form(), content); }

/// Every letter 0.6 em wide; wraps between words only, or anywhere.
badge::Extent typewriter(const badge::Setting& setting) {
  const double letter = 0.6 * setting.style.size;
  std::vector<std::size_t> lines{0};
  std::size_t word = 0;
  for (const char character : setting.text + " ") {
    if (character != ' ') {
      ++word;
      continue;
    }
    const double with = static_cast<double>(lines.back() + 1 + word) * letter;
    if (setting.wrap != badge::Wrap::none && lines.back() > 0 && with > setting.width)
      lines.push_back(word);
    else
      lines.back() += word + (lines.back() > 0 ? 1 : 0);
    word = 0;
  }
  const auto longest = *std::max_element(lines.begin(), lines.end());
  const auto more = static_cast<double>(lines.size() - 1) * setting.style.leading;
  return {static_cast<double>(longest) * letter, 0.714 * setting.style.size,
          (0.2 + more) * setting.style.size, static_cast<int>(lines.size())};
}

Layout typewritten(const Content& content) {
  auto layout = badge::lay_out(form(), content, typewriter);
  EXPECT_TRUE(layout) << core::describe(layout.error());
  return layout ? *layout : Layout{};
}

double size_of(const Layout& layout, std::string_view id) {
  const PlacedText* text = layout.text(id);
  return text ? text->setting.style.size : 0;
}

TEST(BadgeLayout, NothingLeavesTheBadgeWhateverTheName) {
  for (const auto& file : template_files()) {
    const auto used = badge::load_template(file);
    ASSERT_TRUE(used) << core::describe(used.error());
    const Box paper = Box{0, 0, used->width, used->height}.inset(used->margin);
    for (const Content& content : badge_samples::all())
      for (const PlacedText& text : lay_out(*used, content).texts)
        EXPECT_TRUE(paper.contains(text.box, 0.01))
            << file << " " << text.id << ": " << text.setting.text;
  }
}

TEST(BadgeLayout, NoTextStandsOnAnotherOrInTheQuietZone) {
  for (const auto& file : template_files()) {
    const auto used = badge::load_template(file);
    ASSERT_TRUE(used);
    for (const Content& content : badge_samples::all()) {
      const Layout layout = lay_out(*used, content);
      for (const PlacedText& text : layout.texts) {
        EXPECT_FALSE(text.box.inset(0.01).overlaps(*layout.qr)) << file << " " << text.id;
        for (const PlacedText& other : layout.texts) {
          if (&other == &text) continue;
          EXPECT_FALSE(text.box.inset(0.01).overlaps(other.box))
              << file << " " << text.id << " on " << other.id << ": " << text.setting.text;
        }
      }
    }
  }
}

TEST(BadgeLayout, TheGivenNameIsTheLargestText) {
  for (const auto& file : template_files()) {
    const auto used = badge::load_template(file);
    ASSERT_TRUE(used);
    for (const Content& content : badge_samples::all()) {
      if (content.given_name.empty()) continue;
      const Layout layout = lay_out(*used, content);
      const double given = size_of(layout, "given_name");
      EXPECT_LT(size_of(layout, "family_name"), given) << file << " " << content.given_name;
      EXPECT_GT(given, 0) << file;
    }
    const Layout usual = lay_out(*used, badge_samples::guest());
    for (const PlacedText& text : usual.texts)
      EXPECT_LE(text.setting.style.size, size_of(usual, "given_name")) << file << " " << text.id;
  }
}

TEST(BadgeLayout, NamesAreNeverCutOrAltered) {
  for (const Content& content : badge_samples::all()) {
    const Layout layout = lay_out(content);
    if (const PlacedText* given = layout.text("given_name")) {
      EXPECT_EQ(given->setting.text, content.given_name);
      EXPECT_EQ(given->setting.cut_after, 0);
    }
    if (const PlacedText* family = layout.text("family_name")) {
      EXPECT_EQ(family->setting.text, content.family_name);
      EXPECT_EQ(family->setting.cut_after, 0);
    }
  }
}

TEST(BadgeLayout, AShortNameIsAsLargeAsTheTemplateSays) {
  EXPECT_DOUBLE_EQ(size_of(typewritten(badge_samples::named("Anna", "Ozola")), "given_name"),
                   form().front.stacks.at(1).texts.at(0).style.size);
}

TEST(BadgeLayout, ALongNameShrinksOnOneLineFirst) {
  const PlacedText given =
      *typewritten(badge_samples::named("Kristofers", "Ozols")).text("given_name");
  EXPECT_EQ(given.setting.wrap, badge::Wrap::none);
  EXPECT_LT(given.setting.style.size, 12);
  EXPECT_GE(given.setting.style.size, 8);
}

TEST(BadgeLayout, ALongerNameOfSeveralWordsWraps) {
  const PlacedText given =
      *typewritten(badge_samples::named("Anna Kristina Elizabete", "Ozola")).text("given_name");
  EXPECT_EQ(given.setting.wrap, badge::Wrap::words);
  EXPECT_GT(given.setting.style.size, 5);
}

TEST(BadgeLayout, AnOrganisationIsShortenedBeforeNamesBecomeSmall) {
  const Layout layout = lay_out(badge_samples::crowded());
  EXPECT_GT(layout.text("organisation")->setting.cut_after, 0);
  EXPECT_GE(size_of(layout, "given_name"), 6);
}

TEST(BadgeLayout, ALongCountryNameGivesWayToItsCode) {
  Content content = badge_samples::guest();
  content.country_name = "Zviedrijas Karalistes ziemeļrietumi";
  EXPECT_EQ(lay_out(content).text("town")->setting.text, "Vänersborg, SE");
}

TEST(BadgeLayout, EmptyTextsLeaveNoGap) {
  Content content = badge_samples::guest();
  const double town_below_organisation = lay_out(content).text("town")->box.y;
  content.organisation.clear();
  EXPECT_LT(lay_out(content).text("town")->box.y, town_below_organisation);
  EXPECT_EQ(lay_out(content).text("organisation"), nullptr);
}

TEST(BadgeLayout, ThePhotoMarkStandsOnlyOnBadgesOfThoseWhoOptedOut) {
  Content content = badge_samples::guest();
  content.photo_label = "No photos";
  EXPECT_FALSE(lay_out(content).photo_mark);
  EXPECT_EQ(lay_out(content).text("photo_label"), nullptr);
  content.photo_opt_out = true;
  EXPECT_TRUE(lay_out(content).photo_mark);
  EXPECT_NE(lay_out(content).text("photo_label"), nullptr);
}

TEST(BadgeLayout, KindsDifferInWordAndPattern) {
  std::vector<badge::Pattern> patterns;
  for (const core::Kind kind : {core::Kind::invited, core::Kind::local, core::Kind::team}) {
    Content content = badge_samples::guest();
    content.kind = kind;
    const Layout layout = lay_out(content);
    patterns.push_back(layout.stripes.at(0).pattern);
    EXPECT_EQ(layout.text("kind_label")->setting.text, content.kind_label);
  }
  EXPECT_NE(patterns[0], patterns[1]);
  EXPECT_NE(patterns[1], patterns[2]);
  EXPECT_NE(patterns[0], patterns[2]);
}

TEST(BadgeLayout, AKindIsNeverBrokenWithinAWord) {
  Content content = badge_samples::guest();
  for (const auto& file : template_files()) {
    for (const std::string label : {"Iedzīvotājs", "Команда", "Rīkotāju komanda", "Organisation"}) {
      content.kind = core::Kind::team;
      content.kind_label = label;
      const Layout layout = lay_out(badge::load_template(file).value(), content);
      EXPECT_NE(layout.text("kind_label")->setting.wrap, badge::Wrap::anywhere) << file << label;
    }
  }
}

TEST(BadgeLayout, ANameThatNoSizeCanShowIsRefused) {
  const Content content = badge_samples::named(std::string(200000, 'W'), "Ozola");
  const auto layout = badge::lay_out(form(), content, typewriter);
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.error().failure, core::Failure::bad_input);
}

}  // namespace
