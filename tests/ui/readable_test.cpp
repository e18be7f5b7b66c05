// Every text of every screen in every language on every size, with larger text too: all of it can
// be read, and every target touched.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <utility>

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

/// What is offered above a key hides what is under it.
bool lies_on_top(const ui::FrameRecord& record, const DrawnText& text) {
  const ui::Widget* owner = owner_of(record, text);
  return owner != nullptr && owner->on_top;
}

struct Look {
  ui::Vec2 size;
  ui::Density density;
  bool at_the_desk = false;
};

void find_cut_texts(const ui::FrameRecord& record, const Look& look, Findings& findings) {
  std::vector<const DrawnText*> before;
  bool was_on_top = false;
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
    if (lies_on_top(record, text) && !std::exchange(was_on_top, true)) before.clear();
    for (const DrawnText* other : before) {
      if (!ui::overlap(at, letters_of(*other))) continue;
      findings.add(who + " lies over " + other->owner, text.words + "' over '" + other->words);
    }
    before.push_back(&text);
  }
}

/// Capitals are 6.1 mm high and more; with larger text 8 mm, but for labels at the desk.
void find_small_texts(const ui::FrameRecord& record, const Look& look, Findings& findings) {
  const float capital = ui::kViewCapMm * (look.at_the_desk ? 1 : look.density.text_scale());
  const float least = capital / ui::kCapPerEm;
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

/// What went wrong pushes the way to the whole notice off no screen, but for the largest words.
void find_cut_notice(const ui::FrameRecord& record, const Look& look, Findings& findings) {
  const ui::Widget* more = record.find("notice");
  if (look.density.larger_text || more == nullptr || record.find("failure") == nullptr) return;
  if (more->cut) findings.add(more->id + " is not seen whole", more->label);
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
  for (const DrawnText& text : record.texts) {
    const ui::Widget* owner = owner_of(record, text);
    if (owner != nullptr && owner->disabled) continue;
    if (text.ink.a < 255 || ui::contrast(text.ink, text.surface) < ui::kTextContrast) {
      findings.add(
          text.owner + " is pale: " + ui::to_text(text.ink) + " on " + ui::to_text(text.surface),
          text.words);
    }
  }
}

/// Nobody reads a brace: something was to stand there.
void find_unfilled_places(const ui::FrameRecord& record, Findings& findings) {
  for (const DrawnText& text : record.texts) {
    if (text.words.find('{') != std::string::npos)
      findings.add(text.owner + " is not filled in", text.words);
  }
  for (const ui::Widget& w : record.widgets) {
    const bool unfilled = (w.label + w.hint).find('{') != std::string::npos;
    if (unfilled) findings.add(w.id + " is not filled in", w.label);
  }
}

/// Nor a box in place of a letter, nor letters of another face between those of a title.
void find_unknown_letters(const ui::FrameRecord& record, const ui::Fonts& fonts,
                          Findings& findings) {
  for (const DrawnText& text : record.texts) {
    if (!ui_test::has_letters(fonts, text.words))
      findings.add(text.owner + " has letters that no font has", text.words);
  }
}

struct Scene {
  std::string name;
  app::Model model;
  ui::Pictures pictures;
  std::vector<std::string> presses = {};  ///< on the way; what is not there is not pressed
  std::string holds = {};                 ///< what is held down then
};

/// Of the size that the app makes them; nobody looks at them here.
ui::Pictures sample_pictures() {
  const auto texture = reinterpret_cast<ImTextureID>(1);
  ui::Pictures made;
  made.preview = texture;
  made.preview_size = {732, 1181};
  made.qr_side = 25;
  made.qr.assign(625, true);
  made.camera = {texture, {1280, 720}, {}};
  return made;
}

/// What somebody hears whose badge is not taken, whatever is wrong with it.
void add_refusals(const std::string& language, std::vector<Scene>& all) {
  for (int v = 0; v < core::kVerdicts; ++v) {
    const auto verdict = static_cast<core::Verdict>(v);
    if (core::is_attendance(verdict) || verdict == core::Verdict::already) continue;
    const app::screen::AskAtDesk screen{verdict, {}};
    all.push_back({"ask_" + std::string(core::to_text(verdict)),
                   screens_scenes::model_in(language, screen),
                   {}});
  }
}

void add_cameras(const std::string& language, std::vector<Scene>& all) {
  const auto add = [&](const std::string& name, app::Model model) {
    model.camera.is_live = true;
    all.push_back({name, std::move(model), sample_pictures()});
  };
  add("have_code_camera", screens_scenes::have_code(language, false));
  add("have_code_camera_not_found", screens_scenes::have_code(language, true));
  add("door_camera", desk_gallery::door(language));
  add("devices_camera", desk_gallery::devices(language, true));
}

/// The letter that has most relatives.
std::string richest_key(const std::string& language) {
  const auto& relatives = layouts().at(language).relatives;
  const auto most = std::max_element(
      relatives.begin(), relatives.end(),
      [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  for (const auto& row : layouts().at(language).rows) {
    for (const ui::KeyCap& cap : row) {
      if (cap.plain == most->first || cap.shifted == most->first) return ui::key_id(cap);
    }
  }
  return {};
}

/// What lies over a screen for a while.
void add_openings(const std::string& language, std::vector<Scene>& all) {
  const app::Model name = screens_scenes::name_with(language, "Žanete", "Bērziņa", false);
  all.push_back({"name_languages", name, {}, {"language"}});
  all.push_back({"name_layouts", name, {}, {"key:layout"}});
  all.push_back({"name_relatives", name, {}, {}, richest_key(language)});
  all.push_back({"door_look", desk_gallery::door(language), {}, {"look", "language"}});
}

std::vector<Scene> scenes(const std::string& language) {
  std::vector<Scene> all;
  for (auto& s : screens_scenes::scenes(language, sample_pictures())) {
    all.push_back({s.name, s.model, s.pictures});
  }
  for (auto& s : desk_gallery::scenes(language)) {
    all.push_back({s.name, s.model, s.model.preview_ready ? sample_pictures() : ui::Pictures{}});
  }
  add_refusals(language, all);
  add_cameras(language, all);
  add_openings(language, all);
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

/// All that the screen asks to draw at once: a field that is typed into comes into view.
void draw_settled(Headless& view) {
  double drawn_at = view.now();
  view.frame();
  while (view.ui().next_deadline() && *view.ui().next_deadline() <= drawn_at) {
    drawn_at = view.now();
    view.frame();
  }
}

/// `opened` says whether what the scene is about lies over the screen, if something does.
bool open(const Scene& scene, Headless& view) {
  const std::size_t before = view.record().widgets.size();
  bool opened = scene.presses.empty() && scene.holds.empty();
  for (const std::string& id : scene.presses) {
    if (view.record().find(id) == nullptr) continue;
    view.press(id);
    view.frame();
    opened = true;
  }
  if (!scene.holds.empty()) {
    view.down(scene.holds);
    view.wait(ui::kLongPressSeconds + 0.01);
    view.frame();
    opened = view.record().widgets.size() > before;
  }
  return opened;
}

void look_at(Headless& view, const Look& look, Findings& findings) {
  const ui::FrameRecord& record = view.record();
  find_cut_texts(record, look, findings);
  find_small_texts(record, look, findings);
  find_bad_targets(record, look, findings);
  find_pale_texts(record, findings);
  find_hidden_choices(record, findings);
  find_cut_notice(record, look, findings);
  find_lost_looks(record, findings);
  find_unfilled_places(record, findings);
  find_unknown_letters(record, view.ui().fonts(), findings);
}

/// The screens with the scene that they show.
struct Show {
  ui::Screens screens{words(), layouts()};
  ui::Actions out;
  const Scene* scene = nullptr;
  void draw(ui::Ui& ui) {
    if (scene != nullptr) screens.draw(ui, scene->model, scene->pictures, out);
  }
};

void look_at_all(const std::string& language, bool contrast, Headless& view, Show& show, Look look,
                 Findings& findings) {
  findings.at(language + (contrast ? "*" : ""));
  for (Scene& scene : scenes(language)) {
    scene.model.settings.larger_text = look.density.larger_text;
    scene.model.settings.high_contrast = contrast;
    look.at_the_desk = app::is_desk_screen(scene.model.screen) ||
                       std::holds_alternative<app::screen::Pin>(scene.model.screen);
    show.scene = &scene;
    show.screens.forget();
    findings.on(scene.name);
    view.ui().forget();
    view.screen = std::string(app::name_of(scene.model.screen));
    draw_settled(view);
    if (!open(scene, view)) findings.add("does not open", scene.holds);
    look_at(view, look, findings);
  }
}

TEST_P(Readable, IsEveryTextOfEveryScreenInEveryLanguage) {
  const Place& place = GetParam();
  const Look look{place.size, {place.px_per_mm, place.larger}, false};
  const std::vector<std::string> languages = screens_scenes::sample_meeting()->languages;
  Findings findings;
  for (const bool contrast : {false, true}) {
    Show show;
    Headless view(
        [&show](ui::Ui& ui) { show.draw(ui); },
        {place.size, look.density, contrast ? &ui::high_contrast_theme() : &ui::light_theme()});
    for (const std::string& language : languages) {
      // Nothing but the colours and some edges are others; German words are the longest.
      if (contrast && language != "lv" && language != "de") continue;
      look_at_all(language, contrast, view, show, look, findings);
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
  add("800x1280", {800, 1280}, 4.F);
  add("1920x1080", {1920, 1080}, 3.78F);
  add("1080x1920", {1080, 1920}, 3.78F);
  add("3840x2160", {3840, 2160}, 6.4F);
  add("2160x3840", {2160, 3840}, 6.4F);
  return all;
}

INSTANTIATE_TEST_SUITE_P(On, Readable, testing::ValuesIn(places()),
                         [](const auto& each) { return "_" + each.param.name; });

}  // namespace
