// From Welcome to Done and back, as attendees press.
#include "crank.h"

namespace {

using app::FieldId;
using test::Crank;

TEST(Name, MissingNamesKeepThePersonAndAreMarked) {
  Crank kiosk;
  kiosk.go_to_name();
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "name");
  EXPECT_TRUE(kiosk.on<app::screen::Name>().tried);
  EXPECT_EQ(kiosk.on<app::screen::Name>().field, FieldId::given);
}

TEST(Name, NextLeadsFromTheGivenNameToTheFamilyName) {
  Crank kiosk;
  kiosk.go_to_name();
  kiosk.type("Žanete");
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "name");
  EXPECT_EQ(kiosk.on<app::screen::Name>().field, FieldId::family);
  EXPECT_FALSE(kiosk.on<app::screen::Name>().tried) << "nothing was missed yet";
  kiosk.press_next();
  EXPECT_TRUE(kiosk.on<app::screen::Name>().tried);
  kiosk.type("Ozola");
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "where_from");
}

TEST(Name, OnlyBlanksAreNoName) {
  Crank kiosk;
  kiosk.go_to_where_from("  ", "Ozola");
  EXPECT_EQ(kiosk.screen(), "name");
  EXPECT_EQ(kiosk.on<app::screen::Name>().field, FieldId::given);
}

TEST(Name, BackForgets) {
  Crank kiosk;
  kiosk.go_to_name();
  kiosk.type("Žanete");
  kiosk.press_back();
  kiosk.expect_nobody();
}

TEST(Typing, GoesToTheFieldTouchedAtTheLetterTouched) {
  Crank kiosk;
  kiosk.go_to_name();
  kiosk.type("Žnete");
  kiosk.happens(app::FieldFocused{FieldId::given, 2});
  kiosk.type("a");
  kiosk.focus(FieldId::family);
  kiosk.type("Ozoli");
  kiosk.happens(app::LetterReplaced{"ņ"});
  kiosk.happens(app::LetterErased{});
  kiosk.happens(app::CaretMoved{-1});
  kiosk.happens(app::CaretMoved{1});
  kiosk.type("a");
  EXPECT_EQ(kiosk.model.draft.given.text, "Žanete");
  EXPECT_EQ(kiosk.model.draft.family.text, "Ozola");
}

TEST(Typing, ALetterAtTheBeginningIsTakenAwayFromTheLeft) {
  Crank kiosk;
  kiosk.go_to_name();
  kiosk.type("xŽane");
  kiosk.happens(app::CaretMoved{-100});
  kiosk.happens(app::NextLetterErased{});
  kiosk.happens(app::CaretMoved{100});
  kiosk.happens(app::NextLetterErased{});
  kiosk.type("te");
  EXPECT_EQ(kiosk.model.draft.given.text, "Žanete");
}

TEST(Language, ChangingItKeepsEveryLetterOnEveryScreen) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.focus(FieldId::email);
  kiosk.type("zanete@example.lv");
  const app::Draft before = kiosk.model.draft;
  for (const char* language : {"en", "sv", "lv"}) {
    kiosk.happens(app::LanguageChosen{language});
    EXPECT_EQ(kiosk.model.language, language);
    EXPECT_EQ(kiosk.model.draft, before);
    EXPECT_EQ(kiosk.screen(), "optional");
    EXPECT_TRUE(kiosk.on<app::screen::Optional>().typing_email);
  }
}

TEST(Language, OneThatTheMeetingHasNotIsNotTaken) {
  Crank kiosk;
  kiosk.happens(app::LanguageChosen{"xx"});
  EXPECT_EQ(kiosk.model.language, "lv");
}

TEST(Language, ChangingItOnCheckDrawsTheBadgeAnew) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PreviewDrawn{kiosk.model.preview});
  EXPECT_TRUE(kiosk.model.preview_ready);
  kiosk.happens(app::LanguageChosen{"sv"});
  EXPECT_FALSE(kiosk.model.preview_ready);
  ASSERT_NE(kiosk.effect<app::DrawPreview>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::DrawPreview>()->details.language, "sv");
}

TEST(WhereFrom, APartnersTownTellsTownCountryAndKind) {
  Crank kiosk;
  kiosk.go_to_optional("vanersborg");
  const core::Details details = app::details_of(kiosk.model);
  EXPECT_EQ(details.town, "Vänersborg");
  EXPECT_EQ(details.country, "SE");
  EXPECT_EQ(details.partner.text, "vanersborg");
  EXPECT_EQ(details.kind, core::Kind::invited);
}

TEST(WhereFrom, TheHostsTownMeansAResidentWithoutPartner) {
  Crank kiosk;
  kiosk.go_to_optional("host");
  const core::Details details = app::details_of(kiosk.model);
  EXPECT_EQ(details.town, "Daugavpils");
  EXPECT_EQ(details.country, "LV");
  EXPECT_TRUE(details.partner.empty());
  EXPECT_EQ(details.kind, core::Kind::local);
}

TEST(WhereFrom, APartnerOfTheHostsCountryIsLocal) {
  Crank kiosk;
  kiosk.go_to_optional("riga");
  EXPECT_EQ(app::details_of(kiosk.model).kind, core::Kind::local);
  EXPECT_EQ(app::details_of(kiosk.model).partner.text, "riga");
}

TEST(WhereFrom, ATownThatNoPartnerHasIsNotTaken) {
  Crank kiosk;
  kiosk.go_to_where_from();
  kiosk.happens(app::TownChosen{{"atlantis"}});
  EXPECT_EQ(kiosk.screen(), "where_from");
}

TEST(WhereFrom, AnotherPlaceNeedsATown) {
  Crank kiosk;
  kiosk.go_to_where_from();
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "where_from") << "no town was chosen";
  kiosk.happens(app::AnotherPlaceChosen{});
  EXPECT_EQ(kiosk.model.draft.country, "LV");
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "where_from");
  EXPECT_TRUE(kiosk.on<app::screen::WhereFrom>().tried);
  kiosk.type("Tartu");
  kiosk.happens(app::CountryChosen{"EE"});
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "optional");
  const core::Details details = app::details_of(kiosk.model);
  EXPECT_EQ(details.town, "Tartu");
  EXPECT_EQ(details.country, "EE");
  EXPECT_TRUE(details.partner.empty());
  EXPECT_EQ(details.kind, core::Kind::local);
}

TEST(WhereFrom, AnotherPlaceReplacesTheTownChosenBefore) {
  Crank kiosk;
  kiosk.go_to_optional("vanersborg");
  kiosk.press_back();
  kiosk.happens(app::AnotherPlaceChosen{});
  kiosk.type("Tartu");
  kiosk.press_next();
  EXPECT_EQ(app::details_of(kiosk.model).town, "Tartu");
}

TEST(WhereFrom, ReturningShowsTheOtherPlaceThatWasTyped) {
  Crank kiosk;
  kiosk.go_to_where_from();
  kiosk.happens(app::AnotherPlaceChosen{});
  kiosk.type("Tartu");
  kiosk.press_next();
  kiosk.press_back();
  EXPECT_TRUE(kiosk.on<app::screen::WhereFrom>().another_place);
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "optional");
}

TEST(WayBack, LeadsThroughEveryScreenAndKeepsWhatWasTyped) {
  Crank kiosk;
  kiosk.go_to_check();
  const app::Draft before = kiosk.model.draft;
  for (const char* screen : {"optional", "where_from", "name"}) {
    kiosk.press_back();
    EXPECT_EQ(kiosk.screen(), screen);
    EXPECT_EQ(kiosk.model.draft, before);
  }
  kiosk.press_next();
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "optional") << "the town chosen before still holds";
}

TEST(WayBack, StartOverForgetsFromEveryAttendeeScreen) {
  using Stretch = void (*)(Crank&);
  const Stretch stretches[] = {
      [](Crank& k) { k.go_to_name(); },     [](Crank& k) { k.go_to_where_from(); },
      [](Crank& k) { k.go_to_optional(); }, [](Crank& k) { k.go_to_check(); },
      [](Crank& k) { k.go_to_done(); },     [](Crank& k) { k.happens(app::HaveCodePressed{}); },
      [](Crank& k) { k.go_to_pin(); },
  };
  for (const Stretch go : stretches) {
    Crank kiosk;
    go(kiosk);
    SCOPED_TRACE(kiosk.screen());
    kiosk.happens(app::StartOverPressed{});
    kiosk.expect_nobody();
    EXPECT_EQ(kiosk.model.language, "lv");
  }
}

TEST(Optional, SkipGivesNothingOfIt) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.focus(FieldId::email);
  kiosk.type("zanete@example");
  kiosk.happens(app::GenderChosen{core::Gender::female});
  kiosk.happens(app::SessionToggled{{"talk"}});
  kiosk.happens(app::SkipPressed{});
  EXPECT_EQ(kiosk.screen(), "check");
  const core::Details details = app::details_of(kiosk.model);
  EXPECT_EQ(details.email, "");
  EXPECT_EQ(details.gender, core::Gender::unasked);
  EXPECT_TRUE(details.sessions.empty());
}

TEST(Optional, AWishNotToBePhotographedOutlivesSkip) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.happens(app::PhotoOptOutToggled{});
  kiosk.happens(app::SkipPressed{});
  EXPECT_TRUE(app::details_of(kiosk.model).photo_opt_out);
}

TEST(Optional, AnAddressThatIsNoneKeepsThePerson) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.focus(FieldId::email);
  for (const char* wrong : {"zanete", "@example.lv", "a@", "a@b@c", "a b@c"}) {
    kiosk.model.draft.email = {wrong, std::string(wrong).size()};
    kiosk.press_next();
    EXPECT_EQ(kiosk.screen(), "optional") << wrong;
    EXPECT_TRUE(kiosk.on<app::screen::Optional>().email_wrong) << wrong;
  }
  kiosk.model.draft.email = {};
  kiosk.type("zanete@example.lv");
  kiosk.press_next();
  kiosk.press_next();
  EXPECT_EQ(kiosk.screen(), "check");
}

TEST(Optional, AFullSessionCannotBeChosenButCanBeLeft) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.happens(app::SessionToggled{{"walk"}});
  app::Counts counts;
  counts.session = {{"walk", {2, 0, 0}}};
  kiosk.happens(app::CountsChanged{counts});
  kiosk.happens(app::SessionToggled{{"walk"}});
  EXPECT_TRUE(kiosk.model.draft.sessions.empty());
  kiosk.happens(app::SessionToggled{{"walk"}});
  EXPECT_TRUE(kiosk.model.draft.sessions.empty()) << "no place is left";
  kiosk.happens(app::SessionToggled{{"nowhere"}});
  EXPECT_TRUE(kiosk.model.draft.sessions.empty());
}

TEST(Check, TwoPressesOfPrintRegisterOnce) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::PrintPressed{});
  EXPECT_EQ(kiosk.how_many<app::RegisterAttendee>(), 1);
}

TEST(Check, NobodyLeavesWhileTheRegistrationIsBeingSaved) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  kiosk.press_back();
  kiosk.happens(app::StartOverPressed{});
  EXPECT_EQ(kiosk.screen(), "check");
  kiosk.wait(test::seconds{600});
  EXPECT_EQ(kiosk.screen(), "check");
  EXPECT_FALSE(kiosk.is_asked());
  EXPECT_FALSE(app::next_deadline(kiosk.model)) << "only the store's answer ends it";
  kiosk.happens(app::Registered{"A-0001", "K1CODE", "job-1"});
  EXPECT_EQ(kiosk.screen(), "done");
}

TEST(Check, AnAnswerThatNobodyWaitsForIsNotShown) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::Registered{"A-0009", "K1OTHER", "job-9"});
  EXPECT_EQ(kiosk.screen(), "check");
}

TEST(Check, AFailedRegistrationCanBeTriedAgain) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::RegistrationFailed{{core::Failure::bad_input, "The walk is full.", "", {}}});
  EXPECT_EQ(kiosk.on<app::screen::Check>().phase, app::screen::Check::Phase::failed);
  EXPECT_EQ(kiosk.on<app::screen::Check>().failure.what, "The walk is full.");
  EXPECT_EQ(kiosk.model.draft.given.text, "Žanete");
  kiosk.happens(app::PrintPressed{});
  EXPECT_EQ(kiosk.how_many<app::RegisterAttendee>(), 2);
}

TEST(Check, BackClosesTheNoticeFirst) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::NoticeToggled{});
  kiosk.press_back();
  EXPECT_EQ(kiosk.screen(), "check");
  EXPECT_FALSE(kiosk.on<app::screen::Check>().notice_open);
}

TEST(Check, OnlyItsOwnPreviewIsTaken) {
  Crank kiosk;
  kiosk.go_to_check();
  const int first = kiosk.model.preview;
  kiosk.press_back();
  kiosk.happens(app::SkipPressed{});
  kiosk.happens(app::PreviewDrawn{first});
  EXPECT_FALSE(kiosk.model.preview_ready);
}

TEST(Done, KeepsNothingThatWasTyped) {
  Crank kiosk;
  kiosk.go_to_done();
  EXPECT_EQ(kiosk.screen(), "done");
  EXPECT_EQ(kiosk.model.draft, app::Draft{});
}

TEST(Done, IsGoneAfterFifteenSeconds) {
  Crank kiosk;
  kiosk.go_to_done();
  kiosk.wait(app::kDoneFor - test::milliseconds{1});
  EXPECT_EQ(kiosk.screen(), "done");
  kiosk.wait(test::milliseconds{1});
  kiosk.expect_nobody();
}

TEST(Done, TellsHowItsOwnPrintEnded) {
  using Print = app::screen::Done::Print;
  Crank kiosk;
  kiosk.go_to_done();
  kiosk.happens(app::PrintEnded{"job-of-another", false});
  EXPECT_EQ(kiosk.on<app::screen::Done>().print, Print::waiting);
  kiosk.happens(app::PrintEnded{"job-1", false});
  EXPECT_EQ(kiosk.on<app::screen::Done>().print, Print::trouble);
  kiosk.happens(app::PrintEnded{"job-1", true});
  EXPECT_EQ(kiosk.on<app::screen::Done>().print, Print::printed);
}

TEST(Done, ABadgeShownBeginsTheNextPerson) {
  Crank kiosk;
  kiosk.go_to_done();
  kiosk.scan("K1NEXT");
  EXPECT_EQ(kiosk.screen(), "have_code");
}

}  // namespace
