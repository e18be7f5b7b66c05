#include "ui/screens.h"

#include <array>

#include "ui/draw.h"

namespace ui {
namespace {

using Draw = void (*)(Canvas&);
constexpr std::array kDraws = std::to_array<Draw>(
    {draw_welcome,     draw_name,      draw_where_from, draw_optional,    draw_check,
     draw_done,        draw_have_code, draw_greeting,   draw_ask_at_desk, draw_pin,
     draw_door,        draw_find,      draw_counts,     draw_export,      draw_out_of_service,
     draw_edit_person, draw_walk_in,   draw_delegation, draw_been_before, draw_people,
     draw_print_queue, draw_devices,   draw_import,     draw_care,        draw_starting,
     draw_meeting,     draw_unseal});
static_assert(kDraws.size() == std::variant_size_v<app::Screen>, "every screen is drawn");

/// Above a lowered screen there is nothing to touch, and nothing of a person: the meeting's colour.
void draw_lowered(Canvas& canvas) {
  Ui& ui = canvas.ui;
  ui.lower_screen();
  const Rect above{0, 0, ui.display().w, ui.screen().y};
  if (above.h <= 0) return;
  const Theme& t = ui.theme();
  const Colour ground_colour = t.high_contrast ? t.background : t.primary;
  ground(ui, above, ground_colour);
  const OnSurface on(ui, ground_colour);
  const std::string& name = canvas.meeting_text(canvas.model.meeting->name);
  const Rect room = above.inset(ui.px(14), ui.px(6));
  const Type type = largest_fitting(ui, name, room.w, 3);
  if (room.h < text_height(ui, type, name, room.w)) return;
  draw_text(ui, room, name, {type, t.high_contrast ? t.ink : t.on_primary, Align::left, true, 0});
}

}  // namespace

std::string Canvas::say(std::string_view key, const i18n::Values& values) const {
  return words.text(model.language, key, values);
}

std::string Canvas::say_n(std::string_view key, int n, const i18n::Values& values) const {
  return words.text_n(model.language, key, n, values);
}

const std::string& Canvas::meeting_text(const core::MultiText& text) const {
  // Who chose Finnish and gets no Finnish reads English sooner than the host's language.
  const bool english = text.by_language.contains("en");
  return text.in(model.language, english ? "en" : model.meeting->languages.front());
}

void Screens::draw(Ui& ui, const app::Model& model, const Pictures& pictures, Actions& out) {
  if (ui.screen_name() != screen_) {
    screen_ = ui.screen_name();
    language_open_ = false;
  }
  Canvas canvas{ui,        model,   words_, layouts_, pictures,
                keyboard_, layout_, out,    names_,   language_open_};
  if (ui.take_back()) go_back(canvas);
  if (model.settings.low_reach && !app::is_desk_screen(model.screen)) draw_lowered(canvas);
  const std::size_t before = out.size();
  // A dialog veils the whole screen, so what is behind it is not drawn: nobody who comes by while
  // it waits reads what was typed.
  if (model.ask_still_there_until) return draw_still_there(canvas);
  if (language_open_) {
    draw_language_list(canvas);
  } else {
    kDraws.at(model.screen.index())(canvas);
  }
  if (out.size() == before && ui.touched_outside({})) out.emplace_back(app::Touched{});
}

/// What lies over the screen goes first.
void Screens::go_back(Canvas& canvas) {
  if (language_open_) {
    language_open_ = false;
  } else if (!keyboard_.close_offer(canvas.ui)) {
    canvas.out.emplace_back(app::BackPressed{});
  }
}

void Screens::forget() {
  keyboard_.forget();
  names_.forget();
  layout_.clear();
  language_open_ = false;
}

}  // namespace ui
