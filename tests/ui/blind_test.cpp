// Somebody who sees nothing registers: four keys, and the words that are read aloud.
#include "ui/curtain.h"

namespace {

using ui::NavKey;
using ui_test::contains;
using ui_test::Visitor;

void register_unseen(Visitor& visitor, const std::string& town_message) {
  // On Welcome there is no way back: that key switches the voice on.
  const std::string welcome = visitor.kiosk.key(NavKey::back);
  EXPECT_TRUE(contains(welcome, visitor.say("speech.on"))) << welcome;
  EXPECT_TRUE(contains(welcome, "Daugavpils")) << welcome;
  const std::string name = visitor.press("welcome.register");
  EXPECT_TRUE(contains(name, visitor.say("name.title"))) << name;
  EXPECT_TRUE(contains(name, visitor.say("name.given") + ", " + visitor.say("speech.role_field")))
      << name;
  visitor.type({visitor.big("A"), "n", "n", "a"});
  ASSERT_TRUE(visitor.go_to(visitor.say("name.family")));
  EXPECT_TRUE(contains(visitor.press(), visitor.say("speech.empty")));
  visitor.type({visitor.big("O"), "z"});
  const std::string where = visitor.press("chrome.next");
  EXPECT_TRUE(contains(where, visitor.say("where.title"))) << where;
  ASSERT_TRUE(visitor.go_to(town_message));
  const std::string more = visitor.press();
  EXPECT_TRUE(contains(more, visitor.say("optional.title"))) << more;
  EXPECT_TRUE(contains(more, visitor.say("optional.gender_why"))) << more;
  ASSERT_TRUE(visitor.go_to(visitor.say("optional.photo")));
  EXPECT_TRUE(contains(visitor.heard, visitor.say("optional.photo_why"))) << visitor.heard;
  EXPECT_EQ(visitor.press(), visitor.say("speech.is_on"));
  const std::string check = visitor.press("chrome.next");
  EXPECT_TRUE(contains(check, visitor.say("check.title"))) << check;
  EXPECT_TRUE(contains(check, "Anna Oz")) << check;
  EXPECT_TRUE(contains(check, visitor.say("check.notice_title"))) << check;
  visitor.press("check.print");
}

class Blind : public testing::TestWithParam<std::string> {};

TEST_P(Blind, RegistersByKeypadAndSpeechAlone) {
  Visitor visitor(GetParam());
  register_unseen(visitor, "Daugavpils");
  const app::RegisterAttendee* wanted = nullptr;
  for (const app::Effect& effect : visitor.kiosk.effects()) {
    if (const auto* found = effect.get<app::RegisterAttendee>()) wanted = found;
  }
  ASSERT_NE(wanted, nullptr);
  EXPECT_EQ(wanted->details.given_name, "Anna");
  EXPECT_EQ(wanted->details.family_name, "Oz");
  EXPECT_EQ(wanted->details.town, "Daugavpils");
  EXPECT_TRUE(wanted->details.photo_opt_out);
  const std::string done = visitor.kiosk.wait_for(app::Registered{"A-0042", "K1", "job"});
  EXPECT_TRUE(contains(done, visitor.say("done.number", {{"number", "A-0042"}}))) << done;
  EXPECT_EQ(visitor.kiosk.voice(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(InTwoLanguages, Blind, testing::Values("lv", "de"));

TEST(ReadingAloud, SaysNothingUntilItIsSwitchedOn) {
  Visitor visitor("en");
  EXPECT_EQ(visitor.kiosk.key(NavKey::next), "");
  EXPECT_NE(visitor.kiosk.wait_for(app::ReadAloudToggled{}), "");
  EXPECT_EQ(visitor.kiosk.wait_for(app::ReadAloudToggled{}), "");
}

TEST(ReadingAloud, TellsWhatIsMissing) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  visitor.press("welcome.register");
  const std::string heard = visitor.press("chrome.next");
  EXPECT_TRUE(contains(heard, visitor.say("name.given_missing"))) << heard;
}

TEST(ReadingAloud, TellsWhatIsMissingAtEveryPress) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  visitor.press("welcome.register");
  visitor.press("chrome.next");
  const std::string again = visitor.press();
  EXPECT_TRUE(contains(again, visitor.say("name.given_missing"))) << again;
  EXPECT_TRUE(contains(again, visitor.say("chrome.next"))) << again << ": where the focus is";
}

TEST(ReadingAloud, TellsWhatIsWrongWithAFieldWhenTheFocusComesBackToIt) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  visitor.press("welcome.register");
  visitor.press("chrome.next");
  ASSERT_TRUE(visitor.go_to(visitor.say("name.given")));
  EXPECT_TRUE(contains(visitor.heard, visitor.say("name.given_missing"))) << visitor.heard;
}

TEST(ReadingAloud, TellsAnErrorOnceWhereTheFocusGoesToItsFieldAtOnce) {
  Visitor visitor("en");
  visitor.kiosk.wait_for(app::ReadAloudToggled{});
  visitor.kiosk.wait_for(app::RegisterPressed{});
  visitor.kiosk.wait_for(app::FieldFocused{app::FieldId::family, {}});
  const std::string heard = visitor.kiosk.wait_for(app::NextPressed{});  // Enter of a keyboard
  const std::string missing = visitor.say("name.given_missing");
  const auto at = heard.find(missing);
  ASSERT_NE(at, std::string::npos) << heard;
  EXPECT_EQ(heard.find(missing, at + 1), std::string::npos) << heard;
}

TEST(ReadingAloud, APressThatOnlyTypesIsNotAnsweredWithTheField) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  visitor.kiosk.wait_for(app::RegisterPressed{});
  EXPECT_EQ(visitor.kiosk.wait_for(app::LetterErased{}), "") << "there was none";
}

TEST(ReadingAloud, SwitchedOffAndOnAgainItReadsTheWholeScreenAgain) {
  Visitor visitor("en");
  visitor.kiosk.wait_for(app::ReadAloudToggled{});
  const std::string first = visitor.kiosk.wait_for(app::RegisterPressed{});
  visitor.kiosk.wait_for(app::ReadAloudToggled{});
  const std::string again = visitor.kiosk.wait_for(app::ReadAloudToggled{});
  EXPECT_TRUE(contains(again, first)) << again;
}

void type_up_to_the_town(Visitor& visitor) {
  visitor.kiosk.happen(app::TextTyped{"Anna"});
  visitor.kiosk.happen(app::FieldFocused{app::FieldId::family, {}});
  visitor.kiosk.happen(app::TextTyped{"Oz"});
  visitor.kiosk.happen(app::NextPressed{});
  visitor.kiosk.happen(app::TownChosen{{"vanersborg"}});
}

TEST(ReadingAloud, CheckTellsAllThatTheBadgeSays) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  visitor.kiosk.wait_for(app::RegisterPressed{});
  type_up_to_the_town(visitor);
  visitor.kiosk.happen(app::PhotoOptOutToggled{});
  const core::Session& session = screens_scenes::sample_meeting()->sessions.front();
  visitor.kiosk.happen(app::SessionToggled{session.id});
  const std::string heard = visitor.kiosk.wait_for(app::NextPressed{});
  for (const std::string& said :
       {std::string("Anna Oz"), std::string("Vänersborg"), std::string("Sweden"),
        session.name.in("en"), visitor.say("badge.no_photos"), visitor.say("check.title")}) {
    EXPECT_TRUE(contains(heard, said)) << said << " in " << heard;
  }
  EXPECT_EQ(visitor.kiosk.wait_for(app::PreviewDrawn{1}), "") << "the picture cuts nothing short";
}

TEST(ReadingAloud, CheckTellsNobodysNameUnlessTheyTurnedItOn) {
  Visitor visitor("en");
  visitor.kiosk.wait_for(app::RegisterPressed{});
  type_up_to_the_town(visitor);
  EXPECT_EQ(visitor.kiosk.wait_for(app::NextPressed{}), "");
}

app::DoorEntry decided(core::Verdict verdict, const std::string& name) {
  app::DoorEntry entry;
  entry.verdict = verdict;
  entry.checkpoint = {"door"};
  entry.name = name;
  entry.details_pending = name.empty() && verdict == core::Verdict::admitted;
  return entry;
}

TEST(ReadingAloud, EveryScanAtTheDeskIsToldHoweverMuchLikeTheLast) {
  Visitor visitor("en");
  visitor.kiosk.sign_in();
  visitor.kiosk.wait_for(app::ReadAloudToggled{});
  const std::string in = visitor.say("verdict.admitted.title");
  const std::string pending = visitor.say("verdict.admitted.pending");
  for (const char* name : {"Anna Oz", "Juris Oz", "Juris Oz"}) {
    const auto heard = visitor.kiosk.scan(name, decided(core::Verdict::admitted, name));
    EXPECT_TRUE(contains(heard, in)) << heard;
    EXPECT_TRUE(contains(heard, name)) << heard;
  }
  for (const char* code : {"K1A", "K1B"}) {
    const auto heard = visitor.kiosk.scan(code, decided(core::Verdict::admitted, ""));
    EXPECT_TRUE(contains(heard, in)) << heard;
    EXPECT_TRUE(contains(heard, pending)) << heard;
  }
  EXPECT_EQ(visitor.kiosk.wait_for(app::TimePassed{}), "") << "and once";
}

TEST(ReadingAloud, EveryScanThatIsNotRecordedIsTold) {
  Visitor visitor("en");
  visitor.kiosk.sign_in();
  visitor.kiosk.wait_for(app::ReadAloudToggled{});
  for (const char* code : {"K1A", "K1B"}) {
    const auto heard = visitor.kiosk.scan_fails(code);
    EXPECT_TRUE(contains(heard, visitor.say("staff.saving_failed"))) << heard;
  }
}

TEST(ReadingAloud, AnAnswerThatIsBeingTypedIsReadWithItsField) {
  Visitor visitor("en");
  core::Meeting meeting = *screens_scenes::sample_meeting();
  core::Question question;
  question.id = {"diet"};
  question.text.by_language = {{"en", "Diet?"}};
  meeting.checkpoints.front().questions = {question};
  visitor.kiosk.happen(app::MeetingChanged{std::make_shared<const core::Meeting>(meeting)});
  visitor.kiosk.sign_in();
  app::DoorEntry entry = decided(core::Verdict::needs_answer, "Anna Oz");
  entry.checkpoint = meeting.checkpoints.front().id;
  entry.questions = {question.id};
  visitor.kiosk.scan("K1A", entry);
  visitor.kiosk.happen(app::FieldFocused{app::FieldId::answer, {}});
  visitor.kiosk.wait_for(app::TextTyped{"Vegan"});
  const std::string heard = visitor.kiosk.wait_for(app::ReadAloudToggled{});
  EXPECT_TRUE(contains(heard, "Diet?, " + visitor.say("speech.role_field") + ", Vegan")) << heard;
}

TEST(ReadingAloud, NamesALetterThatWasTakenBack) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  visitor.press("welcome.register");
  visitor.type({visitor.big("Q")});
  ASSERT_TRUE(visitor.go_to_letter(visitor.say("keyboard.backspace")));
  EXPECT_EQ(visitor.press(), visitor.say("speech.deleted", {{"letter", visitor.big("Q")}}));
}

TEST(ReadingAloud, TheQuestionWhetherSomebodyIsThereIsHeardOnceAndNotEverySecond) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  visitor.press("welcome.register");
  visitor.kiosk.pass(std::chrono::seconds{61});
  const std::string asked = visitor.kiosk.wait_for(app::TimePassed{});
  EXPECT_TRUE(contains(asked, visitor.say("idle.title"))) << asked;
  visitor.kiosk.pass(std::chrono::seconds{1});
  EXPECT_EQ(visitor.kiosk.wait_for(app::TimePassed{}), "");
}

TEST(ReadingAloud, IsOffAndAsLoudAsUsualForTheNextPerson) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  const std::string louder = visitor.say("chrome.volume", {{"n", "4"}, {"count", "5"}});
  ASSERT_TRUE(visitor.go_to(visitor.say("chrome.volume", {{"n", "3"}, {"count", "5"}})));
  EXPECT_EQ(visitor.press(), louder);
  visitor.press("welcome.register");
  visitor.press("chrome.start_over");
  EXPECT_EQ(visitor.kiosk.key(NavKey::next), "") << "it is off again";
  visitor.kiosk.key(NavKey::back);
  visitor.language_ = "lv";  // the meeting's first, for whoever comes next
  EXPECT_TRUE(visitor.go_to(visitor.say("chrome.volume", {{"n", "3"}, {"count", "5"}})));
}

TEST(ReadingAloud, NamesOfLanguagesAreSaidByTheirOwnVoices) {
  Visitor visitor("en");
  visitor.kiosk.key(NavKey::back);
  ASSERT_TRUE(visitor.go_to("Suomi"));
  EXPECT_EQ(visitor.kiosk.voice(), "fi");
}

TEST(ReadingAloud, WelcomeTellsInItsLanguageHowToSwitchItOnAndTheKeyItNamesDoes) {
  for (const std::string language : {"en", "lv", "ru", "sv", "de", "it", "es", "fi"}) {
    Visitor visitor(language);
    const ui::Utterance hint = visitor.kiosk.hint();
    EXPECT_EQ(hint.text, visitor.say("speech.welcome_hint"));
    EXPECT_EQ(hint.language, language);
    EXPECT_TRUE(contains(visitor.kiosk.key(NavKey::back), visitor.say("speech.on")));
  }
}

}  // namespace
