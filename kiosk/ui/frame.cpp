// What stands around every attendee screen.
#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

constexpr int kSteps = 4;  ///< name, where from, optional, check

std::string own_layout(const Canvas& canvas, std::string_view layout) {
  if (!layout.empty()) return std::string(layout);
  return canvas.layouts.contains(canvas.model.language) ? canvas.model.language : "en";
}

/// The layout chosen instead of `own`, or `own`.
const KeyboardLayout& layout_in_use(const Canvas& canvas, const std::string& own) {
  if (canvas.layout.starts_with(own + ":")) {
    const auto chosen = canvas.layouts.find(canvas.layout.substr(own.size() + 1));
    if (chosen != canvas.layouts.end()) return chosen->second;
  }
  const auto found = canvas.layouts.find(own);
  return found != canvas.layouts.end() ? found->second : canvas.layouts.begin()->second;
}

/// `own` and the layouts of the meeting's languages.
std::vector<LayoutName> layouts_offered(const Canvas& canvas, const std::string& own) {
  std::vector<LayoutName> offered;
  const auto offer = [&](const std::string& code) {
    const auto found = canvas.layouts.find(code);
    if (found != canvas.layouts.end()) offered.push_back({code, found->second.name});
  };
  offer(own);
  for (const std::string& language : canvas.model.meeting->languages) {
    if (language != own) offer(language);
  }
  return offered;
}

/// What the on-screen keyboard said, as the app takes it.
struct Typing {
  Canvas& canvas;
  const std::string& own;
  void operator()(const KeyTyped& key) const { canvas.out.emplace_back(app::TextTyped{key.text}); }
  void operator()(const KeyReplaced& key) const {
    canvas.out.emplace_back(app::LetterReplaced{key.text});
  }
  void operator()(const KeyErased&) const { canvas.out.emplace_back(app::LetterErased{}); }
  void operator()(const KeyNext&) const { canvas.out.emplace_back(app::NextPressed{}); }
  void operator()(const LayoutChosen& layout) const { canvas.layout = own + ":" + layout.code; }
};

float header_action_width(const Ui& ui) { return ui.px(kTargetMm) + ui.px(2); }

/// The language's own name beside the globe where there is room for it.
void draw_language_button(Canvas& canvas, const Rect& bar, float beside, float taken) {
  Ui& ui = canvas.ui;
  const std::string& name = canvas.names.language(canvas.model.language);
  const float right = bar.right() - beside;
  const float wide = button_width(ui, name, Icon::globe) - ui.px(6);
  const bool roomy = right - bar.x - taken >= wide;
  const float width = roomy ? wide : ui.px(kTargetMm);
  const Rect at = Rect{right - width, bar.y, width, bar.h}.middle(width, ui.px(kTargetMm));
  const bool clicked =
      roomy ? button(ui, ButtonKind::quiet, "language", at, name, {Icon::globe, false, true})
            : icon_button(ui, "language", at, Icon::globe, canvas.say("chrome.language"));
  if (clicked) canvas.language_open = true;
}

float button_room(const Ui& ui, const std::string& label) {
  return label.empty() ? 0 : button_width(ui, label, Icon::home) - ui.px(2);
}

/// What somebody may want otherwise; the loudness only while something is heard.
std::vector<HeaderAction> header_actions(const Canvas& canvas) {
  const app::Settings& s = canvas.model.settings;
  std::vector<HeaderAction> actions;
  if (s.read_aloud) {
    const std::string label =
        canvas.say("chrome.volume",
                   {{"n", std::to_string(s.volume)}, {"count", std::to_string(app::kLoudest)}});
    actions.push_back({"volume", Icon::louder, label, std::nullopt});
  }
  actions.push_back({"read_aloud", Icon::speaker, canvas.say("chrome.read_aloud"), s.read_aloud});
  actions.push_back({"low_reach", Icon::lower, canvas.say("chrome.low_reach"), s.low_reach});
  actions.push_back(
      {"larger_text", Icon::text_size, canvas.say("chrome.larger_text"), s.larger_text});
  actions.push_back(
      {"high_contrast", Icon::contrast, canvas.say("chrome.high_contrast"), s.high_contrast});
  return actions;
}

app::Action action_of(std::string_view id) {
  if (id == "back") return app::BackPressed{};
  if (id == "start_over") return app::StartOverPressed{};
  if (id == "volume") return app::LouderPressed{};
  if (id == "read_aloud") return app::ReadAloudToggled{};
  if (id == "low_reach") return app::LowReachToggled{};
  if (id == "larger_text") return app::LargerTextToggled{};
  return app::HighContrastToggled{};
}

void draw_header(Canvas& canvas, const Rect& bar, std::string_view title, bool can_go_back) {
  Ui& ui = canvas.ui;
  const bool welcome = std::holds_alternative<app::screen::Welcome>(canvas.model.screen);
  const std::string back = can_go_back ? canvas.say("chrome.back") : "";
  const std::string over = welcome ? "" : canvas.say("chrome.start_over");
  Header header{title, back, over, {}};
  header.actions = header_actions(canvas);
  if (!welcome) header.kept_free = header_action_width(ui);
  const auto clicked = header_bar(ui, bar, header);
  if (!welcome) {
    const auto beside = static_cast<float>(header.actions.size()) * header_action_width(ui);
    draw_language_button(canvas, bar, beside, button_room(ui, back) + button_room(ui, over));
  }
  if (clicked) canvas.out.push_back(action_of(*clicked));
}

float chip_height(const Ui& ui) { return std::max(ui.px(kTargetMm), ui.text_px(16)); }

/// Equal cells, wide enough for the longest name and its tick.
int languages_per_row(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  float widest = 0;
  const auto& languages = canvas.model.meeting->languages;
  for (const std::string& code : languages) {
    widest = std::max(widest, text_width(ui, Type::label, canvas.names.language(code)));
  }
  const float cell = widest + ui.px(16);
  const int count = static_cast<int>(languages.size());
  const int fit = std::clamp(static_cast<int>((width + ui.px(3)) / (cell + ui.px(3))), 1, count);
  const int rows = (count + fit - 1) / fit;
  return (count + rows - 1) / rows;  // rows as even as can be
}

}  // namespace

Page draw_frame(Canvas& canvas, std::string_view title, bool with_footer, bool can_go_back) {
  const Page p = page(canvas.ui, with_footer);
  const Late late(canvas.ui);
  draw_header(canvas, p.header, title, can_go_back);
  return p;
}

void draw_title(Canvas& canvas, Rect& body, std::string_view title, int step, float gap_px) {
  Ui& ui = canvas.ui;
  const float steps_w = ui.px(56);
  Rect line = body;
  const bool with_steps = step > 0 && ui.density().mm(body.w) > 220;
  if (with_steps) line.take_right(steps_w, ui.px(8));
  const float height = text_height(ui, Type::title, title, line.w);
  line.h = height;
  text(ui, "title", line, title, {Type::title, ui.theme().ink});
  if (with_steps) {
    const Rect at{body.right() - steps_w, body.y, steps_w, ui.line_px(Type::title)};
    steps(ui, at, step, kSteps,
          canvas.say("chrome.step",
                     {{"step", std::to_string(step)}, {"steps", std::to_string(kSteps)}}));
  }
  body.take_top(height, gap_px > 0 ? gap_px : ui.px(6));
}

bool draw_primary(Canvas& canvas, const Rect& footer, std::string_view id, std::string_view label,
                  const ButtonOptions& options) {
  Rect area = footer;
  const float width =
      std::min(std::max(button_width(canvas.ui, label, options.icon), canvas.ui.px(70)),
               std::round(footer.w * 0.58F));
  return primary_button(canvas.ui, id, area.take_right(width), label, options);
}

bool draw_secondary(Canvas& canvas, const Rect& footer, std::string_view id, std::string_view label,
                    const ButtonOptions& options, float share) {
  Rect area = footer;
  const float width =
      std::round(std::min(button_width(canvas.ui, label, options.icon), footer.w * share));
  return secondary_button(canvas.ui, id, area.take_left(width), label, options);
}

float languages_height(const Canvas& canvas, float width) {
  const int per_row = languages_per_row(canvas, width);
  const int count = static_cast<int>(canvas.model.meeting->languages.size());
  const int rows = (count + per_row - 1) / per_row;
  return static_cast<float>(rows) * (chip_height(canvas.ui) + canvas.ui.px(3)) - canvas.ui.px(3);
}

void draw_languages(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const auto& languages = canvas.model.meeting->languages;
  const auto cells = grid(area, static_cast<int>(languages.size()),
                          languages_per_row(canvas, area.w), chip_height(ui), ui.px(3));
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (toggle_chip(ui, "lang:" + languages[i], cells[i], canvas.names.language(languages[i]),
                    languages[i] == canvas.model.language)) {
      canvas.out.emplace_back(app::LanguageChosen{languages[i]});
      canvas.language_open = false;
    }
  }
}

Rect draw_dialog(Canvas& canvas, std::string_view id, const std::string& title, float width,
                 float content_h) {
  Ui& ui = canvas.ui;
  const float edge = ui.px(12);  // around the inside of a dialog
  const float height = text_height(ui, Type::title, title, width) + ui.px(5) + content_h + 2 * edge;
  const Density& d = ui.density();
  return dialog(ui, id, {d.mm(width + 2 * edge), d.mm(height) / d.text_scale()}, title);
}

namespace {

/// At the desk, whose bar has no room for them, the list of languages has the other switches too.
struct LookSwitch {
  std::string_view id;
  std::string label;
  bool on;
  app::Action action;
};

std::vector<LookSwitch> look_switches(const Canvas& canvas) {
  if (!app::is_desk_screen(canvas.model.screen)) return {};
  const app::Settings& settings = canvas.model.settings;
  return {{"larger_text", canvas.say("chrome.larger_text"), settings.larger_text,
           app::LargerTextToggled{}},
          {"high_contrast", canvas.say("chrome.high_contrast"), settings.high_contrast,
           app::HighContrastToggled{}},
          {"read_aloud", canvas.say("chrome.read_aloud"), settings.read_aloud,
           app::ReadAloudToggled{}}};
}

/// As many beside each other as their words let; measures alone where nothing is to be drawn.
float place_switches(Canvas& canvas, const Rect& area, const std::vector<LookSwitch>& all,
                     bool draws) {
  if (all.empty()) return 0;
  Ui& ui = canvas.ui;
  const float gap = ui.px(3);
  float widest = 0;
  for (const LookSwitch& each : all) {
    widest = std::max(widest, std::ceil(text_width(ui, Type::label, each.label)) + ui.px(17));
  }
  const int count = static_cast<int>(all.size());
  const int fit = std::clamp(static_cast<int>((area.w + gap) / (widest + gap)), 1, count);
  const auto cells = grid(area, count, fit, chip_height(ui), gap);
  for (std::size_t i = 0; draws && i < all.size(); ++i) {
    if (toggle_chip(ui, all[i].id, cells[i], all[i].label, all[i].on)) {
      canvas.out.push_back(all[i].action);
    }
  }
  return cells.back().bottom() - area.y + ui.px(6);
}

}  // namespace

void draw_language_list(Canvas& canvas) {
  Ui& ui = canvas.ui;
  if (app::is_desk_screen(canvas.model.screen)) ui.allow_small_labels();
  const float width = std::min(ui.screen().w - ui.px(36), ui.px(300));
  const float close_h = footer_height(ui);
  const auto switches = look_switches(canvas);
  const float switches_h = place_switches(canvas, {0, 0, width, 0}, switches, false);
  const float content_h = switches_h + languages_height(canvas, width) + ui.px(10) + close_h;
  const std::string title =
      canvas.say(switches.empty() ? "welcome.choose_language" : "chrome.look");
  Rect inside = draw_dialog(canvas, "languages", title, width, content_h);
  OnSurface on(ui, ui.theme().surface);
  const Rect footer = inside.take_bottom(close_h, ui.px(6));
  place_switches(canvas, inside.take_top(switches_h), switches, true);
  draw_languages(canvas, inside);
  if (draw_primary(canvas, footer, "language_close", canvas.say("chrome.close"))) {
    canvas.language_open = false;
  }
}

void draw_more(Ui& ui, const Rect& area, float offset, float content_h) {
  if (offset + area.h + ui.px(4) >= content_h) return;
  const float edge = ui.px(0.5F);
  const float room = ui.screen().right() - area.right() - 2 * edge;
  const float radius = std::clamp(room / 2, ui.px(3), ui.px(kMoreMm));
  draw_more_sign(ui, {area.right() + edge + radius, area.bottom() - radius}, radius);
}

void draw_more_sign(Ui& ui, Vec2 centre, float radius) {
  const Theme& t = ui.theme();
  disc(ui, centre, radius, t.high_contrast ? t.ink : t.primary);
  draw_icon(ui, Icon::arrow_down,
            {centre.x - radius * 0.6F, centre.y - radius * 0.6F, radius * 1.2F, radius * 1.2F},
            t.high_contrast ? t.background : t.on_primary);
}

Page above_keyboard(Canvas& canvas, const Page& whole, std::string_view layout, float content_h) {
  Ui& ui = canvas.ui;
  const KeyboardLayout& used = layout_in_use(canvas, own_layout(canvas, layout));
  const float bottom = ui.screen().bottom() - Keyboard::height(ui, used) - ui.px(5);
  const float footer_h = footer_height(ui);
  Page p = whole;
  p.body.h = bottom - p.body.y;
  p.footer = {p.body.x, bottom, p.body.w, 0};
  if (content_h + ui.px(2) + footer_h <= p.body.h) {
    const float gap = std::round(std::clamp(p.body.h - content_h - footer_h, ui.px(2), ui.px(6)));
    p.footer = p.body.take_bottom(footer_h, gap);
  }
  return p;
}

Rect draw_keyboard(Canvas& canvas, std::string_view layout, bool capitals,
                   std::string_view next_label) {
  Ui& ui = canvas.ui;
  const std::string own = own_layout(canvas, layout);
  const KeyboardLayout& used = layout_in_use(canvas, own);
  const std::vector<LayoutName> offered = layouts_offered(canvas, own);
  const app::TextField* field = app::active_field(canvas.model);
  const std::string_view before =
      field == nullptr ? std::string_view{} : std::string_view(field->text).substr(0, field->caret);
  const float height = Keyboard::height(ui, used);
  Rect rest = ui.screen();
  const Rect keys = rest.take_bottom(height);
  std::vector<KeyboardEvent> events;
  canvas.keyboard.draw(ui, keys, {&used, offered, before, capitals, next_label}, events);
  for (const KeyboardEvent& event : events) std::visit(Typing{canvas, own}, event);
  return rest;
}

Field field_of(const Canvas& canvas, const app::TextField& text, app::FieldId id,
               std::string_view label, std::string_view error) {
  Field field;
  field.label = label;
  field.hint = "";  // not null: Dear ImGui measures it
  field.text = text.text;
  field.caret = text.caret;
  field.active = app::active_field_id(canvas.model) == id;
  field.error = error;
  return field;
}

void draw_field(Canvas& canvas, std::string_view id, const Rect& rect, app::FieldId field_id,
                const Field& field) {
  const FieldTouch touch = text_field(canvas.ui, id, rect, field);
  // Where something is being typed, the focus and the field go together.
  const bool follows = touch.arrived && app::active_field_id(canvas.model);
  if (touch.clicked || follows) canvas.out.emplace_back(app::FieldFocused{field_id, touch.caret});
}

}  // namespace ui
