#include "ui/keyboard.h"

#include <array>
#include <random>

#include "ui/headless.h"
#include "ui/utf8.h"

namespace {

using ui::Ui;
using ui_test::Headless;

// A field and the keyboard under it, with the model's part played by a string.
struct Typing {
  explicit Typing(const std::string& code = "lv", bool capitals = false)
      : layout(ui::load_keyboard_layout(KIOSK_SOURCE_DIR "/assets/keyboards/" + code + ".toml")
                   .value()),
        capitals_(capitals) {}

  ui::KeyboardLayout layout;
  std::string text;
  std::string chosen_layout;
  int nexts = 0;
  ui::Keyboard keyboard;
  bool capitals_;
  std::vector<ui::LayoutName> others{{"lv", "Latviešu"}, {"ru", "Русский"}};
  Headless screen{[this](Ui& ui) { draw(ui); }};

  void draw(Ui& ui) {
    std::vector<ui::KeyboardEvent> events;
    const float height = ui::Keyboard::height(ui, layout);
    keyboard.draw(ui, {0, ui.screen().h - height, ui.screen().w, height},
                  {&layout, others, text, capitals_, "Next"}, events);
    for (const auto& event : events) take(event);
  }
  void take(const ui::KeyboardEvent& event) {
    if (const auto* typed = std::get_if<ui::KeyTyped>(&event)) text += typed->text;
    if (const auto* replaced = std::get_if<ui::KeyReplaced>(&event)) {
      erase();
      text += replaced->text;
    }
    if (std::holds_alternative<ui::KeyErased>(event)) erase();
    if (std::holds_alternative<ui::KeyNext>(event)) ++nexts;
    if (const auto* chosen = std::get_if<ui::LayoutChosen>(&event)) chosen_layout = chosen->code;
  }
  void erase() { text.resize(ui::utf8::before(text, text.size())); }
  void type(const std::vector<std::string>& keys) {
    for (const auto& key : keys) screen.press("key:" + key);
  }
  void hold(std::string_view id) {
    screen.down(id);
    screen.wait(ui::kLongPressSeconds + 0.01);
  }
};

TEST(Keyboard, TypesWhenTheFingerComesDown) {
  Typing t;
  t.screen.down("key:a");
  EXPECT_EQ(t.text, "a");
  t.screen.up("key:a");
  EXPECT_EQ(t.text, "a");
}

TEST(Keyboard, ASecondThumbDoesNotCostTheFirstItsLetter) {
  Typing t;
  t.screen.down(t.screen.centre("key:k"), 1);
  t.screen.down(t.screen.centre("key:a"), 2);
  t.screen.up(t.screen.centre("key:k"), 1);
  t.screen.up(t.screen.centre("key:a"), 2);
  EXPECT_EQ(t.text, "ka");
}

// Each thumb comes down before the other is lifted, at any place in a key, in frames of any length.
TEST(Keyboard, OfTwoThumbsAtSpeedNothingIsLost) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  using Kind = ui::PointerEvent::Kind;
  Typing t;
  const std::string letters = "asdfghjklerti";
  std::string meant;
  std::vector<ui::PointerEvent> events;
  std::array<std::optional<ui::Vec2>, 2> down;
  for (int i = 0; i < 400; ++i) {
    const auto thumb = static_cast<std::size_t>(i % 2);
    const int pointer = static_cast<int>(thumb);
    if (down[thumb]) events.push_back({Kind::up, *down[thumb], pointer});
    const char letter = letters[random() % letters.size()];
    const ui::Rect key = t.screen.record().find(std::string("key:") + letter)->rect.inset(4);
    down[thumb] = ui::Vec2{key.x + static_cast<float>(random() % 100) / 100 * key.w,
                           key.y + static_cast<float>(random() % 100) / 100 * key.h};
    events.push_back({Kind::down, *down[thumb], pointer});
    meant += letter;
    if (random() % 3 != 0) t.screen.frame(std::exchange(events, {}));
  }
  t.screen.frame(std::exchange(events, {}));
  EXPECT_EQ(t.text, meant);
}

TEST(Keyboard, AnswersATouchInTheFrameThatSeesIt) {
  Typing t;
  t.screen.down("key:a");
  EXPECT_TRUE(t.screen.record().find("key:a")->pressed);
  EXPECT_EQ(t.text, "a");
}

TEST(Keyboard, KeepsTheOrderOfTouchesWithinOneFrame) {
  Typing t("lv", true);
  using Kind = ui::PointerEvent::Kind;
  const auto s = t.screen.centre("key:s");
  const auto a = t.screen.centre("key:a");
  t.screen.frame({{Kind::down, s, 0}, {Kind::up, s, 0}, {Kind::down, a, 0}, {Kind::up, a, 0}});
  EXPECT_EQ(t.text, "Sa");
}

TEST(Keyboard, NamesStartWithACapitalAfterSpaceAndHyphen) {
  Typing t("lv", true);
  t.type({"a", "n", "n", "a", "-", "e", "v", "a", "space", "k", "'", "a"});
  EXPECT_EQ(t.text, "Anna-Eva K'a");
}

TEST(Keyboard, ShiftIsForOneLetterAndLocksWhenTappedTwice) {
  Typing t;
  t.type({"shift", "a", "a"});
  EXPECT_EQ(t.text, "Aa");
  t.screen.wait(1);
  t.type({"shift", "shift", "a", "b"});
  EXPECT_EQ(t.text, "AaAB");
  t.screen.wait(1);
  t.type({"shift", "a", "b"});
  EXPECT_EQ(t.text, "AaABab");
}

TEST(Keyboard, ShiftTurnsAnAutomaticCapitalOff) {
  Typing t("lv", true);
  t.type({"shift", "v", "a"});
  EXPECT_EQ(t.text, "va");
}

TEST(Keyboard, ALongPressOffersRelativesAndSlidingToOneReplacesTheLetter) {
  Typing t("en");
  t.hold("key:e");
  EXPECT_EQ(t.text, "e");
  const auto at = t.screen.centre("relative:ē");
  t.screen.move(at);
  t.screen.up(at);
  EXPECT_EQ(t.text, "ē");
  t.screen.frame();
  EXPECT_EQ(t.screen.record().find("relative:ē"), nullptr);
}

TEST(Keyboard, TheOfferStaysForATapAfterTheFingerIsLifted) {
  Typing t("en", true);
  t.hold("key:e");
  t.screen.up("key:e");
  t.screen.press("relative:Ē");
  EXPECT_EQ(t.text, "Ē");
}

TEST(Keyboard, TheNextLetterClosesTheOfferAndIsTyped) {
  Typing t("en");
  t.hold("key:e");
  t.screen.up("key:e");
  t.screen.press("key:l");
  EXPECT_EQ(t.text, "el");
  t.screen.frame();
  EXPECT_EQ(t.screen.record().find("relative:ē"), nullptr);
}

TEST(Keyboard, AnOfferDoesNotLetTouchesThrough) {
  Typing t("lv");
  t.hold("key:e");
  t.screen.up("key:e");
  t.screen.press("relative:è");
  EXPECT_EQ(t.text, "è") << "a letter of the row below was typed as well";
}

TEST(Keyboard, AHeldBackspaceRepeats) {
  Typing t;
  t.text = "Bērziņa";
  t.screen.down("key:backspace");
  EXPECT_EQ(t.text, "Bērziņ");
  t.screen.wait(ui::kRepeatAfterSeconds + 0.01);
  EXPECT_EQ(t.text, "Bērzi");
  t.screen.wait(ui::kRepeatEverySeconds + 0.01);
  EXPECT_EQ(t.text, "Bērz");
  t.screen.up("key:backspace");
  t.screen.wait(1);
  EXPECT_EQ(t.text, "Bērz");
}

TEST(Keyboard, AsksToBeWokenForALongPress) {
  Typing t;
  t.screen.down("key:a");
  ASSERT_TRUE(t.screen.ui().next_deadline());
  EXPECT_LE(*t.screen.ui().next_deadline(), t.screen.now() + ui::kLongPressSeconds);
  t.screen.up("key:a");
  t.screen.wait(1);
  EXPECT_FALSE(t.screen.ui().next_deadline());
}

TEST(Keyboard, OffersLayouts) {
  Typing t;
  t.screen.press("key:layout");
  t.screen.press("layout:ru");
  EXPECT_EQ(t.chosen_layout, "ru");
  EXPECT_EQ(t.text, "");
}

TEST(Keyboard, TheLayoutKeyAlsoClosesItsOffer) {
  Typing t;
  t.screen.press("key:layout");
  t.screen.press("key:layout");
  t.screen.frame();
  EXPECT_EQ(t.screen.record().find("layout:ru"), nullptr);
}

TEST(Keyboard, ATouchElsewhereClosesTheOffer) {
  Typing t;
  t.screen.press("key:layout");
  t.screen.down(ui::Vec2{5, 5});
  t.screen.frame();
  EXPECT_EQ(t.screen.record().find("layout:ru"), nullptr);
}

TEST(Keyboard, NextIsNext) {
  Typing t;
  t.screen.press("key:next");
  EXPECT_EQ(t.nexts, 1);
  EXPECT_EQ(t.screen.record().find("key:next")->label, "Next");
}

TEST(Keyboard, TheKeysLabelsShowWhatTheyWillType) {
  Typing t("lv", true);
  EXPECT_EQ(t.screen.record().find("key:a")->label, "A");
  t.type({"a"});
  t.screen.frame();
  EXPECT_EQ(t.screen.record().find("key:a")->label, "a");
}

}  // namespace
