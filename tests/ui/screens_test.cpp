// The attendee's screens over the real model: what touches do, and whether everybody can use them.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "app/update.h"
#include "ui/headless.h"
#include "ui/kiosk_files.h"
#include "ui/screens_scenes.h"
#include "ui/text.h"

namespace {

using screens_scenes::Scene;
using ui_test::Headless;
using ui_test::layouts;
using ui_test::words;

/// A kiosk whose workers are played by the test: actions go through the real update.
class Kiosk {
 public:
  Kiosk() : view_([this](ui::Ui& ui) { screens_.draw(ui, model, {}, out_); }) { show(); }

  void press(std::string_view id) {
    const ui::Vec2 at = view_.centre(id);
    view_.down(at);
    take();
    view_.up(at);
    take();
    view_.wait(1);  // not a double tap
    take();
  }
  void touch(ui::Vec2 at) {
    view_.down(at);
    take();
    view_.up(at);
    take();
  }
  void hold_for(std::string_view id, std::string_view relative) {
    const ui::Vec2 at = view_.centre(id);
    view_.down(at);
    take();
    view_.wait(0.5);
    view_.up(at);
    take();
    press(relative);
  }
  void happen(const app::Action& action) {
    auto [next, done] = app::update(std::move(model), action, now);
    model = std::move(next);
    effects.insert(effects.end(), done.begin(), done.end());
    show();
  }
  [[nodiscard]] bool has(std::string_view id) const { return view_.record().find(id) != nullptr; }
  [[nodiscard]] std::string label(std::string_view id) const {
    const ui::Widget* widget = view_.record().find(id);
    return widget == nullptr ? std::string() : widget->label;
  }
  [[nodiscard]] std::string screen() const { return std::string(app::name_of(model.screen)); }
  template <class Wanted>
  [[nodiscard]] const Wanted* last_effect() const {
    for (auto e = effects.rbegin(); e != effects.rend(); ++e) {
      if (const auto* found = e->template get<Wanted>()) return found;
    }
    return nullptr;
  }

  app::Moment now{core::Instant{}, app::Uptime{1000}};
  app::Model model = app::start(screens_scenes::sample_meeting(), "run", now);
  std::vector<app::Effect> effects;

 private:
  void take() {
    const ui::Actions actions = std::exchange(out_, {});
    for (const app::Action& action : actions) happen(action);
  }
  void show() {
    view_.screen = screen();
    view_.frame();
  }

  ui::Screens screens_{words(), layouts()};
  ui::Actions out_;
  Headless view_;
};

TEST(Screens, AResidentRegistersByTouchAlone) {
  Kiosk kiosk;
  kiosk.press("register");
  ASSERT_EQ(kiosk.screen(), "name");
  kiosk.press("key:ž");
  for (const char* key : {"key:a", "key:n", "key:e"}) kiosk.press(key);
  kiosk.press("family");
  kiosk.press("key:o");
  kiosk.press("key:z");
  kiosk.hold_for("key:o", "relative:ö");
  kiosk.press("next");
  ASSERT_EQ(kiosk.screen(), "where_from");
  kiosk.press("town:daugavpils");
  ASSERT_EQ(kiosk.screen(), "optional");
  kiosk.press("session:participation");
  kiosk.press("gender:undisclosed");
  kiosk.press("photo_opt_out");
  kiosk.press("next");
  ASSERT_EQ(kiosk.screen(), "check");
  kiosk.press("print");
  const auto* wanted = kiosk.last_effect<app::RegisterAttendee>();
  ASSERT_NE(wanted, nullptr);
  EXPECT_EQ(wanted->details.given_name, "Žane");
  EXPECT_EQ(wanted->details.family_name, "Ozö");
  EXPECT_EQ(wanted->details.town, "Daugavpils");
  EXPECT_EQ(wanted->details.gender, core::Gender::undisclosed);
  EXPECT_EQ(wanted->details.sessions, std::vector{core::SessionId{"participation"}});
  EXPECT_TRUE(wanted->details.photo_opt_out);
}

TEST(Screens, AnotherPlaceIsTypedAndItsCountrySearched) {
  Kiosk kiosk;
  kiosk.model = screens_scenes::model_in("en", app::screen::WhereFrom{});
  kiosk.happen(app::Touched{});
  kiosk.press("another_place");
  kiosk.press("key:r");
  kiosk.press("country_search");
  for (const char* key : {"key:e", "key:s", "key:t"}) kiosk.press(key);
  ASSERT_TRUE(kiosk.has("country:EE"));
  EXPECT_FALSE(kiosk.has("country:SE"));
  kiosk.press("country:EE");
  kiosk.press("next");
  EXPECT_EQ(kiosk.screen(), "optional");
  EXPECT_EQ(app::details_of(kiosk.model).town, "R");
  EXPECT_EQ(app::details_of(kiosk.model).country, "EE");
}

TEST(Screens, ChangingTheLanguageKeepsWhatWasTyped) {
  Kiosk kiosk;
  kiosk.model = screens_scenes::name_with("lv", "Žanete", "Ozola", false);
  kiosk.happen(app::Touched{});
  kiosk.press("language");
  ASSERT_TRUE(kiosk.has("lang:fi"));
  kiosk.press("lang:fi");
  EXPECT_EQ(kiosk.model.language, "fi");
  EXPECT_EQ(kiosk.model.draft.given.text, "Žanete");
  EXPECT_FALSE(kiosk.has("lang:fi"));
}

TEST(Screens, ATouchAnywhereSaysThatSomebodyIsThere) {
  Kiosk kiosk;
  kiosk.press("register");
  kiosk.now.up += std::chrono::seconds{61};
  kiosk.happen(app::TimePassed{});
  ASSERT_TRUE(kiosk.model.ask_still_there_until);
  kiosk.touch({5, 5});
  EXPECT_FALSE(kiosk.model.ask_still_there_until);
  EXPECT_EQ(kiosk.screen(), "name");
}

TEST(Screens, StartOverOfTheQuestionLeavesNothing) {
  Kiosk kiosk;
  kiosk.model = screens_scenes::asked(screens_scenes::name_with("lv", "Žanete", "", false));
  kiosk.now.up = std::chrono::seconds{69};
  kiosk.happen(app::TimePassed{});
  ASSERT_TRUE(kiosk.has("still_here"));
  kiosk.press("start_over");
  EXPECT_EQ(kiosk.screen(), "welcome");
  EXPECT_TRUE(kiosk.model.draft.given.text.empty());
}

TEST(Screens, AFullSessionCannotBeChosen) {
  Kiosk kiosk;
  kiosk.model = screens_scenes::full_session("en");
  kiosk.happen(app::Touched{});
  kiosk.press("session:integration");
  EXPECT_TRUE(kiosk.model.draft.sessions.empty());
}

// ---- everybody can use them

struct Place {
  ui::Vec2 size;
  float px_per_mm;
};
const std::array<Place, 4> kPlaces = {
    {{{1920, 1080}, 3.78F}, {{1080, 1920}, 3.78F}, {{1280, 800}, 4.F}, {{1024, 768}, 3.37F}}};

void expect_inside(const ui::FrameRecord& record, ui::Vec2 size) {
  for (const ui::Widget& w : record.widgets) {
    if (w.cut) continue;
    EXPECT_GE(w.rect.x, -1) << w.id << w.label;
    EXPECT_LE(w.rect.right(), size.x + 1) << w.id << w.label;
    EXPECT_LE(w.rect.bottom(), size.y + 1) << w.id << w.label;
  }
}

/// A text's box is as high as what was drawn of it; all its lines need as much.
void expect_whole_texts(const ui::Ui& ui, const ui::FrameRecord& record) {
  for (const ui::Widget& w : record.widgets) {
    if (w.role != ui::Role::text && w.role != ui::Role::heading) continue;
    for (const ui::Type type :
         {ui::Type::display, ui::Type::title, ui::Type::body, ui::Type::label}) {
      const float em = ui::em_mm(type, ui.density());
      if (w.text_mm != em || (type == ui::Type::body && w.role == ui::Role::heading)) continue;
      EXPECT_LE(ui::text_height(ui, type, w.label, w.rect.w), w.rect.h + 1)
          << w.id << " is shortened: " << w.label;
    }
  }
}

void expect_good(const Place& place, const std::string& language, bool large, bool contrast) {
  const ui::Theme& theme = contrast ? ui::high_contrast_theme() : ui::light_theme();
  const ui::Density density{place.px_per_mm, large};
  ui::Screens screens{words(), layouts()};
  ui::Actions out;
  auto all = screens_scenes::scenes(language, {});
  const Scene* shown = &all.front();
  Headless view([&](ui::Ui& ui) { screens.draw(ui, shown->model, shown->pictures, out); },
                {place.size, density, &theme});
  for (const Scene& scene : all) {
    SCOPED_TRACE(scene.name + " " + language + " " + std::to_string(int(place.size.x)) +
                 (large ? " large" : "") + (contrast ? " contrast" : ""));
    shown = &scene;
    view.screen = std::string(app::name_of(scene.model.screen));
    view.frame();
    ui_test::expect_usable(view.record(), density, place.size);
    expect_inside(view.record(), place.size);
    if (!large) expect_whole_texts(view.ui(), view.record());
  }
}

TEST(AttendeeScreens, AreUsableInEveryLanguageAndSize) {
  for (const Place& place : kPlaces) {
    for (const std::string& language : screens_scenes::sample_meeting()->languages) {
      expect_good(place, language, false, false);
    }
  }
}

TEST(AttendeeScreens, AreUsableWithLargerTextAndHighContrast) {
  for (const Place& place : kPlaces) {
    for (const std::string language : {"lv", "de", "ru"}) expect_good(place, language, true, true);
  }
}

TEST(AttendeeScreens, AreUsableOnTheLargestScreensBothWaysUp) {
  for (const std::string language : {"de", "fi"}) {
    expect_good({{3840, 2160}, 6.4F}, language, false, false);
    expect_good({{2160, 3840}, 6.4F}, language, true, false);
  }
}

TEST(Screens, AMeetingTextThatALanguageLacksIsGivenInEnglish) {
  Kiosk kiosk;
  auto meeting = *screens_scenes::sample_meeting();
  meeting.name.by_language = {{"lv", "Tikšanās"}, {"en", "Meeting"}};
  kiosk.model = screens_scenes::model_in("fi", app::screen::Welcome{});
  kiosk.model.meeting = std::make_shared<const core::Meeting>(meeting);
  kiosk.happen(app::Touched{});
  EXPECT_EQ(kiosk.label("meeting"), "Meeting");
  meeting.name.by_language.erase("en");
  kiosk.model.meeting = std::make_shared<const core::Meeting>(meeting);
  kiosk.happen(app::Touched{});
  EXPECT_EQ(kiosk.label("meeting"), "Tikšanās");
}

// ---- low reach

void expect_low(const Place& place, const std::string& language, bool large, float least_y) {
  const ui::Density density{place.px_per_mm, large};
  ui::Screens screens{words(), layouts()};
  ui::Actions out;
  auto all = screens_scenes::scenes(language, {});
  const Scene* shown = &all.front();
  Headless view([&](ui::Ui& ui) { screens.draw(ui, shown->model, shown->pictures, out); },
                {place.size, density, &ui::light_theme()});
  for (Scene& scene : all) {
    SCOPED_TRACE(scene.name + " " + language + (large ? " large" : ""));
    scene.model.settings.low_reach = true;
    shown = &scene;
    view.screen = std::string(app::name_of(scene.model.screen));
    view.frame();
    ui_test::expect_usable(view.record(), density, place.size);
    expect_inside(view.record(), place.size);
    for (const ui::Widget& w : view.record().widgets) {
      EXPECT_TRUE(w.hidden || w.rect.y >= least_y) << w.id << w.label << " is out of reach";
    }
  }
}

TEST(LowReach, AllIsInTheLowerHalfOfAnUprightScreenInEveryLanguage) {
  for (const std::string& language : screens_scenes::sample_meeting()->languages) {
    expect_low({{1080, 1920}, 3.78F}, language, false, 960);
  }
}

TEST(LowReach, AllIsAsLowAsItCanBeOnAScreenThatLies) {
  expect_low({{1920, 1080}, 3.6F}, "de", false, 1080 - 228 * 3.6F - 1);
  expect_low({{1024, 768}, 3.37F}, "lv", true, 0);
}

TEST(LowReach, IsOneTouchAndOneBackAndGoesWithThePerson) {
  Kiosk kiosk;
  kiosk.press("register");
  kiosk.press("low_reach");
  EXPECT_TRUE(kiosk.model.settings.low_reach);
  kiosk.press("low_reach");
  EXPECT_FALSE(kiosk.model.settings.low_reach);
  kiosk.press("low_reach");
  kiosk.press("start_over");
  EXPECT_FALSE(kiosk.model.settings.low_reach);
}

}  // namespace
