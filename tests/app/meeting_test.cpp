// The organiser's Meeting screen: which badge template is shown, and what became of it.
#include <gtest/gtest.h>

#include "app/crank.h"

namespace {

using app::screen::Meeting;
using test::Crank;

class MeetingScreen : public testing::Test {
 protected:
  MeetingScreen() {
    auto meeting = test::town_meeting();
    meeting.badge_template = "62x100";
    kiosk.model.meeting = std::make_shared<const core::Meeting>(meeting);
    kiosk.sign_in(core::Role::organiser);
    kiosk.happens(app::DeskScreenChosen{"meeting"});
  }
  void finds_forms() {
    kiosk.happens(app::BadgeFormsFound{{{"62x100", 62, 100, 1}, {"A7", 74, 105, 1}}});
  }
  /// The drawing that the last action asked for.
  app::DrawPreview wanted() {
    const auto* draw = kiosk.effect<app::DrawPreview>();
    EXPECT_NE(draw, nullptr) << "nothing was to be drawn";
    return draw != nullptr ? *draw : app::DrawPreview{};
  }
  Meeting& screen() { return kiosk.on<Meeting>(); }

  Crank kiosk;
};

TEST_F(MeetingScreen, BeginsWithTheTemplateThatIsInUse) {
  EXPECT_EQ(kiosk.screen(), "meeting");
  EXPECT_NE(kiosk.effect<app::FindBadgeForms>(), nullptr);
  EXPECT_TRUE(screen().searching);
  finds_forms();
  EXPECT_FALSE(screen().searching);
  EXPECT_EQ(screen().form, "62x100");
  EXPECT_EQ(wanted().form, "62x100");
}

TEST_F(MeetingScreen, TheSampleIsOfNobodyAndOfAGuestOfThisMeeting) {
  finds_forms();
  const core::Details sample = wanted().details;
  EXPECT_EQ(sample.town, "Vänersborg");
  EXPECT_EQ(sample.kind, core::Kind::invited);
  EXPECT_EQ(sample.sessions.size(), 2U);
  EXPECT_EQ(sample.language, kiosk.model.language);
  EXPECT_EQ(kiosk.how_many<app::RegisterAttendee>(), 0);
}

TEST_F(MeetingScreen, AnotherTemplateIsDrawnAndALatePictureOfTheLastOneIsNotShown) {
  finds_forms();
  const int first = wanted().preview;
  kiosk.happens(app::BadgeFormChosen{"A7"});
  EXPECT_EQ(wanted().form, "A7");
  const int second = wanted().preview;
  kiosk.happens(app::PreviewDrawn{first});
  EXPECT_FALSE(kiosk.model.preview_ready);
  kiosk.happens(app::PreviewDrawn{second});
  EXPECT_TRUE(kiosk.model.preview_ready);
}

TEST_F(MeetingScreen, ATemplateWithMistakesTellsThemUntilAnotherIsShown) {
  finds_forms();
  kiosk.happens(app::BadgeFormChosen{"A7"});
  kiosk.happens(app::PreviewFailed{wanted().preview,
                                   {core::Failure::bad_input, "2 mistakes", "", {{1, "qr", "x"}}}});
  EXPECT_EQ(screen().failure.mistakes.size(), 1U);
  kiosk.happens(app::BadgeFormChosen{"62x100"});
  EXPECT_TRUE(screen().failure.what.empty());
}

TEST_F(MeetingScreen, InAnotherLanguageTheSampleIsDrawnAgain) {
  finds_forms();
  kiosk.happens(app::LanguageChosen{"sv"});
  EXPECT_EQ(wanted().details.language, "sv");
  EXPECT_FALSE(kiosk.model.preview_ready);
}

TEST_F(MeetingScreen, StaffAreAskedForTheOrganisersPin) {
  Crank other;
  other.sign_in();
  other.happens(app::DeskScreenChosen{"meeting"});
  EXPECT_EQ(other.screen(), "pin");
}

}  // namespace
