// What the sync brings: how it stands with the hub, and a meeting that was changed elsewhere.
#include "crank.h"

namespace {

using test::Crank;

std::shared_ptr<const core::Meeting> changed(void (*change)(core::Meeting&)) {
  core::Meeting meeting = test::town_meeting();
  change(meeting);
  return std::make_shared<const core::Meeting>(std::move(meeting));
}

TEST(HubSign, IsTakenOnAnyScreenAndDisturbsNone) {
  Crank kiosk;
  kiosk.go_to_where_from();
  const app::HubSign sign{app::HubSign::State::cut_off, {}, "sync.unreachable"};
  kiosk.happens(app::HubChanged{sign});
  EXPECT_EQ(kiosk.model.hub, sign);
  EXPECT_EQ(kiosk.screen(), "where_from");
  EXPECT_TRUE(kiosk.effects.empty());
  kiosk.happens(app::StartOverPressed{});
  EXPECT_EQ(kiosk.model.hub, sign) << "it is no person's";
}

TEST(MeetingChange, ReachesARunningDesk) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::CheckpointChosen{{"hall"}});
  kiosk.happens(app::MeetingChanged{changed([](core::Meeting& m) { m.checkpoints.pop_back(); })});
  EXPECT_EQ(kiosk.model.meeting->checkpoints.size(), 1U);
  EXPECT_EQ(kiosk.model.desk.checkpoint.text, "door") << "the hall is no more";
  EXPECT_EQ(kiosk.screen(), "door");
}

TEST(MeetingChange, WhoeverIsRegisteringKeepsWhatThereStillIs) {
  Crank kiosk;
  kiosk.go_to_optional("vanersborg");
  kiosk.happens(app::SessionToggled{{"walk"}});
  kiosk.happens(app::SessionToggled{{"talk"}});
  kiosk.happens(app::MeetingChanged{changed([](core::Meeting& m) { m.sessions.pop_back(); })});
  EXPECT_EQ(kiosk.screen(), "optional");
  EXPECT_EQ(kiosk.model.draft.sessions, std::vector<core::SessionId>{{"walk"}});
  EXPECT_EQ(kiosk.model.draft.given.text, "Žanete");
}

TEST(MeetingChange, ATownThatIsNoMoreIsAskedForAnew) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::MeetingChanged{
      changed([](core::Meeting& m) { m.partners.erase(m.partners.begin() + 1); })});
  EXPECT_EQ(kiosk.screen(), "where_from");
  EXPECT_TRUE(kiosk.model.draft.partner.empty());
}

TEST(MeetingChange, ALanguageThatIsNoMoreGivesWayToTheFirst) {
  Crank kiosk;
  kiosk.happens(app::LanguageChosen{"sv"});
  kiosk.happens(app::MeetingChanged{changed([](core::Meeting& m) { m.languages.pop_back(); })});
  EXPECT_EQ(kiosk.model.language, "lv");
}

}  // namespace
