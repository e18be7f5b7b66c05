// A failed store, and that nothing of a person is left anywhere.
#include "core/progress.h"
#include "crank.h"

namespace {

using test::Crank;

core::Error full_disk() { return {core::Failure::storage, "The disk is full.", "Make room.", {}}; }

TEST(OutOfService, ComesFromAnywhereAndForgetsThePerson) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::StoreFailed{full_disk()});
  EXPECT_EQ(kiosk.screen(), "out_of_service");
  EXPECT_EQ(kiosk.on<app::screen::OutOfService>().error.what, "The disk is full.");
  EXPECT_EQ(kiosk.model.draft, app::Draft{});
}

TEST(OutOfService, RetryReopensOnceAndLeadsToWelcome) {
  Crank kiosk;
  kiosk.happens(app::StoreFailed{full_disk()});
  kiosk.happens(app::RetryPressed{});
  kiosk.happens(app::RetryPressed{});
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 1);
  kiosk.happens(app::StoreReopened{});
  kiosk.expect_nobody();
  EXPECT_NE(kiosk.effect<app::LoadCounts>(), nullptr);
}

TEST(OutOfService, AFailedRetryCanBeTriedAgain) {
  Crank kiosk;
  kiosk.happens(app::StoreFailed{full_disk()});
  kiosk.happens(app::RetryPressed{});
  kiosk.happens(app::StoreFailed{full_disk()});
  EXPECT_EQ(kiosk.screen(), "out_of_service");
  kiosk.happens(app::RetryPressed{});
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 2);
}

TEST(OutOfService, ADamagedDatabaseGoesBackToItsCopyAtTheSecondTouch) {
  using WayBack = app::screen::OutOfService::WayBack;
  test::Crank kiosk;
  kiosk.happens(app::StoreFailed{
      {core::Failure::storage, "The database file is damaged.", "", {}, "failure.damaged"}});
  EXPECT_NE(kiosk.effect<app::FindCopy>(), nullptr);
  const auto way = [&] { return kiosk.on<app::screen::OutOfService>().way_back; };
  kiosk.happens(app::RestorePressed{});
  EXPECT_EQ(way(), WayBack::none) << "there is no copy yet";
  kiosk.happens(app::CopyFound{});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(way(), WayBack::offered) << "nobody was asked";
  kiosk.happens(app::RestorePressed{});
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(way(), WayBack::offered);
  kiosk.happens(app::RestorePressed{});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::RestoreCopy>(), 1);
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::RetryPressed{});
  EXPECT_EQ(kiosk.how_many<app::RestoreCopy>(), 1) << "it is under way";
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 0);
  kiosk.happens(app::CopyRestored{});
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 1);
}

TEST(OutOfService, AWayBackThatIsStoppedIsOfferedAgain) {
  test::Crank kiosk;
  kiosk.happens(app::StoreFailed{
      {core::Failure::storage, "The database file is damaged.", "", {}, "failure.damaged"}});
  kiosk.happens(app::CopyFound{});
  kiosk.happens(app::RestorePressed{});
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::WorkProgressed{42});
  const auto& screen = kiosk.on<app::screen::OutOfService>();
  EXPECT_EQ(screen.percent, 42);
  kiosk.happens(app::StopPressed{});
  kiosk.happens(app::StopPressed{});
  EXPECT_EQ(kiosk.how_many<app::StopRestoring>(), 1);
  kiosk.happens(app::RestoreFailed{core::stopped().value()});
  const auto& after = kiosk.on<app::screen::OutOfService>();
  EXPECT_EQ(after.way_back, app::screen::OutOfService::WayBack::offered);
  EXPECT_EQ(after.error.message, "failure.damaged");
}

TEST(OutOfService, AFullDiskIsNoReasonToGoBack) {
  using WayBack = app::screen::OutOfService::WayBack;
  test::Crank kiosk;
  kiosk.happens(
      app::StoreFailed{{core::Failure::storage, "The disk is full.", "", {}, "failure.disk_full"}});
  kiosk.happens(app::CopyFound{});
  EXPECT_EQ(kiosk.on<app::screen::OutOfService>().way_back, WayBack::none);
}

TEST(OutOfService, AWayBackThatFailsIsTold) {
  test::Crank kiosk;
  kiosk.happens(app::StoreFailed{
      {core::Failure::storage, "The database file is damaged.", "", {}, "failure.damaged"}});
  kiosk.happens(app::CopyFound{});
  kiosk.happens(app::RestorePressed{});
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::RestoreFailed{
      {core::Failure::storage, "The disk is full.", "", {}, "failure.disk_full"}});
  EXPECT_EQ(kiosk.on<app::screen::OutOfService>().error.what, "The disk is full.");
  kiosk.happens(app::RetryPressed{});
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 1);
}

TEST(OutOfService, SignsTheDeskOut) {
  Crank kiosk;
  kiosk.sign_in(core::Role::organiser);
  kiosk.happens(app::StoreFailed{full_disk()});
  kiosk.happens(app::RetryPressed{});
  kiosk.happens(app::StoreReopened{});
  kiosk.expect_nobody();
}

TEST(OutOfService, NothingButRetryDoesAnything) {
  Crank kiosk;
  kiosk.happens(app::StoreFailed{full_disk()});
  for (const app::Action& action :
       {app::Action{app::RegisterPressed{}}, app::Action{app::StartOverPressed{}},
        app::Action{app::BackPressed{}}, app::Action{app::StaffPressed{}},
        app::Action{app::TextTyped{"x"}}, app::Action{app::DeskScreenChosen{"door"}}}) {
    kiosk.happens(action);
    EXPECT_EQ(kiosk.screen(), "out_of_service");
    EXPECT_TRUE(kiosk.effects.empty());
  }
}

TEST(OutOfService, IsToldInEveryLanguageInTurn) {
  Crank kiosk;
  kiosk.happens(app::LanguageChosen{"sv"});
  kiosk.happens(app::StoreFailed{full_disk()});
  for (const char* language : {"lv", "en", "sv", "lv"}) {
    EXPECT_EQ(kiosk.model.language, language);
    ASSERT_TRUE(kiosk.wait_for_deadline());
  }
  EXPECT_EQ(kiosk.screen(), "out_of_service");
}

TEST(OutOfService, WhoSwitchedTheVoiceOnAndLeftIsForgottenAfterAMinute) {
  Crank kiosk;
  kiosk.happens(app::StoreFailed{full_disk()});
  kiosk.happens(app::ReadAloudToggled{});
  EXPECT_EQ(*app::next_deadline(kiosk.model), kiosk.up + app::kAskAfter) << "no turns meanwhile";
  ASSERT_TRUE(kiosk.wait_for_deadline());
  EXPECT_FALSE(kiosk.model.settings.read_aloud);
  EXPECT_EQ(kiosk.screen(), "out_of_service");
}

void collect(std::vector<std::string>& all, const app::DoorEntry& entry) {
  all.insert(all.end(), {entry.text, entry.name, entry.given_name, entry.number, entry.town,
                         entry.nonce, entry.reason});
  for (const auto& [question, answer] : entry.answers) all.push_back(answer);
}

struct Strings {
  std::vector<std::string>& all;
  void operator()(const app::screen::Done& s) const {
    all.insert(all.end(), {s.number, s.code, s.job});
  }
  void operator()(const app::screen::HaveCode& s) const { all.push_back(s.number.text); }
  void operator()(const app::screen::Greeting& s) const { collect(all, s.entry); }
  void operator()(const app::screen::Find& s) const {
    all.insert(all.end(), {s.text.text, s.asked});
    for (const app::Person& person : s.found) {
      all.push_back(core::full_name(person.attendee.details));
    }
  }
  void operator()(const app::screen::WalkIn& s) const {
    all.insert(all.end(), {s.form.given.text, s.form.family.text, s.form.email.text});
  }
  void operator()(const app::screen::Pin& s) const { all.push_back(s.digits); }
  template <class Other>
  void operator()(const Other&) const {}
};

/// Every text of the model that a person can have put there.
std::vector<std::string> strings_of(const app::Model& model) {
  const app::Draft& draft = model.draft;
  std::vector<std::string> all = {draft.given.text, draft.family.text, draft.town.text,
                                  draft.country_search.text, draft.email.text};
  std::visit(Strings{all}, model.screen);
  for (const app::Screen& left : model.desk.parked) std::visit(Strings{all}, left);
  for (const app::PendingScan& scan : model.pending) all.push_back(scan.text);
  for (const app::DoorEntry& entry : model.desk.last) collect(all, entry);
  if (model.desk.shown) collect(all, *model.desk.shown);
  all.push_back(model.signs.printer_detail);
  return all;
}

void expect_no_trace(const app::Model& model) {
  for (const std::string& text : strings_of(model)) {
    for (const char* secret : {"Secret", "K1SECRET", "A-0001"}) {
      EXPECT_EQ(text.find(secret), std::string::npos) << text;
    }
  }
}

TEST(NoResidue, OfARegistration) {
  Crank kiosk;
  kiosk.go_to_where_from("Secretta", "Secretson");
  kiosk.happens(app::AnotherPlaceChosen{});
  kiosk.type("Secretville");
  kiosk.focus(app::FieldId::country_search);
  kiosk.type("Secretland");
  kiosk.press_next();
  kiosk.focus(app::FieldId::email);
  kiosk.type("Secret@example.lv");
  kiosk.press_next();
  kiosk.press_next();
  ASSERT_EQ(kiosk.screen(), "check");
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::Registered{"A-0001", "K1SECRET", "job"});
  kiosk.wait(app::kDoneFor);
  expect_no_trace(kiosk.model);
}

TEST(NoResidue, OfACodeThatWasShown) {
  Crank kiosk;
  kiosk.store_says(kiosk.scan("K1SECRET"), core::Verdict::admitted, "Secretta");
  kiosk.wait(app::kGreetingFor);
  expect_no_trace(kiosk.model);
  kiosk.scan("K1SECRET");
  kiosk.press_back();
  expect_no_trace(kiosk.model);
}

TEST(NoResidue, OfADeskThatWasSignedOut) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.store_says(kiosk.scan("K1SECRET"), core::Verdict::admitted, "Secretta");
  kiosk.scan("K1SECRET");
  kiosk.happens(app::DeskScreenChosen{"find"});
  kiosk.type("Secret");
  kiosk.happens(app::DeskScreenChosen{"walk_in"});
  kiosk.type("Secretta");
  kiosk.store_says(kiosk.scan("K1SECRET2"), core::Verdict::admitted, "Secretta");
  kiosk.happens(app::SignOutPressed{});
  expect_no_trace(kiosk.model);
}

}  // namespace
