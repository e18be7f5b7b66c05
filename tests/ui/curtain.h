// Somebody who sees nothing at a kiosk behind a curtain: four keys go in, words come out.
#pragma once

#include <gtest/gtest.h>

#include "app/update.h"
#include "ui/headless.h"
#include "ui/kiosk_files.h"
#include "ui/narrator.h"
#include "ui/screens_scenes.h"

namespace ui_test {

using ui::NavKey;

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
    narrator_.note(action);
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
  /// A badge at the desk, and what the store says of it; what was said then.
  std::string scan(const std::string& text, app::DoorEntry entry) {
    entry.nonce = show(text);
    return wait_for(app::ScanDecided{entry});
  }
  std::string scan_fails(const std::string& text) {
    return wait_for(app::ScanFailed{show(text), {core::Failure::storage, "Full.", "", {}}});
  }
  /// At the door, as staff.
  void sign_in() {
    happen(app::StaffPressed{});
    for (const char digit : {'2', '4', '6', '8'}) happen(app::DigitPressed{digit});
    happen(app::NextPressed{});
    wait_for(app::PinChecked{core::Role::staff, app::screen::Pin::Answer::none, {}});
  }
  void pass(std::chrono::seconds time) { now_.up += time; }

 private:
  /// Returns the nonce under which the scan goes to the store.
  std::string show(const std::string& code) {
    happen(app::BadgeScanned{code});
    std::string nonce;
    for (const app::Effect& effect : effects_) {
      if (const auto* sent = effect.get<app::RecordScan>()) nonce = sent->command.nonce;
    }
    return nonce;
  }
  void take() {
    // As the loop does: a frame is heard before what was pressed in it is done.
    const ui::Actions actions = std::exchange(out_, {});
    if (const auto said = narrator_.hear(model_, view_.record(), view_.ui().focus())) {
      heard_ += (heard_.empty() ? "" : ". ") + said->text;
      voice_ = said->language;
    }
    for (const app::Action& action : actions) happen(action);
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

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace ui_test
