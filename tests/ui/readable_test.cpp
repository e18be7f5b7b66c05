// Every text of every screen in every language on every size, with larger text too: all of it can
// be read, and every target touched.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>

#include "ui/desk_scenes.h"
#include "ui/headless.h"
#include "ui/kiosk_files.h"
#include "ui/screens_scenes.h"

namespace {

using ui::DrawnText;
using ui_test::Headless;
using ui_test::layouts;
using ui_test::words;

/// What is wrong, once for each place of a screen, and where it was seen.
class Findings {
 public:
  void at(std::string where) { where_ = std::move(where); }
  void on(std::string scene) { scene_ = std::move(scene); }
  void add(const std::string& what, const std::string& words) {
    Found& found = all_[scene_ + ": " + what];
    found.where.insert(where_);
    if (found.words.size() < words.size()) found.words = words;
  }
  ~Findings() {
    for (const auto& [what, found] : all_) {
      std::string where;
      for (const std::string& one : found.where) where += " " + one;
      ADD_FAILURE() << what << " '" << found.words << "'" << where;
    }
  }
  Findings() = default;
  Findings(const Findings&) = delete;
  Findings& operator=(const Findings&) = delete;

 private:
  struct Found {
    std::set<std::string> where;
    std::string words;
  };
  std::string where_;
  std::string scene_;
  std::map<std::string, Found> all_;
};

/// Paths, addresses and checksums have no places to break at.
bool has_no_breaks(const std::string& text) {
  return text.find_first_of("/@_#") != std::string::npos ||
         std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// Letters stand in the middle of their line.
ui::Rect letters_of(const DrawnText& text) { return text.rect.inset(1, text.rect.h * 0.12F); }

const ui::Widget* owner_of(const ui::FrameRecord& record, const DrawnText& text) {
  return text.owner.empty() ? nullptr : record.find(text.owner);
}

/// A field that is typed into scrolls; every other shows all it holds.
bool may_scroll(const ui::FrameRecord& record, const DrawnText& text) {
  const ui::Widget* field = owner_of(record, text);
  return text.typed && field != nullptr && field->focused;
}

struct Look {
  ui::Vec2 size;
  ui::Density density;
  bool at_the_desk = false;
};

void find_cut_texts(const ui::FrameRecord& record, const Look& look, Findings& findings) {
  std::vector<const DrawnText*> before;
  for (const DrawnText& text : record.texts) {
    const std::string who = text.owner.empty() ? "text" : text.owner;
    const ui::Rect at = letters_of(text);
    if (text.shortened) findings.add(who + " is shortened", text.words);
    if (text.broken && !text.typed && !has_no_breaks(text.words))
      findings.add(who + " breaks a word", text.words);
    if (text.too_low && !text.scrolled) findings.add(who + " is higher than its place", text.words);
    if (text.clipped_sideways && !may_scroll(record, text)) {
      findings.add(who + " is cut at the side", text.words);
    }
    if (text.scrolled) continue;
    if (at.x < 0 || at.y < 0 || at.right() > look.size.x || at.bottom() > look.size.y) {
      findings.add(who + " is off the screen", text.words);
    }
    for (const DrawnText* other : before) {
      if (!ui::overlap(at, letters_of(*other))) continue;
      findings.add(who + " lies over " + other->owner, text.words + "' over '" + other->words);
    }
    before.push_back(&text);
  }
}

/// What an attendee has to read has capitals of 6.1 mm; a label at the desk is 6.5 mm of type.
void find_small_texts(const ui::FrameRecord& record, const Look& look, Findings& findings) {
  const float least = (look.at_the_desk ? ui::em_mm(ui::Type::label) : ui::em_mm(ui::Type::body)) *
                      look.density.text_scale();
  for (const DrawnText& text : record.texts) {
    if (text.em_mm < least) findings.add(text.owner + " is small", text.words);
  }
}

void find_bad_targets(const ui::FrameRecord& record, const Look& look, Findings& findings) {
  const ui::Rect whole = ui::Rect{0, 0, look.size.x, look.size.y}.inset(-1);
  std::vector<const ui::Widget*> before;
  for (const ui::Widget& w : record.widgets) {
    if (!w.is_target || w.cut || w.inert || w.on_top || w.role == ui::Role::region) continue;
    const float least = look.density.px(w.is_key ? ui::kKeyMm : ui::kTargetMm) - 0.5F;
    if (w.rect.w < least || w.rect.h < least) findings.add(w.id + " is a small target", w.label);
    if (ui::intersection(w.rect, whole) != w.rect)
      findings.add(w.id + " is off the screen", w.label);
    for (const ui::Widget* other : before) {
      if (ui::overlap(w.rect, other->rect)) findings.add(w.id + " overlaps " + other->id, w.label);
    }
    before.push_back(&w);
  }
}

/// What one types into and what is chosen is seen, whatever has to scroll.
void find_hidden_choices(const ui::FrameRecord& record, Findings& findings) {
  for (const ui::Widget& w : record.widgets) {
    const bool typed = w.role == ui::Role::field && w.focused;
    const bool place = w.checked && w.id.starts_with("checkpoint:");
    const bool slice = w.scroller == "form" && w.is_target && w.cut && !w.hidden;
    if ((typed || place) && w.cut) findings.add(w.id + " is not seen whole", w.label);
    if (slice) findings.add(w.id + " is a slice", w.label);
  }
}

/// Who turned something on can turn it off again.
void find_lost_looks(const ui::FrameRecord& record, Findings& findings) {
  if (record.find("sign_out") == nullptr || record.find("look") != nullptr) return;
  for (const char* id : {"larger_text", "high_contrast", "read_aloud", "language"}) {
    if (record.find(id) == nullptr) findings.add(std::string(id) + " is out of reach", "");
  }
}

void find_pale_texts(const ui::FrameRecord& record, Findings& findings) {
  for (const ui::Widget& w : record.widgets) {
    if (!w.ink || !w.surface || w.disabled) continue;
    if (ui::contrast(*w.ink, *w.surface) < ui::kTextContrast)
      findings.add(w.id + " is pale", w.label);
  }
}

struct Scene {
  std::string name;
  app::Model model;
  ui::Pictures pictures;
};

std::vector<Scene> scenes(const std::string& language) {
  std::vector<Scene> all;
  for (auto& s : screens_scenes::scenes(language, {})) all.push_back({s.name, s.model, s.pictures});
  for (auto& s : desk_gallery::scenes(language)) all.push_back({s.name, s.model, {}});
  return all;
}

struct Place {
  std::string name;
  ui::Vec2 size;
  float px_per_mm;
  bool larger;
};

void PrintTo(const Place& place, std::ostream* out) { *out << place.name; }

class Readable : public testing::TestWithParam<Place> {};

void look_at_all(const std::string& language, bool contrast, Headless& view, const Scene*& shown,
                 Look look, Findings& findings) {
  findings.at(language + (contrast ? "*" : ""));
  for (Scene& scene : scenes(language)) {
    scene.model.settings.larger_text = look.density.larger_text;
    scene.model.settings.high_contrast = contrast;
    look.at_the_desk = app::is_desk_screen(scene.model.screen) ||
                       std::holds_alternative<app::screen::Pin>(scene.model.screen);
    shown = &scene;
    findings.on(scene.name);
    view.ui().forget();
    view.screen = std::string(app::name_of(scene.model.screen));
    view.frame();
    view.frame();  // a field that was just begun to be typed into has come into view
    find_cut_texts(view.record(), look, findings);
    find_small_texts(view.record(), look, findings);
    find_bad_targets(view.record(), look, findings);
    find_pale_texts(view.record(), findings);
    find_hidden_choices(view.record(), findings);
    find_lost_looks(view.record(), findings);
  }
}

TEST_P(Readable, IsEveryTextOfEveryScreenInEveryLanguage) {
  const Place& place = GetParam();
  const Look look{place.size, {place.px_per_mm, place.larger}, false};
  const std::vector<std::string> languages = screens_scenes::sample_meeting()->languages;
  Findings findings;
  for (const bool contrast : {false, true}) {
    ui::Screens screens{words(), layouts()};
    ui::Actions out;
    const std::vector<Scene> first = scenes("en");
    const Scene* shown = &first.front();
    Headless view(
        [&](ui::Ui& ui) { screens.draw(ui, shown->model, shown->pictures, out); },
        {place.size, look.density, contrast ? &ui::high_contrast_theme() : &ui::light_theme()});
    for (const std::string& language : languages) {
      if (contrast && language != "lv") continue;  // nothing but the colours is another
      look_at_all(language, contrast, view, shown, look, findings);
    }
  }
}

std::vector<Place> places() {
  std::vector<Place> all;
  const auto add = [&](const std::string& name, ui::Vec2 size, float px_per_mm) {
    all.push_back({name, size, px_per_mm, false});
    all.push_back({name + "larger", size, px_per_mm, true});
  };
  add("1024x768", {1024, 768}, 3.37F);
  add("768x1024", {768, 1024}, 3.37F);
  add("1280x800", {1280, 800}, 4.F);
  add("1920x1080", {1920, 1080}, 3.78F);
  add("1080x1920", {1080, 1920}, 3.78F);
  add("3840x2160", {3840, 2160}, 6.4F);
  add("2160x3840", {2160, 3840}, 6.4F);
  return all;
}

INSTANTIATE_TEST_SUITE_P(On, Readable, testing::ValuesIn(places()),
                         [](const auto& each) { return "_" + each.param.name; });

}  // namespace
