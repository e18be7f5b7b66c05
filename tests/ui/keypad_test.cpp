// Every screen by a keypad of four keys: previous, next, activate, back.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "ui/desk_scenes.h"
#include "ui/headless.h"
#include "ui/kiosk_files.h"
#include "ui/screens_scenes.h"

namespace {

using ui::NavKey;
using ui_test::Headless;
using ui_test::layouts;
using ui_test::words;

/// One moment of one screen, and what its widgets say when they are pressed.
class Moment {
 public:
  Moment(app::Model model, const ui_test::Setup& setup)
      : model_(std::move(model)),
        view_([this](ui::Ui& ui) { screens_.draw(ui, model_, {}, out); }, setup) {
    view_.screen = std::string(app::name_of(model_.screen));
    view_.frame();
    view_.frame();
  }
  void key(NavKey key) {
    out.clear();
    view_.key(key);
    view_.frame();
  }
  [[nodiscard]] const ui::FrameRecord& record() const { return view_.record(); }
  [[nodiscard]] std::string focus() { return view_.ui().focus(); }

  ui::Actions out;

 private:
  app::Model model_;
  ui::Screens screens_{words(), layouts()};
  Headless view_;
};

std::set<std::string> targets(const ui::FrameRecord& record) {
  std::set<std::string> ids;
  for (const ui::Widget& w : record.widgets) {
    if (ui::can_focus(w)) ids.insert(w.id);
  }
  return ids;
}

std::string looks(const ui::FrameRecord& record) { return ui::to_json_lines(record); }

bool on_row(Moment& moment) { return moment.focus().starts_with("keys:"); }

/// The next in the order that goes into every row of keys and, at its end, on to the row below.
void step(Moment& moment) {
  const bool was_in_row = moment.focus().starts_with("key:");
  if (on_row(moment)) return moment.key(NavKey::activate);
  moment.key(NavKey::next);
  if (was_in_row && on_row(moment)) moment.key(NavKey::next);
}

void go_to(Moment& moment, const std::string& id) {
  for (int i = 0; i < 100 && moment.focus() != id; ++i) step(moment);
  ASSERT_EQ(moment.focus(), id);
}

/// A long name in larger letters may be higher than a short list: nothing above or below it is
/// seen.
bool fills_its_list(const ui::FrameRecord& record, const ui::Widget& row) {
  return std::none_of(record.widgets.begin(), record.widgets.end(), [&row](const ui::Widget& o) {
    const bool beside = o.rect.y < row.rect.bottom() && o.rect.bottom() > row.rect.y;
    return o.scroller == row.scroller && !o.hidden && !beside;
  });
}

/// Round the whole screen once: what had the focus, what was there.
void expect_all_reached(Moment& moment) {
  constexpr int kMost = 600;  // the countries of the world and a keyboard
  const std::set<std::string> at_first = targets(moment.record());
  std::set<std::string> reached;
  std::set<std::string> seen;
  for (int i = 0; i < kMost; ++i) {
    step(moment);
    const ui::Widget* w = moment.record().find(moment.focus());
    ASSERT_NE(w, nullptr) << moment.focus() << " has the focus and is not in view";
    EXPECT_TRUE(w->focused) << w->id;
    const bool cut = w->cut && w->role != ui::Role::region && !fills_its_list(moment.record(), *w);
    EXPECT_FALSE(cut) << w->id << " is not wholly in view";
    seen.merge(targets(moment.record()));
    if (!reached.insert(moment.focus()).second) break;
  }
  EXPECT_EQ(reached, seen);
  EXPECT_GE(reached.size(), at_first.size());
}

/// Each does something when it is pressed: an action, or something that is seen.
void expect_all_pressed(Moment& moment) {
  std::set<std::string> pressed;
  while (true) {
    step(moment);
    const std::string id = moment.focus();
    if (on_row(moment)) continue;
    if (!pressed.insert(id).second || pressed.size() > 80) return;
    const std::string before = looks(moment.record());
    moment.key(NavKey::activate);
    EXPECT_TRUE(!moment.out.empty() || looks(moment.record()) != before) << id << " does nothing";
    // What it opened is closed again; what is not open asks to go back.
    if (moment.record().find("language_close") != nullptr || moment.focus() != id) {
      moment.key(NavKey::back);
      EXPECT_TRUE(moment.out.empty()) << id;
    }
  }
}

const std::vector<ui_test::Setup>& setups() {
  static const std::vector<ui_test::Setup> all = {
      {{1920, 1080}, {3.78F, false}, &ui::light_theme()},
      {{1024, 768}, {3.37F, true}, &ui::high_contrast_theme()}};
  return all;
}

std::vector<std::pair<std::string, app::Model>> moments(const std::string& language) {
  std::vector<std::pair<std::string, app::Model>> all;
  for (auto& s : screens_scenes::scenes(language, {})) all.emplace_back(s.name, std::move(s.model));
  for (auto& s : desk_gallery::scenes(language)) all.emplace_back(s.name, std::move(s.model));
  return all;
}

TEST(Keypad, ReachesEveryWidgetOfEveryScreenInView) {
  for (const auto& setup : setups()) {
    for (const auto& [name, model] : moments("lv")) {
      SCOPED_TRACE(name);
      Moment moment(model, setup);
      if (!targets(moment.record()).empty()) expect_all_reached(moment);
    }
  }
}

TEST(Keypad, PressesEveryWidgetOfEveryScreen) {
  for (const auto& [name, model] : moments("de")) {
    SCOPED_TRACE(name);
    Moment moment(model, setups().front());
    if (!targets(moment.record()).empty()) expect_all_pressed(moment);
  }
}

TEST(Keypad, PreviousGoesTheOtherWayRound) {
  Moment moment(screens_scenes::model_in("en", app::screen::Name{}), setups().front());
  moment.key(NavKey::next);
  const std::string first = moment.focus();
  moment.key(NavKey::next);
  moment.key(NavKey::previous);
  EXPECT_EQ(moment.focus(), first);
}

TEST(Keypad, TheHeaderComesLast) {
  Moment moment(screens_scenes::model_in("en", app::screen::Welcome{}), setups().front());
  moment.key(NavKey::next);
  EXPECT_EQ(moment.focus(), "register");
  moment.key(NavKey::previous);
  EXPECT_EQ(moment.record().find(moment.focus())->rect.y,
            moment.record().find("larger_text")->rect.y);
}

TEST(Keypad, AKeyHeldDownOffersTheRelativesOfItsLetter) {
  Moment moment(screens_scenes::model_in("en", app::screen::Name{}), setups().front());
  go_to(moment, "key:o");
  moment.key(NavKey::activate);
  moment.key(NavKey::hold);
  ASSERT_TRUE(moment.focus().starts_with("relative:")) << moment.focus();
  while (moment.focus() != "relative:Ö") moment.key(NavKey::next);
  moment.key(NavKey::activate);
  ASSERT_EQ(moment.out.size(), 1U);
  EXPECT_EQ(moment.out.front().get<app::LetterReplaced>()->text, "Ö");
  EXPECT_EQ(moment.focus(), "key:o");
}

TEST(Keypad, BackTakesAwayWhatIsOfferedBeforeItLeavesTheScreen) {
  Moment moment(screens_scenes::model_in("en", app::screen::Name{}), setups().front());
  go_to(moment, "key:o");
  moment.key(NavKey::activate);
  moment.key(NavKey::hold);
  moment.key(NavKey::back);
  EXPECT_TRUE(moment.out.empty());
  EXPECT_EQ(moment.focus(), "key:o");
  moment.key(NavKey::back);
  EXPECT_TRUE(on_row(moment)) << "out of the row first";
  EXPECT_TRUE(moment.out.empty());
  moment.key(NavKey::back);
  ASSERT_EQ(moment.out.size(), 1U);
  EXPECT_TRUE(moment.out.front().is<app::BackPressed>());
}

TEST(Keypad, GoesFromRowToRowOfKeysAndIntoOne) {
  Moment moment(screens_scenes::model_in("lv", app::screen::Name{}), setups().front());
  const auto letters_of = [&](const std::string& row) {
    std::vector<std::string> ids;
    for (const ui::Widget& w : moment.record().widgets) {
      if (w.is_key && "keys:" + std::to_string(w.key_row) == row) ids.push_back(w.id);
    }
    return ids;
  };
  while (!on_row(moment)) moment.key(NavKey::next);
  for (std::string row = moment.focus(); on_row(moment); row = moment.focus()) {
    const auto ids = letters_of(row);
    moment.key(NavKey::activate);
    EXPECT_EQ(moment.focus(), ids.front());
    EXPECT_TRUE(moment.out.empty()) << "going in types nothing";
    moment.key(NavKey::previous);
    EXPECT_EQ(moment.focus(), row) << "out at its beginning";
    moment.key(NavKey::activate);
    for (std::size_t i = 1; i < ids.size(); ++i) moment.key(NavKey::next);
    EXPECT_EQ(moment.focus(), ids.back());
    moment.key(NavKey::next);
    EXPECT_EQ(moment.focus(), row) << "out at its end";
    moment.key(NavKey::next);
  }
}

TEST(Keypad, ArrowsGoUpAndDownThroughTheRows) {
  Moment moment(screens_scenes::model_in("en", app::screen::Name{}), setups().front());
  go_to(moment, "key:s");
  moment.key(NavKey::up);
  EXPECT_TRUE(moment.focus() == "key:w" || moment.focus() == "key:e") << moment.focus();
  moment.key(NavKey::right);
  moment.key(NavKey::down);
  EXPECT_TRUE(moment.focus() == "key:d" || moment.focus() == "key:f") << moment.focus();
}

TEST(Keypad, TabMovesTheTypingFromFieldToField) {
  Moment moment(screens_scenes::model_in("en", app::screen::Name{}), setups().front());
  moment.key(NavKey::tab);
  EXPECT_EQ(moment.focus(), "family") << "the given name is being typed already";
  ASSERT_EQ(moment.out.size(), 1U);
  EXPECT_EQ(moment.out.front().get<app::FieldFocused>()->field, app::FieldId::family);
}

TEST(Keypad, TheRingIsAMillimetreWideAndSeenOnEveryGround) {
  for (const ui::Theme* theme : {&ui::light_theme(), &ui::high_contrast_theme()}) {
    for (const ui::Colour ground :
         {theme->background, theme->surface, theme->raised, theme->soft}) {
      EXPECT_GE(ui::contrast(theme->focus, ground), 3.0);
    }
    // On filled grounds the inner line carries it.
    for (const ui::Colour ground : {theme->primary, theme->admitted_fill, theme->stop_fill}) {
      EXPECT_GE(
          std::max(ui::contrast(theme->background, ground), ui::contrast(theme->focus, ground)),
          3.0);
    }
  }
}

}  // namespace
