// Which of a printer's papers a badge goes on, and what its answers are taken for.
#include "devices/printer_abilities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "devices/ipp.h"
#include "devices/ipp_state.h"

namespace devices {
namespace {

using core::Failure;
using testing::ElementsAre;
using testing::HasSubstr;

const Media kLabel{"oe_label_62x100mm", 62, 100};
const Media kRoll{"roll_62x29mm", 62, 29};
const Media kA4{"iso_a4_210x297mm", 210, 297};

TEST(ChooseMedia, TheNearestPaperWithinTheToleranceIsTaken) {
  PrinterAbilities abilities;
  abilities.papers = {kA4, {"oe_brother_62x100.3mm", 62, 100.3}, {"near", 63.9, 100}, kRoll};
  const auto chosen = choose_media(abilities, 62, 100);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->name, "oe_brother_62x100.3mm");
}

TEST(ChooseMedia, PaperThatThePrinterDoesNotHaveIsToldAndNotReplaced) {
  PrinterAbilities abilities;
  abilities.papers = {kA4, kRoll};
  const auto chosen = choose_media(abilities, 62, 100);
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().failure, Failure::bad_input);
  EXPECT_EQ(chosen.error().message, "printer.no_such_media");
  EXPECT_THAT(chosen.error().what, HasSubstr("62 × 100 mm"));
}

TEST(ChooseMedia, OtherPaperLoadedIsToldWithBothSizesAndTriedAgainLater) {
  PrinterAbilities abilities;
  abilities.papers = {kLabel, kRoll};
  abilities.loaded = {kRoll};
  const auto chosen = choose_media(abilities, 62, 100);
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().failure, Failure::unreachable);
  EXPECT_EQ(chosen.error().message, "printer.wrong_media");
  EXPECT_THAT(chosen.error().what, HasSubstr("62 × 29 mm"));
  abilities.loaded.push_back(kLabel);
  EXPECT_EQ(choose_media(abilities, 62, 100)->name, kLabel.name);
}

TEST(ChooseMedia, APrinterOfAnySizeOrWithoutAListGetsExactlyTheBadgesSize) {
  PrinterAbilities abilities;
  EXPECT_EQ(choose_media(abilities, 54, 101)->width_mm, 54);
  abilities.papers = {kA4};
  abilities.ranges = {{25, 104, 20, 600}};
  const auto chosen = choose_media(abilities, 54, 101);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->height_mm, 101);
  EXPECT_TRUE(chosen->name.empty());
  EXPECT_FALSE(choose_media(abilities, 105, 148));
}

/// An answer to Get-Printer-Attributes, attribute by attribute.
class Answer {
 public:
  Answer& keyword(const char* name, const char* value) {
    ippAddString(message_.get(), IPP_TAG_PRINTER, IPP_TAG_KEYWORD, name, nullptr, value);
    return *this;
  }
  Answer& resolution(const char* name, int dots, ipp_res_t unit = IPP_RES_PER_INCH) {
    ippAddResolution(message_.get(), IPP_TAG_PRINTER, name, unit, dots, dots);
    return *this;
  }
  Answer& size(const char* name, int width, int height, int most_height = 0) {
    const IppMessage size(ippNew());
    ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", width);
    if (most_height > 0) {
      ippAddRange(size.get(), IPP_TAG_ZERO, "y-dimension", height, most_height);
    } else {
      ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", height);
    }
    ippAddCollection(message_.get(), IPP_TAG_PRINTER, name, size.get());
    return *this;
  }
  Answer& copies(int most) {
    ippAddRange(message_.get(), IPP_TAG_PRINTER, "copies-supported", 1, most);
    return *this;
  }
  [[nodiscard]] PrinterAbilities abilities() const { return read_abilities(message_.get()); }
  [[nodiscard]] PrinterState state() const { return read_state(message_.get()); }

 private:
  IppMessage message_{ippNew()};
};

TEST(ReadAbilities, SizesResolutionSidesAndCopiesAreRead) {
  Answer answer;
  answer.size("media-size-supported", 6200, 10000)
      .keyword("media-ready", "oe_label_62x100mm")
      .resolution("printer-resolution-supported", 300)
      .keyword("sides-supported", "two-sided-long-edge")
      .copies(9);
  const PrinterAbilities abilities = answer.abilities();
  ASSERT_EQ(abilities.papers.size(), 1U);
  EXPECT_EQ(abilities.papers[0].height_mm, 100);
  ASSERT_EQ(abilities.loaded.size(), 1U);
  EXPECT_EQ(abilities.loaded[0].width_mm, 62);
  EXPECT_EQ(abilities.dpi, 300);
  EXPECT_EQ(abilities.most_copies, 9);
  EXPECT_TRUE(abilities.two_sided);
  EXPECT_FALSE(abilities.scales_unasked);
}

TEST(ReadAbilities, ARollOfAnyLengthIsARange) {
  const PrinterAbilities abilities =
      Answer().size("media-size-supported", 6200, 2500, 100000).abilities();
  EXPECT_TRUE(abilities.papers.empty());
  EXPECT_TRUE(choose_media(abilities, 62, 100));
  EXPECT_FALSE(choose_media(abilities, 54, 100));
}

TEST(ReadAbilities, DotsPerCentimetreBecomeDotsPerInch) {
  EXPECT_EQ(Answer().resolution("printer-resolution-default", 80, IPP_RES_PER_CM).abilities().dpi,
            203);
}

TEST(ReadAbilities, WhatMakesNoSenseIsLeftOut) {
  Answer answer;
  answer.size("media-size-supported", -6200, 10000)
      .keyword("media-supported", "not a size")
      .keyword("media-ready", "")
      .resolution("printer-resolution-supported", -300);
  const PrinterAbilities abilities = answer.abilities();
  EXPECT_TRUE(abilities.papers.empty());
  EXPECT_TRUE(abilities.loaded.empty());
  EXPECT_EQ(abilities.dpi, 0);
}

struct Said {
  const char* reason;
  Trouble trouble;
  bool can_print;
};

class Reasons : public testing::TestWithParam<Said> {};

TEST_P(Reasons, BecomeATroubleWithAWordForStaff) {
  const PrinterState state = Answer().keyword("printer-state-reasons", GetParam().reason).state();
  EXPECT_THAT(state.troubles, ElementsAre(GetParam().trouble));
  EXPECT_EQ(state.can_print, GetParam().can_print);
  EXPECT_FALSE(word_of(GetParam().trouble).empty());
}

INSTANTIATE_TEST_SUITE_P(Of, Reasons,
                         testing::Values(Said{"media-empty-error", Trouble::media_empty, false},
                                         Said{"media-needed", Trouble::media_empty, false},
                                         Said{"media-low-warning", Trouble::media_low, true},
                                         Said{"media-jam", Trouble::media_jam, false},
                                         Said{"cover-open", Trouble::cover_open, false},
                                         Said{"toner-empty-error", Trouble::marker_empty, false},
                                         Said{"marker-ribbon-empty", Trouble::marker_empty, false},
                                         Said{"marker-supply-low-warning", Trouble::marker_low,
                                              true},
                                         Said{"offline-report", Trouble::offline, false},
                                         Said{"paused", Trouble::paused, false},
                                         Said{"fuser-over-temp-error", Trouble::other, true}));

}  // namespace
}  // namespace devices
