// Somebody who sees nothing registers: four keys, and the words that are read aloud.
#include <gtest/gtest.h>

#include "app/update.h"
#include "ui/headless.h"
#include "ui/kiosk_files.h"
#include "ui/narrator.h"
#include "ui/screens_scenes.h"

namespace {

using ui::NavKey;
using ui_test::Headless;
using ui_test::layouts;
using ui_test::words;

/// A kiosk behind a curtain: keys go in, words come out.
class Curtain {
 public:
  explicit Curtain(const std::string& language)
      : view_([this](ui::Ui& ui) { screens_.draw(ui, model_, {}, out_); }) {
    happen(app::LanguageChosen{language});
    settle();
  }
  /// What was said since the key went down; empty: nothing new.
  std::string key(NavKey key) {
    heard_.clear();
    happen(app::Touched{});
    view_.frame({}, {key});
    take();
    settle();
    return heard_;
  }
  void happen(const app::Action& action) {
    auto [next, effects] = app::update(std::move(model_), action, now_);
    model_ = std::move(next);
    for (app::Effect& effect : effects) {
      if (effect.is<app::ForgetPerson>()) {
        screens_.forget();
        narrator_.forget();
        view_.ui().forget();
      }
      effects_.push_back(std::move(effect));
    }
  }
  std::string wait_for(const app::Action& action) {
    heard_.clear();
    happen(action);
    settle();
    return heard_;
  }
  [[nodiscard]] const std::vector<app::Effect>& effects() const { return effects_; }
  [[nodiscard]] const std::string& voice() const { return voice_; }
  [[nodiscard]] const ui::Narrator& narrator() const { return narrator_; }
  [[nodiscard]] ui::Utterance hint() const { return narrator_.hint(model_); }
  void pass(std::chrono::seconds time) { now_.up += time; }

 private:
  void take() {
    const ui::Actions actions = std::exchange(out_, {});
    for (const app::Action& action : actions) happen(action);
    if (const auto said = narrator_.hear(model_, view_.record(), view_.ui().focus())) {
      heard_ += (heard_.empty() ? "" : ". ") + said->text;
      voice_ = said->language;
    }
  }
  void settle() {
    for (int i = 0; i < 3; ++i) {
      view_.screen = std::string(app::name_of(model_.screen));
      view_.frame();
      take();
    }
  }

  app::Moment now_{core::Instant{}, app::Uptime{1000}};
  app::Model model_ = app::start(screens_scenes::sample_meeting(), "run", now_);
  std::vector<app::Effect> effects_;
  ui::Screens screens_{words(), layouts()};
  ui::Narrator narrator_{words()};
  ui::Actions out_;
  std::string heard_;
  std::string voice_;
  Headless view_;
};

/// Knows the words of a language and nothing of the screen.
class Visitor {
 public:
  explicit Visitor(const std::string& language) : language_(language), kiosk(language) {}

  /// Goes on until something that begins with these words is read; false if it comes round again.
  testing::AssertionResult go_to(const std::string& wanted) {
    return go_on([&] { return is(heard, wanted); }, wanted);
  }
  /// The same into every row of keys, and past it again if the letter is not there.
  testing::AssertionResult go_to_letter(const std::string& letter) {
    if (is(heard, letter)) return testing::AssertionSuccess();
    bool inside = false;
    return go_on(
        [&] {
          const bool row = is_row(heard);
          if (row && !inside) heard = press();
          inside = row != inside;
          return is(heard, letter);
        },
        letter);
  }
  std::string press() { return kiosk.key(NavKey::activate); }
  std::string press(std::string_view message) {
    EXPECT_TRUE(go_to(say(message)));
    return press();
  }
  /// Letter by letter, each heard again as it is typed.
  void type(const std::vector<std::string>& letters) {
    for (const std::string& letter : letters) {
      ASSERT_TRUE(go_to_letter(letter));
      EXPECT_EQ(press(), letter);
      kiosk.key(NavKey::back);  // out of the row
      heard.clear();
    }
  }
  std::string say(std::string_view key, const i18n::Values& values = {}) const {
    return words().text(language_, key, values);
  }
  std::string big(const std::string& letter) const {
    return say("speech.capital", {{"letter", letter}});
  }

  std::string language_;
  Curtain kiosk;
  std::string heard;  ///< at the last step

 private:
  template <class There>
  testing::AssertionResult go_on(There there, const std::string& wanted) {
    for (int i = 0; i < 400; ++i) {
      heard = kiosk.key(NavKey::next);
      if (there()) return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << "nothing is called " << wanted;
  }
  bool is_row(const std::string& text) const {
    const std::string sentence = say("speech.key_row");
    return text.starts_with(sentence.substr(0, sentence.find('{')));
  }
  static bool is(const std::string& heard, const std::string& wanted) {
    return heard == wanted || heard.starts_with(wanted + ",") || heard.starts_with(wanted + ".");
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

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
