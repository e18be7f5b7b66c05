// Food and access needs: asked only behind a consent of their own.
#include "crank.h"

namespace {

using test::Crank;

/// On the page of optional things of a meeting that asks.
void begin(Crank& kiosk) {
  core::Meeting meeting = *kiosk.model.meeting;
  meeting.privacy.erase_needs_after_days = 7;
  kiosk.model.meeting = std::make_shared<const core::Meeting>(meeting);
  kiosk.go_to_optional();
}

std::vector<std::string> sent(Crank& kiosk) {
  kiosk.happens(app::NextPressed{});
  kiosk.happens(app::PrintPressed{});
  const auto* wanted = kiosk.effect<app::RegisterAttendee>();
  EXPECT_NE(wanted, nullptr);
  return wanted == nullptr ? std::vector<std::string>{} : wanted->needs;
}

TEST(NeedsAsked, NoBoxIsTickedBeforehandAndNothingIsSentWithoutConsent) {
  Crank kiosk;
  begin(kiosk);
  EXPECT_FALSE(kiosk.model.draft.needs_consent);
  kiosk.happens(app::NeedToggled{"vegan"});
  EXPECT_TRUE(sent(kiosk).empty());
}

TEST(NeedsAsked, WhatWasAgreedToAndChosenIsSent) {
  Crank kiosk;
  begin(kiosk);
  kiosk.happens(app::NeedsConsentToggled{});
  kiosk.happens(app::NeedToggled{"vegan"});
  kiosk.happens(app::NeedToggled{"step_free"});
  kiosk.happens(app::NeedToggled{"vegan"});
  kiosk.happens(app::NeedToggled{"anything"});
  EXPECT_EQ(sent(kiosk), std::vector<std::string>{"step_free"});
}

TEST(NeedsAsked, TakingTheConsentBackOrSkippingTakesTheNeedsBack) {
  Crank kiosk;
  begin(kiosk);
  kiosk.happens(app::NeedsConsentToggled{});
  kiosk.happens(app::NeedToggled{"vegan"});
  kiosk.happens(app::NeedsConsentToggled{});
  EXPECT_TRUE(kiosk.model.draft.needs.empty());
  kiosk.happens(app::NeedsConsentToggled{});
  kiosk.happens(app::NeedToggled{"sight"});
  kiosk.happens(app::SkipPressed{});
  EXPECT_TRUE(kiosk.model.draft.needs.empty());
  EXPECT_FALSE(kiosk.model.draft.needs_consent);
}

TEST(NeedsAsked, WhatCouldNotBeKeptIsToldOnDoneForTwiceAsLong) {
  Crank kiosk;
  begin(kiosk);
  kiosk.happens(app::NeedsConsentToggled{});
  kiosk.happens(app::NeedToggled{"vegan"});
  sent(kiosk);
  kiosk.happens(app::Registered{"A-0001", "K1CODE", "job", true});
  const auto& done = std::get<app::screen::Done>(kiosk.model.screen);
  EXPECT_TRUE(done.needs_lost);
  EXPECT_EQ(done.until, kiosk.model.now.up + 2 * app::kDoneFor);
}

TEST(NeedsAsked, OnlyWhereTheMeetingSaysWhenTheyAreErased) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.happens(app::NeedsConsentToggled{});
  EXPECT_FALSE(kiosk.model.draft.needs_consent);
}

}  // namespace
