// The organiser's Import.
#include "crank.h"

namespace {

using app::screen::Import;
using Phase = Import::Phase;

class Importing : public test::Crank {
 public:
  Importing() {
    sign_in(core::Role::organiser);
    happens(app::DeskScreenChosen{"import"});
  }
  Import& screen() { return on<Import>(); }
  void finds_lists() {
    happens(
        app::ListsFound{{{"/media/a/x.csv", "x.csv", "a"}, {"/media/a/y.xlsx", "y.xlsx", "a"}}});
  }
  void checks(int added) {
    finds_lists();
    happens(app::ListChosen{1});
    core::IntakeOutcome outcome;
    outcome.added = added;
    happens(app::ListChecked{outcome});
  }
  template <class Wanted>
  bool wants() {
    return std::any_of(effects.begin(), effects.end(),
                       [](const app::Effect& effect) { return effect.template is<Wanted>(); });
  }
};

TEST(ImportScreen, LooksForListsWhenItOpensAndOnceMoreWhenAsked) {
  Importing kiosk;
  EXPECT_TRUE(kiosk.wants<app::FindLists>());
  EXPECT_EQ(kiosk.screen().phase, Phase::looking);
  kiosk.happens(app::ListsFound{});
  EXPECT_EQ(kiosk.screen().phase, Phase::choosing);
  kiosk.happens(app::RetryPressed{});
  EXPECT_TRUE(kiosk.wants<app::FindLists>());
}

TEST(ImportScreen, AListIsCheckedBeforeAnythingIsStored) {
  Importing kiosk;
  kiosk.finds_lists();
  kiosk.happens(app::ListChosen{7});
  EXPECT_EQ(kiosk.screen().phase, Phase::choosing) << "there is no such list";
  kiosk.happens(app::ListChosen{1});
  EXPECT_TRUE(kiosk.wants<app::CheckList>());
  EXPECT_FALSE(kiosk.wants<app::ImportList>());
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_FALSE(kiosk.wants<app::ImportList>()) << "it is not checked yet";
}

TEST(ImportScreen, ThoseWhoAreKnownAreUpdatedOnlyWhenThatIsAsked) {
  Importing kiosk;
  kiosk.checks(0);
  EXPECT_FALSE(kiosk.effect<app::CheckList>() && kiosk.effect<app::CheckList>()->update);
  kiosk.happens(app::UpdateKnownToggled{});
  ASSERT_NE(kiosk.effect<app::CheckList>(), nullptr) << "what would happen is another thing now";
  EXPECT_TRUE(kiosk.effect<app::CheckList>()->update);
  kiosk.happens(app::UpdateKnownToggled{});
  EXPECT_TRUE(kiosk.screen().update) << "not while it is being checked";
  core::IntakeOutcome outcome;
  outcome.updated = 2;
  kiosk.happens(app::ListChecked{outcome});
  kiosk.happens(app::ConfirmPressed{});
  ASSERT_NE(kiosk.effect<app::ImportList>(), nullptr);
  EXPECT_TRUE(kiosk.effect<app::ImportList>()->update);
}

TEST(ImportScreen, OnceConfirmedItIsStoredWithProgress) {
  Importing kiosk;
  kiosk.checks(3000);
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_TRUE(kiosk.wants<app::ImportList>());
  kiosk.happens(app::ImportProgressed{1000});
  EXPECT_EQ(kiosk.screen().done, 1000);
  EXPECT_EQ(kiosk.screen().total, 3000);
  core::IntakeOutcome outcome;
  outcome.added = 3000;
  outcome.stored = true;
  kiosk.happens(app::ListImported{outcome});
  EXPECT_EQ(kiosk.screen().phase, Phase::done);
}

TEST(ImportScreen, AListWithNobodyNewCannotBeConfirmed) {
  Importing kiosk;
  kiosk.checks(0);
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_FALSE(kiosk.wants<app::ImportList>());
}

TEST(ImportScreen, StoppingIsAskedOfTheWorkerAndToldWhenItIsDone) {
  Importing kiosk;
  kiosk.checks(3000);
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::BackPressed{});
  EXPECT_TRUE(kiosk.wants<app::StopImport>());
  EXPECT_EQ(kiosk.screen().phase, Phase::storing);
  core::IntakeOutcome outcome;
  outcome.stopped = true;
  kiosk.happens(app::ListImported{outcome});
  EXPECT_EQ(kiosk.screen().phase, Phase::stopped);
}

TEST(ImportScreen, ACheckTellsHowFarItIs) {
  Importing kiosk;
  kiosk.finds_lists();
  kiosk.happens(app::ListChosen{1});
  kiosk.happens(app::CheckProgressed{40, 3000});
  EXPECT_EQ(kiosk.screen().percent, 40);
  EXPECT_EQ(kiosk.screen().rows, 3000);
  kiosk.happens(app::ListChecked{});
  kiosk.happens(app::UpdateKnownToggled{});
  EXPECT_EQ(kiosk.screen().percent, 0) << "it is checked once more, from the beginning";
}

TEST(ImportScreen, StoppingACheckLeadsBackToTheLists) {
  Importing kiosk;
  kiosk.finds_lists();
  kiosk.happens(app::ListChosen{1});
  kiosk.happens(app::BackPressed{});
  EXPECT_TRUE(kiosk.wants<app::StopImport>());
  EXPECT_TRUE(kiosk.wants<app::FindLists>());
  EXPECT_EQ(kiosk.screen().phase, Phase::looking);
  kiosk.finds_lists();
  EXPECT_EQ(kiosk.screen().phase, Phase::choosing);
  EXPECT_EQ(kiosk.screen().files.size(), 2U);
}

TEST(ImportScreen, WhatAStoppedCheckStillSaysIsNotHeard) {
  Importing kiosk;
  kiosk.finds_lists();
  kiosk.happens(app::ListChosen{1});
  kiosk.happens(app::BackPressed{});
  kiosk.happens(app::CheckProgressed{99, 3000});
  EXPECT_EQ(kiosk.screen().rows, 0);
  core::IntakeOutcome outcome;
  outcome.added = 7;
  kiosk.happens(app::ListChecked{outcome});
  EXPECT_EQ(kiosk.screen().phase, Phase::looking);
  kiosk.happens(app::ImportFailed{});
  EXPECT_EQ(kiosk.screen().phase, Phase::looking);
}

TEST(ImportScreen, AnUnreadableListSaysWhyAndLeadsBack) {
  Importing kiosk;
  kiosk.finds_lists();
  kiosk.happens(app::ListChosen{0});
  kiosk.happens(app::ImportFailed{{core::Failure::bad_input, "no names", "rename", {}}});
  EXPECT_EQ(kiosk.screen().phase, Phase::failed);
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(kiosk.screen().phase, Phase::looking);
}

}  // namespace
