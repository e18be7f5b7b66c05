// The staff's and the organiser's screens, over real models, without a window.
#include <gmock/gmock.h>

#include "ui/desk.h"

namespace {

using app::Model;
using core::Verdict;
using desk_gallery::Scene;
using testing::HasSubstr;
using testing::Not;
using ui_test::catalogues;
using ui_test::Desk;

TEST(PinPad, EachKeySaysItsAction) {
  Desk desk(desk_gallery::pin("en", app::screen::Pin::Answer::none, "1234"));
  for (char d = '0'; d <= '9'; ++d) {
    EXPECT_EQ(desk.press<app::DigitPressed>(std::string("digit:") + d)->digit, d);
  }
  EXPECT_TRUE(desk.press<app::LetterErased>("erase"));
  EXPECT_TRUE(desk.press<app::NextPressed>("ok"));
  EXPECT_TRUE(desk.press<app::BackPressed>("back"));
  EXPECT_EQ(desk.press<app::PinRoleChosen>("role:organiser")->role, core::Role::organiser);
  EXPECT_EQ(desk.press<app::PinRoleChosen>("role:staff")->role, core::Role::staff);
}

TEST(PinPad, NeverTellsTheDigits) {
  Desk desk(desk_gallery::pin("en", app::screen::Pin::Answer::none, "5791"));
  EXPECT_EQ(desk.label("pin"), "4 digits entered");
  EXPECT_THAT(ui::to_json_lines(desk.screen.record()), Not(HasSubstr("5791")));
}

TEST(PinPad, CountsTheSecondsWhileLocked) {
  Desk desk(desk_gallery::pin("en", app::screen::Pin::Answer::locked, ""));
  EXPECT_THAT(desk.label("answer"), HasSubstr("29"));
  EXPECT_TRUE(desk.find("digit:1")->disabled);
  desk.model.now.up += std::chrono::milliseconds{10500};
  desk.screen.frame();
  EXPECT_THAT(desk.label("answer"), HasSubstr("19"));
  desk.model.now.up += std::chrono::seconds{20};
  desk.screen.frame();
  EXPECT_EQ(desk.find("answer"), nullptr);
  EXPECT_FALSE(desk.find("digit:1")->disabled);
}

TEST(Door, EveryVerdictHasItsWordAsAStatusThatIsNotPersonal) {
  for (const std::string language : {"en", "lv", "ru"}) {
    for (int v = 0; v < core::kVerdicts; ++v) {
      const auto verdict = static_cast<Verdict>(v);
      const std::string key = "verdict." + std::string(core::to_text(verdict)) + ".title";
      Desk desk(desk_gallery::door_showing(language, desk_gallery::entry(verdict)));
      EXPECT_EQ(desk.label("verdict"), desk.say(key));
      EXPECT_EQ(desk.find("verdict")->role, ui::Role::status);
      EXPECT_FALSE(desk.find("verdict")->personal);
    }
  }
}

TEST(Door, KeepsThePersonOutOfTheRecordFile) {
  Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(Verdict::admitted)));
  EXPECT_TRUE(desk.find("name")->personal);
  const std::string file = ui::to_json_lines(desk.screen.record());
  for (const char* told : {"Ilze", "A-0042", "Vänersborg", "Björn", "Maximiliane"}) {
    EXPECT_THAT(file, testing::Not(HasSubstr(told)));
  }
}

TEST(Door, WhatWasUndoneSaysSoInItsLargestWords) {
  auto entry = desk_gallery::entry(Verdict::admitted);
  entry.undone = true;
  Desk desk(desk_gallery::door_showing("en", entry));
  EXPECT_EQ(desk.label("verdict"), desk.say("staff.undone"));
  EXPECT_EQ(desk.label("was"), desk.say("verdict.admitted.title"));
}

TEST(Door, SaysWhenAndWhereABadgeWasUsedBefore) {
  Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(Verdict::already)));
  EXPECT_EQ(desk.label("reason"), "This badge was already used: 08:41 (Door, kiosk B).");
}

TEST(Door, SaysTheDayIfItWasAnother) {
  auto entry = desk_gallery::entry(Verdict::already);
  entry.first_at = desk_gallery::at("2019-03-11T06:41:00Z");
  Desk desk(desk_gallery::door_showing("en", entry));
  EXPECT_THAT(desk.label("reason"), HasSubstr("11\u00A0March 2019, 08:41"));
}

TEST(Door, SaysWhenItOpens) {
  Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(Verdict::too_early)));
  EXPECT_THAT(desk.label("reason"), HasSubstr("14:00"));
}

TEST(Door, ForceIsOfferedForRefusalsThatCanBeForced) {
  const std::vector<Verdict> never = {Verdict::admitted,      Verdict::exited,
                                      Verdict::unknown,       Verdict::forged,
                                      Verdict::other_meeting, Verdict::ambiguous};
  for (int v = 0; v < core::kVerdicts; ++v) {
    const auto verdict = static_cast<Verdict>(v);
    Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(verdict)));
    const bool forceable = std::find(never.begin(), never.end(), verdict) == never.end();
    EXPECT_EQ(desk.find("force") != nullptr, forceable) << core::to_text(verdict);
    if (forceable) {
      EXPECT_TRUE(desk.press<app::ForcePressed>("force"));
    }
  }
}

TEST(Door, AQuestionIsAnsweredWithOneTouch) {
  Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(Verdict::needs_answer)));
  EXPECT_THAT(desk.label("reason"), HasSubstr("Meal"));
  const auto answer = desk.press<app::AnswerChosen>("answer:meal:fish");
  EXPECT_EQ(answer->question.text, "meal");
  EXPECT_EQ(answer->answer, "fish");
}

TEST(Door, UndoIsOfferedForWhatIsRecordedAndStands) {
  Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(Verdict::already)));
  EXPECT_EQ(desk.find("undo:0"), nullptr) << "refused";
  EXPECT_EQ(desk.press<app::UndoPressed>("undo:1")->nonce, "n1");
  EXPECT_EQ(desk.find("undo:2"), nullptr) << "refused";
  EXPECT_EQ(desk.find("undo:3"), nullptr) << "undone";
  EXPECT_EQ(desk.press<app::UndoPressed>("undo:4")->nonce, "n4");
}

TEST(Door, CheckpointAndDirectionAreOneTouchAway) {
  Desk desk(desk_gallery::door("en"));
  EXPECT_EQ(desk.press<app::CheckpointChosen>("checkpoint:lunch")->checkpoint.text, "lunch");
  EXPECT_EQ(desk.press<app::DirectionChosen>("direction:out")->direction, core::Direction::out);
  EXPECT_EQ(desk.press<app::DirectionChosen>("direction:in")->direction, core::Direction::in);
  EXPECT_TRUE(desk.find("checkpoint:door")->checked);
  EXPECT_TRUE(desk.find("direction:in")->checked);
}

TEST(Door, CountsWhoIsInsideAndStillExpectedToday) {
  Desk desk(desk_gallery::door("en"));
  EXPECT_EQ(desk.label("count:inside"), "37");
  EXPECT_EQ(desk.label("count:expected"), "44");
  EXPECT_FALSE(desk.find("count:inside")->personal);
}

TEST(Door, WaitsCalmlyBeforeTheFirstScan) {
  Desk desk(desk_gallery::door("en"));
  EXPECT_EQ(desk.label("waiting"), desk.say("staff.waiting_for_scan"));
  EXPECT_EQ(desk.find("verdict"), nullptr);
}

TEST(Door, AScanInFlightChangesNothingOnTheScreen) {
  Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(Verdict::admitted)));
  const std::string before = ui::to_json_lines(desk.screen.record());
  desk.model.pending.push_back({"n-9", "K1", true});
  desk.screen.frame();
  EXPECT_EQ(ui::to_json_lines(desk.screen.record()), before);
}

TEST(Find, APersonIsCheckedInOrOpenedByNumber) {
  Desk desk(desk_gallery::find("en", "Ber", true));
  EXPECT_TRUE(desk.find("person:A-0042")->personal);
  EXPECT_EQ(desk.press<app::PersonCheckedIn>("check_in:A-0042")->number, "A-0042");
  EXPECT_EQ(desk.press<app::PersonOpened>("person:A-0042")->number, "A-0042");
  EXPECT_EQ(desk.find("check_in:A-0007"), nullptr) << "cancelled";
  EXPECT_EQ(desk.find("check_in:B-0013"), nullptr) << "in already";
  EXPECT_THAT(ui::to_json_lines(desk.screen.record()), testing::Not(HasSubstr("Bergström")));
}

TEST(Find, TheCardOfWhoCancelledDoesNotLeadWithCheckingIn) {
  const auto gone = [](bool inside) {
    Model model = desk_gallery::card("en", 1, false, app::Reprint::State::none);
    std::get<app::screen::Find>(model.screen).chosen->inside = inside;
    return model;
  };
  Desk outside(gone(false));
  EXPECT_TRUE(outside.press<app::PersonCheckedIn>("check_in")) << "staff may force it";
  EXPECT_GT(outside.find("check_in")->rect.x, outside.find("edit")->rect.x);
  EXPECT_EQ(outside.find("check_out"), nullptr);
  EXPECT_EQ(outside.find("reprint"), nullptr);
  Desk inside(gone(true));
  EXPECT_EQ(inside.press<app::PersonCheckedIn>("check_out")->direction, core::Direction::out);
}

TEST(Find, ArrowsGoFromTheFieldToThePeopleAndEnterOpensOne) {
  Desk desk(desk_gallery::find("en", "Ber", true));
  desk.screen.key(ui::NavKey::down);
  desk.screen.frame();
  EXPECT_TRUE(desk.find("person:A-0042")->focused);
  desk.screen.key(ui::NavKey::down);
  desk.stage.out.clear();
  desk.screen.key(ui::NavKey::activate);
  ASSERT_EQ(desk.stage.out.size(), 1U);
  EXPECT_EQ(desk.stage.out[0].get<app::PersonOpened>()->number, "A-0007");
}

TEST(Find, TheDelegationsAreOfferedBeforeAnythingIsTyped) {
  Desk desk(desk_gallery::find("en", "", false), {{1080, 1920}, {}});
  const auto chosen = desk.press<app::DelegationChosen>("delegation:vanersborg");
  EXPECT_EQ(chosen->partner.text, "vanersborg");
}

TEST(FindCard, EachButtonSaysItsAction) {
  Desk desk(desk_gallery::card("en", 0, false, app::Reprint::State::trouble));
  EXPECT_EQ(desk.press<app::PersonCheckedIn>("check_in")->direction, core::Direction::in);
  EXPECT_EQ(desk.press<app::PersonCheckedIn>("check_out")->direction, core::Direction::out);
  EXPECT_EQ(desk.press<app::ReprintPressed>("reprint")->number, "A-0042");
  EXPECT_TRUE(desk.press<app::EditPressed>("edit"));
  EXPECT_TRUE(desk.press<app::CancelPersonPressed>("cancel_person"));
  EXPECT_THAT(desk.label("print"), HasSubstr("printer needs attention"));
}

TEST(WalkIn, TabGoesFromFieldToField) {
  Desk desk(desk_gallery::walk_in("en", {}));
  desk.stage.out.clear();
  desk.screen.key(ui::NavKey::tab);
  ASSERT_EQ(desk.stage.out.size(), 1U);
  EXPECT_EQ(desk.stage.out[0].get<app::FieldFocused>()->field, app::FieldId::family);
}

TEST(WalkIn, WhoIsRegisteredAlreadyIsUsedOrPassedOver) {
  Desk desk(desk_gallery::walk_in("en", desk_gallery::form(app::FieldId::email),
                                  app::screen::WalkIn::Phase::alike));
  EXPECT_EQ(desk.press<app::PersonCheckedIn>("check_in:A-0042")->number, "A-0042");
  EXPECT_EQ(desk.press<app::ReprintPressed>("reprint:A-0042")->number, "A-0042");
  EXPECT_TRUE(desk.press<app::ConfirmPressed>("anyway"));
  EXPECT_TRUE(desk.press<app::BackPressed>("back"));
}

TEST(Delegation, IsTickedAndCheckedInAndSaysWhatBecameOfEach) {
  Desk desk(desk_gallery::delegation("en", false), {{1080, 1920}, {}});
  EXPECT_EQ(desk.press<app::PersonTicked>("tick:A-0110")->number, "A-0110");
  EXPECT_TRUE(desk.press<app::AllTicked>("all")->on);
  EXPECT_FALSE(desk.press<app::AllTicked>("none")->on);
  EXPECT_EQ(desk.label("check_in"), "Check in 4 people");
  EXPECT_TRUE(desk.press<app::DelegationCheckedIn>("check_in"));
  desk.model = desk_gallery::delegation("en", true);
  desk.screen.frame();
  EXPECT_TRUE(desk.press<app::UndoPressed>("undo:A-0110"));
  EXPECT_TRUE(desk.press<app::EntryReopened>("show:A-0111"));
  EXPECT_TRUE(desk.find("check_in")->disabled) << "answers are still awaited";
}

TEST(People, TwoStandSideBySideAndOneIsKept) {
  Desk desk(desk_gallery::people("en", true, false, false));
  EXPECT_EQ(desk.press<app::PairChosen>("pair:1")->index, 1U);
  EXPECT_EQ(desk.press<app::ConflictChosen>("conflict:0")->index, 0U);
  desk.model = desk_gallery::people("en", true, true, false);
  desk.screen.frame();
  EXPECT_TRUE(desk.press<app::KeepChosen>("keep:second")->second);
  EXPECT_TRUE(desk.press<app::ConfirmPressed>("merge"));
}

TEST(People, AConflictStandsWithItsSidesAndIsSettledWithATouchOrOwnWords) {
  Desk desk(desk_gallery::conflict("en", 0));
  EXPECT_THAT(desk.label("side:0"), HasSubstr("kiosk\u00A0A"));
  EXPECT_THAT(desk.label("side:1"), HasSubstr("kiosk\u00A0B"));
  EXPECT_THAT(desk.label("title"), HasSubstr("Let in twice"));
  EXPECT_EQ(desk.press<app::ConflictAnswered>("how:0")->how, "One person, let in at both kiosks");
  EXPECT_TRUE(desk.press<app::OwnWordsPressed>("own_words"));
  desk.model = desk_gallery::conflict_typed("en");
  desk.screen.frame();
  EXPECT_TRUE(desk.press<app::ConfirmPressed>("settle"));
  desk.model = desk_gallery::conflict("en", 2);
  desk.screen.frame();
  EXPECT_TRUE(desk.press<app::ComparePressed>("compare"));
}

TEST(Hub, AWrongClockIsToldAtTheDoor) {
  Desk desk(desk_gallery::with_hub(desk_gallery::door("en"), app::HubSign::State::in_step,
                                   std::chrono::seconds{720}));
  EXPECT_EQ(desk.label("clock_wrong"),
            "This kiosk’s clock is 12 minutes ahead of the hub’s. Set it right.");
  desk.model.hub.clock_ahead = std::chrono::seconds{-45};
  desk.screen.frame();
  EXPECT_THAT(desk.label("clock_wrong"), HasSubstr("1 minute behind"));
}

TEST(Hub, DevicesTellSinceWhenWhyAndWhere) {
  Desk desk(desk_gallery::devices_hub("en", app::HubSign::State::cut_off));
  EXPECT_THAT(desk.label("advice:hub"), HasSubstr("does not answer"));
  EXPECT_THAT(desk.label("advice:hub"), HasSubstr("hub.daugavpils.example"));
  EXPECT_THAT(desk.label("try:hub"), HasSubstr("Cut off from the other kiosks since"));
  EXPECT_THAT(desk.label("try:hub"), HasSubstr("2 hours behind"));
  desk.model = desk_gallery::devices_hub("en", app::HubSign::State::in_step);
  desk.screen.frame();
  EXPECT_THAT(desk.label("advice:hub"), HasSubstr("3 minutes ahead"));
}

TEST(Join, AKioskWithoutAMeetingOffersItAndOneThatIsBrokenDoesNot) {
  Desk desk(desk_gallery::out_of_service_new("en"));
  EXPECT_TRUE(desk.press<app::JoinPressed>("join"));
  desk.model = desk_gallery::out_of_service("en", false);
  desk.screen.frame();
  EXPECT_EQ(desk.find("join"), nullptr);
  desk.model = desk_gallery::joining("en", app::screen::Unseal::Phase::choosing);
  desk.screen.frame();
  EXPECT_EQ(desk.press<app::ListChosen>("file:1")->index, 1U);
  desk.model = desk_gallery::joining("en", app::screen::Unseal::Phase::typing);
  desk.screen.frame();
  EXPECT_TRUE(desk.press<app::NextPressed>("unseal"));
}

TEST(Door, AQuestionWithoutChoicesIsTypedAndAnOptionalOneSkipped) {
  Desk desk(desk_gallery::asked("en", false));
  EXPECT_EQ(desk.press<app::TextTyped>("key:b")->text, "B");
  EXPECT_TRUE(desk.press<app::QuestionSkipped>("skip"));
  EXPECT_TRUE(desk.press<app::ForcePressed>("force"));
  desk.model = desk_gallery::asked("en", true);
  desk.screen.frame();
  EXPECT_EQ(desk.press<app::FieldFocused>("answer")->field, app::FieldId::answer);
  EXPECT_TRUE(desk.press<app::BackPressed>("back")) << "to what the scan interrupted";
}

TEST(Door, EveryReasonIsSaidInTheLanguageOfTheScreenAndOfTheAttendee) {
  for (const std::string reason :
       {"kind", "partner", "member", "gap", "withdrawn", "details_pending"}) {
    auto entry = desk_gallery::entry(Verdict::not_listed);
    entry.reason = reason;
    entry.language = "fi";
    Desk desk(desk_gallery::door_showing("en", entry));
    const std::string own = desk.say("verdict.reason." + reason);
    EXPECT_EQ(desk.label("reason").substr(0, 12), own.substr(0, 12));
    const std::string theirs = catalogues().text("fi", "verdict.reason." + reason);
    EXPECT_EQ(desk.label("reason_for_them").substr(0, 12), theirs.substr(0, 12));
  }
}

TEST(Door, AConflictHasItsSign) {
  auto entry = desk_gallery::entry(Verdict::admitted);
  entry.conflict = true;
  Desk desk(desk_gallery::door_showing("en", entry));
  EXPECT_EQ(desk.label("conflict"), desk.say("staff.conflict"));
}

TEST(Door, AScanAmongTheLastIsReopenedByTouch) {
  Desk desk(desk_gallery::door_showing("en", desk_gallery::entry(Verdict::already)));
  EXPECT_EQ(desk.press<app::EntryReopened>("scan:1")->nonce, "n1");
}

TEST(Door, TheEndOfTheDayAsksOnceForHowMany) {
  Desk desk(desk_gallery::door("en"));
  EXPECT_TRUE(desk.press<app::CheckOutAllPressed>("check_out_all"));
  desk.model.screen = app::screen::Door{{}, false, true};
  desk.screen.frame();
  EXPECT_THAT(desk.label("ask"), HasSubstr("37 people"));
  EXPECT_TRUE(desk.press<app::ConfirmPressed>("confirm"));
}

TEST(Find, TypesWithTheKeyboardOnTheScreen) {
  Desk desk(desk_gallery::find("en", "", false));
  EXPECT_EQ(desk.press<app::FieldFocused>("search")->field, app::FieldId::search);
  EXPECT_EQ(desk.press<app::TextTyped>("key:b")->text, "B");
}

TEST(Counts, ShowsFiguresBarsAndWhatTheGrantStillLacks) {
  Desk desk(desk_gallery::counts("en", true), {{1080, 3600}, {}});
  EXPECT_EQ(desk.label("count:registered"), "132");
  EXPECT_EQ(desk.label("count:present"), "97");
  EXPECT_EQ(desk.label("count:inside"), "37");
  EXPECT_EQ(desk.label("bar:country:LV"), "Latvia 41 / 52");
  EXPECT_EQ(desk.label("bar:kind:invited"), "Invited guest 16 / 27");
  EXPECT_EQ(desk.label("bar:session:integration"), "Working group: integration 21 / 24");
  EXPECT_EQ(desk.label("bar:day:2019-03-12"), "12\u00A0March 2019 88 / 132");
  EXPECT_EQ(desk.label("column:2019-03-12T09"), "12\u00A0March 2019, 09: 41");
  EXPECT_EQ(desk.label("threshold:participants"), "Participants 97 / 50, Reached");
  EXPECT_EQ(desk.label("threshold:invited"), "Invited participants 16 / 25, 9 still missing");
  EXPECT_THAT(desk.label("threshold:invited_percent"), HasSubstr("16 / 30"));
  EXPECT_THAT(desk.label("threshold:countries"), HasSubstr("7 / 4"));
  EXPECT_FALSE(desk.find("count:present")->personal);
}

TEST(PrintQueue, AJobIsChosenAndWhatCanBeDoneWithItIsOneTouchAway) {
  Desk desk(desk_gallery::print_queue("en"));
  EXPECT_EQ(desk.press<app::PrintJobChosen>("job:43")->job, "43");
  EXPECT_TRUE(desk.press<app::PrintAgainPressed>("print_again"));
  EXPECT_TRUE(desk.press<app::OtherPrinterPressed>("other_printer"));
  EXPECT_TRUE(desk.press<app::CancelPrintPressed>("cancel_print"));
  EXPECT_TRUE(desk.find("job:42")->checked);
  EXPECT_TRUE(desk.find("job:42")->personal);
}

TEST(PrintQueue, WhatIsOutCanBePrintedAgainAndNotCancelled) {
  Desk desk(desk_gallery::print_queue_calm("en"));
  EXPECT_TRUE(desk.find("print_again"));
  EXPECT_EQ(desk.find("cancel_print"), nullptr);
  EXPECT_EQ(desk.label("printer_state"), desk.say("printer.ready"));
}

TEST(PrintQueue, ThePrintersTroubleAndThePaperLeftAreToldInWords) {
  Desk desk(desk_gallery::print_queue("en"));
  EXPECT_EQ(desk.label("printer_state"), desk.say("printer.media_empty"));
  EXPECT_EQ(desk.label("paper"), "4 labels left");
  EXPECT_EQ(desk.find("printer_trouble"), nullptr) << "it would be said twice";
  EXPECT_EQ(desk.find("paper_low"), nullptr) << "it would be said twice";
  EXPECT_TRUE(desk.press<app::NewRollPressed>("new_roll"));
}

TEST(PrintQueue, AnotherPrinterIsPickedFromTheList) {
  Desk desk(desk_gallery::print_queue_picking("en", true));
  EXPECT_EQ(desk.press<app::PrinterPicked>("printer:")->setting, "");
  EXPECT_EQ(desk.press<app::PrinterPicked>("printer:Brother_QL_820NWB")->setting,
            "Brother_QL_820NWB");
  EXPECT_TRUE(desk.press<app::BackPressed>("back"));
}

TEST(Counts, WarnsWhileTheLastDayCanStillMendWhatIsMissing) {
  auto model = desk_gallery::counts("en", true);
  EXPECT_EQ(Desk(model, {{1080, 3600}, {}}).find("last_day"), nullptr);
  model.now.wall = desk_gallery::at("2019-03-14T08:00:00Z");
  Desk desk(model, {{1080, 3600}, {}});
  EXPECT_THAT(desk.label("last_day"), HasSubstr("Invited participants 16 / 25"));
  EXPECT_THAT(desk.label("last_day"), testing::Not(HasSubstr("Countries")));
}

TEST(Counts, TheTabWarnsOnEveryOrganisersScreenAndOnNoOther) {
  auto model = desk_gallery::counts("en", true);
  const auto hint = [&] { return Desk(model, {{1080, 3600}, {}}).find("nav:counts")->hint; };
  model.screen = app::screen::Export{};
  EXPECT_EQ(hint(), "");
  model.now.wall = desk_gallery::at("2019-03-14T08:00:00Z");
  EXPECT_THAT(hint(), HasSubstr("Invited participants 16 / 25"));
  model.screen = app::screen::Door{};
  model.desk.role = core::Role::staff;
  EXPECT_EQ(hint(), "");
}

TEST(Counts, AShareLacksPercentAndNotPeople) {
  Desk desk(desk_gallery::counts("en", true), {{1080, 3600}, {}});
  EXPECT_THAT(desk.label("threshold:invited_percent"), HasSubstr("14% still missing"));
}

TEST(Counts, CountsPartnersGendersAndCheckpoints) {
  Desk desk(desk_gallery::counts("en", true), {{1080, 4800}, {}});
  EXPECT_EQ(desk.label("bar:partner:linz"), "Partner in Linz 9 / 14");
  EXPECT_EQ(desk.label("bar:gender:female"), "Woman 51 / 70");
  EXPECT_EQ(desk.label("bar:gender:unasked"), "Not asked 2 / 2");
  EXPECT_EQ(desk.label("bar:checkpoint:lunch"), "Lunch 30 / 51");
}

TEST(Export, EachCardAsksForItsExport) {
  Desk desk(desk_gallery::exporting("en", app::screen::Export::Phase::idle), {{1080, 4800}, {}});
  for (const std::string what : {"attendance", "attendees", "signature-sheets", "certificates",
                                 "publication", "eds", "matrix", "scans", "invitations"}) {
    EXPECT_EQ(desk.press<app::ExportPressed>("export:" + what)->what, what);
  }
  EXPECT_EQ(desk.find("exported"), nullptr);
}

TEST(Export, SheetsAreChosenByDayAndTown) {
  Desk desk(desk_gallery::choosing_sheets("en"), {{1080, 4800}, {}});
  const core::Day last = desk.model.meeting->days.back();
  EXPECT_EQ(desk.press<app::SheetDayChosen>("day:" + core::to_text(last))->day, last);
  EXPECT_FALSE(desk.press<app::SheetDayChosen>("day:all")->day);
  EXPECT_EQ(desk.press<app::SheetTownChosen>("town:Daugavpils")->town, "Daugavpils");
  EXPECT_TRUE(desk.press<app::ConfirmPressed>("confirm"));
}

TEST(Export, SaysWhereTheFileIsAndItsChecksum) {
  Desk desk(desk_gallery::exporting("en", app::screen::Export::Phase::done));
  EXPECT_THAT(desk.label("exported"), HasSubstr("2019-03-12T0902.csv"));
  EXPECT_THAT(desk.label("checksum"), HasSubstr("9f86d081884c7d65"));
}

struct Size {
  ui::Vec2 px;
  float px_per_mm;
};

class DeskSizes : public testing::TestWithParam<Size> {};

/// Nothing that is read may lie outside the screen; what scrolls may be cut.
void expect_inside(const ui::FrameRecord& record, ui::Vec2 size) {
  for (const ui::Widget& w : record.widgets) {
    const bool inside = w.rect.x >= -1 && w.rect.y >= -1 && w.rect.right() <= size.x + 1 &&
                        w.rect.bottom() <= size.y + 1;
    EXPECT_TRUE(inside || w.cut) << w.id << " '" << w.label << "'";
  }
}

/// The words of the verdict stand above one another and above what can be done about it.
void expect_apart(const ui::FrameRecord& record) {
  std::vector<const ui::Widget*> seen;
  for (const char* id : {"verdict", "name", "place", "kind", "reason", "force", "forced"}) {
    const ui::Widget* widget = record.find(id);
    if (widget == nullptr) continue;
    for (const ui::Widget* other : seen) {
      EXPECT_FALSE(ui::overlap(widget->rect, other->rect)) << id << " lies over " << other->id;
    }
    seen.push_back(widget);
  }
}

void check_all(const Size& size, const std::string& language, bool larger, const ui::Theme& theme) {
  const ui::Density density{size.px_per_mm, larger};
  Desk desk(desk_gallery::door(language), {size.px, density, &theme});
  for (const Scene& scene : desk_gallery::scenes(language)) {
    SCOPED_TRACE(scene.name + " in " + language + (larger ? ", larger" : ""));
    desk.model = scene.model;
    desk.model.settings.larger_text = larger;
    desk.screen.ui().forget();
    desk.screen.screen = scene.name;
    desk.screen.frame();
    ui_test::expect_usable(desk.screen.record(), density, size.px);
    expect_inside(desk.screen.record(), size.px);
    expect_apart(desk.screen.record());
  }
}

TEST_P(DeskSizes, EveryMomentIsUsableInEveryLanguage) {
  for (const std::string language : {"lv", "en", "ru", "de", "fi"}) {
    check_all(GetParam(), language, false, ui::light_theme());
  }
}

TEST_P(DeskSizes, EveryMomentIsUsableInHighContrastAndLargerText) {
  for (const std::string language : {"lv", "ru", "de"}) {
    check_all(GetParam(), language, false, ui::high_contrast_theme());
    check_all(GetParam(), language, true, ui::light_theme());
  }
}

INSTANTIATE_TEST_SUITE_P(Screens, DeskSizes,
                         testing::Values(Size{{1920, 1080}, 3.6F}, Size{{1080, 1920}, 3.6F},
                                         Size{{1280, 800}, 3.9F}, Size{{1024, 768}, 3.3F}));

TEST(FindCard, SaysWhetherTheyAreInsideWithLargerTextOnASmallScreenAsWell) {
  for (const std::string language : {"lv", "ru", "de", "fi"}) {
    Model model = desk_gallery::card(language, 2, false, app::Reprint::State::printed);
    model.settings.larger_text = true;
    Desk desk(model, {{1024, 768}, {3.37F, true}});
    EXPECT_NE(desk.find("presence"), nullptr) << language;
    EXPECT_NE(desk.find("print"), nullptr) << language;
  }
}

TEST(Door, ShowsWhatTheCameraSeesOnScreensThatLieAndThatStand) {
  for (const ui::Vec2 size : {ui::Vec2{1920, 1080}, ui::Vec2{1080, 1920}}) {
    Model model = desk_gallery::door_showing("en", desk_gallery::entry(Verdict::admitted));
    model.camera.is_live = true;
    Desk desk(model, {size, {}});
    desk.stage.pictures.camera.texture = reinterpret_cast<ImTextureID>(1);
    desk.stage.pictures.camera.size = {640, 360};
    desk.screen.frame();
    const ui::Widget* camera = desk.find("camera");
    ASSERT_NE(camera, nullptr) << size.x;
    EXPECT_GT(camera->rect.w, 150) << size.x;
    EXPECT_GT(camera->rect.h, 100) << size.x;
    const ui::Widget* last = desk.find("scan:0");
    ASSERT_NE(last, nullptr) << size.x;
    EXPECT_FALSE(ui::overlap(camera->rect, last->rect)) << size.x;
  }
}

}  // namespace
