#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/needs.h"
#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::FieldId;
using core::Gender;

constexpr std::array<std::pair<Gender, std::string_view>, 4> kGenders = {
    {{Gender::female, "optional.gender.female"},
     {Gender::male, "optional.gender.male"},
     {Gender::non_binary, "optional.gender.non_binary"},
     {Gender::undisclosed, "optional.gender.undisclosed"}}};

/// Stacks pieces from the top; measures alone where nothing is to be drawn.
struct Column {
  Canvas& canvas;
  float x;
  float y;
  float w;
  bool draws;

  Rect take(float height, float gap_mm) {
    const Rect piece{x, y, w, height};
    y += height + canvas.ui.px(gap_mm);
    return piece;
  }
  void words(Type type, const std::string& text_words, float gap_mm) {
    Ui& ui = canvas.ui;
    const Rect at = take(text_height(ui, type, text_words, w), gap_mm);
    if (draws) {
      text(ui, {}, at, text_words, {type, type == Type::label ? ui.muted() : ui.theme().ink});
    }
  }
};

struct EmailField {
  std::string label;
  std::string error;
  Field field;
};

void fill_email(const Canvas& canvas, EmailField& email) {
  const auto& screen = std::get<app::screen::Optional>(canvas.model.screen);
  email.label = canvas.say("optional.email");
  email.error = screen.email_wrong ? canvas.say("optional.email_wrong") : "";
  email.field =
      field_of(canvas, canvas.model.draft.email, FieldId::email, email.label, email.error);
}

int email_head_lines(const Canvas& canvas, float width) {
  EmailField email;
  fill_email(canvas, email);
  return head_lines(canvas.ui, width, email.field);
}

/// `with_reason` false where there is no room for it, which is only above the keyboard.
void draw_email(Column& column, bool with_reason = true) {
  Canvas& canvas = column.canvas;
  EmailField email;
  fill_email(canvas, email);
  const int lines = head_lines(canvas.ui, column.w, email.field);
  const Rect at = column.take(field_height(canvas.ui, lines), 1);
  if (column.draws) draw_field(canvas, "email", at, FieldId::email, email.field);
  if (with_reason) column.words(Type::label, canvas.say("optional.email_why"), 8);
}

// ---- sessions

std::string clock(std::chrono::minutes after_midnight) {
  return fmt::format("{}:{:02}", after_midnight.count() / 60, after_midnight.count() % 60);
}

/// Places that are left; empty where there is no limit.
std::optional<int> places_left(const app::Model& model, const core::Session& session) {
  if (!session.capacity) return std::nullopt;
  for (const app::CountRow& row : model.counts.session) {
    if (row.key == session.id.text) return std::max(0, *session.capacity - row.count.registered);
  }
  return session.capacity;
}

/// One piece: no line ends inside it.
std::string unbroken(std::string_view words) {
  std::string whole;
  for (const char c : words) whole += c == ' ' ? std::string("\u00A0") : std::string(1, c);
  return whole;
}

std::string session_facts(Canvas& canvas, const core::Session& session, std::optional<int> left) {
  std::string places;
  if (left) places = canvas.say_n("optional.places_left", *left);
  if (left && *left == 0) places = canvas.say("optional.session_full");
  return joined({canvas.names.day(canvas.model.language, session.day),
                 clock(session.starts) + "–" + clock(session.ends), session.room,
                 unbroken(places)});
}

void draw_session(Column& column, const core::Session& session, float gap_mm) {
  Canvas& canvas = column.canvas;
  const auto& chosen = canvas.model.draft.sessions;
  const std::optional<int> left = places_left(canvas.model, session);
  const std::string& name = canvas.meeting_text(session.name);
  const std::string facts = session_facts(canvas, session, left);
  const Rect at = column.take(check_row_height(canvas.ui, column.w, name, facts), gap_mm);
  if (!column.draws) return;
  const bool on = std::find(chosen.begin(), chosen.end(), session.id) != chosen.end();
  if (check_row(canvas.ui, "session:" + session.id.text, at, name, facts, on,
                on || left.value_or(1) > 0)) {
    canvas.out.emplace_back(app::SessionToggled{session.id});
  }
}

void draw_sessions(Column& column) {
  Canvas& canvas = column.canvas;
  const auto& sessions = canvas.model.meeting->sessions;
  if (sessions.empty()) return;
  column.words(Type::strong, canvas.say("optional.sessions"), 0);
  column.words(Type::label, canvas.say("optional.sessions_why"), 3);
  for (const core::Session& session : sessions) {
    draw_session(column, session, &session == &sessions.back() ? 8.F : 3.F);
  }
}

void draw_photo(Column& column) {
  Canvas& canvas = column.canvas;
  const std::string label = canvas.say("optional.photo");
  const std::string why = canvas.say("optional.photo_why");
  const Rect at = column.take(check_row_height(canvas.ui, column.w, label, why), 8);
  if (column.draws &&
      check_row(canvas.ui, "photo_opt_out", at, label, why, canvas.model.draft.photo_opt_out)) {
    canvas.out.emplace_back(app::PhotoOptOutToggled{});
  }
}

/// Of a chip, ticked, that is one of `per_row` in `width`.
float chip_height_for(const Ui& ui, const std::string& label, float width, int per_row) {
  const auto n = static_cast<float>(per_row);
  const float cell = (width - ui.px(3) * (n - 1)) / n;
  return text_height(ui, Type::label, label, cell - ui.px(15)) + ui.px(2);
}

void draw_gender(Column& column) {
  Canvas& canvas = column.canvas;
  Ui& ui = canvas.ui;
  column.words(Type::strong, canvas.say("optional.gender"), 0);
  column.words(Type::label, canvas.say("optional.gender_why"), 3);
  std::array<std::string, kGenders.size()> labels;
  float widest = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    labels[i] = canvas.say(kGenders[i].second);
    widest = std::max(widest, text_width(ui, Type::label, labels[i]) + ui.px(17));
  }
  const float gap = ui.px(3);
  const int per_row = widest * 4 + gap * 3 <= column.w ? 4 : (widest * 2 + gap <= column.w ? 2 : 1);
  float height = std::max(ui.px(kTargetMm), ui.text_px(16));
  for (const std::string& label : labels) {
    height = std::max(height, chip_height_for(ui, label, column.w, per_row));
  }
  const int full_rows = 4 / per_row;
  const auto rows = static_cast<float>(full_rows);
  const auto cells = grid(column.take(rows * (height + gap) - gap, 8), 4, per_row, height, gap);
  if (!column.draws) return;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Gender gender = kGenders[i].first;
    if (toggle_chip(ui, "gender:" + std::string(core::to_text(gender)), cells[i], labels[i],
                    canvas.model.draft.gender == gender)) {
      canvas.out.emplace_back(app::GenderChosen{gender});
    }
  }
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kNeedWords = {
    {{"vegetarian", "optional.need_vegetarian"},
     {"vegan", "optional.need_vegan"},
     {"no_gluten", "optional.need_no_gluten"},
     {"no_lactose", "optional.need_no_lactose"},
     {"no_nuts", "optional.need_no_nuts"},
     {"step_free", "optional.need_step_free"},
     {"hearing", "optional.need_hearing"},
     {"sight", "optional.need_sight"}}};
static_assert(kNeedWords.size() == core::kNeeds.size());

void draw_need_chips(Column& column) {
  Canvas& canvas = column.canvas;
  Ui& ui = canvas.ui;
  float widest = 0;
  for (const auto& [need, key] : kNeedWords) {
    widest = std::max(widest, text_width(ui, Type::label, canvas.say(key)) + ui.px(17));
  }
  const float gap = ui.px(3);
  const int per_row = widest * 4 + gap * 3 <= column.w ? 4 : (widest * 2 + gap <= column.w ? 2 : 1);
  float height = std::max(ui.px(kTargetMm), ui.text_px(16));
  for (const auto& [need, key] : kNeedWords) {
    height = std::max(height, chip_height_for(ui, canvas.say(key), column.w, per_row));
  }
  const int count = static_cast<int>(kNeedWords.size());
  const int full_rows = count / per_row;
  const auto rows = static_cast<float>(full_rows);
  const auto cells = grid(column.take(rows * (height + gap) - gap, 8), count, per_row, height, gap);
  if (!column.draws) return;
  const auto& chosen = canvas.model.draft.needs;
  for (std::size_t i = 0; i < kNeedWords.size(); ++i) {
    const std::string need(kNeedWords[i].first);
    const bool on = std::find(chosen.begin(), chosen.end(), need) != chosen.end();
    if (toggle_chip(ui, "need:" + need, cells[i], canvas.say(kNeedWords[i].second), on)) {
      canvas.out.emplace_back(app::NeedToggled{need});
    }
  }
}

/// The consent first; what is needed is asked only behind it.
void draw_needs(Column& column) {
  Canvas& canvas = column.canvas;
  const core::Meeting& meeting = *canvas.model.meeting;
  if (!app::asks_needs(meeting)) return;
  column.words(Type::strong, canvas.say("optional.needs"), 0);
  column.words(Type::label, canvas.say("optional.needs_why"), 3);
  const core::Day gone =
      meeting.days.back() + std::chrono::days{*meeting.privacy.erase_needs_after_days};
  const std::string label = canvas.say("optional.needs_consent");
  const std::string kept =
      canvas.say("optional.needs_kept", {{"date", canvas.names.day(canvas.model.language, gone)}});
  const bool agreed = canvas.model.draft.needs_consent;
  const Rect at =
      column.take(check_row_height(canvas.ui, column.w, label, kept), agreed ? 3.F : 8.F);
  if (column.draws && check_row(canvas.ui, "needs_consent", at, label, kept, agreed)) {
    canvas.out.emplace_back(app::NeedsConsentToggled{});
  }
  if (agreed) draw_need_chips(column);
}

// ---- the page

/// Everything in one column or two; returns where the longest ends.
float draw_all(Canvas& canvas, const Rect& area, float y, bool draws) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(12);
  const bool two = !ui.tall() && ui.density().mm(area.w) / ui.density().text_scale() > 240;
  const float width = two ? std::floor((area.w - gap) / 2) : area.w;
  Column left{canvas, area.x, y, width, draws};
  draw_email(left);
  if (two) draw_gender(left);
  Column right{canvas, area.x + width + gap, y, width, draws};
  Column& second = two ? right : left;
  draw_sessions(second);
  draw_photo(second);
  if (!two) draw_gender(left);
  draw_needs(left);
  return std::max(left.y, two ? right.y : y) - ui.px(8);
}

void draw_scrolling(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const float height = draw_all(canvas, area, 0, false);
  const float offset = ui.scroll("optional", area, height);
  {
    Clip clip(ui, {area.x - ui.px(3), area.y, area.w + ui.px(6), area.h + ui.px(2)});
    draw_all(canvas, area, area.y - offset, true);
  }
  draw_more(ui, area, offset, height);
}

/// Skip is as large as Next.
void draw_choices(Canvas& canvas, const Rect& footer) {
  Ui& ui = canvas.ui;
  const std::string skip = canvas.say("optional.skip");
  const std::string next = canvas.say("chrome.next");
  const float width =
      std::min(std::max(button_width(ui, skip), button_width(ui, next, Icon::arrow_right)),
               (footer.w - ui.px(8)) / 2);
  Rect area = footer;
  if (primary_button(ui, "next", area.take_right(width), next, {Icon::arrow_right, true, true})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  if (secondary_button(ui, "skip", area.take_left(width), skip)) {
    canvas.out.emplace_back(app::SkipPressed{});
  }
}

void draw_typing_email(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const std::string next = canvas.say("chrome.next");
  const Page whole = draw_frame(canvas, {}, false, true);
  const float most = ui.text_px(300);
  Column probe{canvas, 0, 0, std::min(whole.body.w, most), false};
  draw_email(probe);
  const float least = probe.y - ui.px(8);
  Page p = above_keyboard(canvas, whole, "email", least);
  const float spare = p.body.h - least;
  p.body.take_top(std::round(std::clamp(spare * 0.35F, 0.F, ui.px(50))));
  const bool beside = p.footer.h <= 0;
  if (beside) {  // at the right of the field, as high as its box
    p.footer = p.body.take_right(button_width(ui, next, Icon::arrow_right), ui.px(6));
  }
  const float width = std::min(p.body.w, most);
  if (beside) {
    const int lines = email_head_lines(canvas, width);
    p.footer.take_top(field_head_height(ui, lines));
    p.footer.h = field_height(ui, lines) - field_head_height(ui, lines);
  }
  Column inside{canvas, 0, 0, width, false};
  draw_email(inside);
  Column column{canvas, p.body.x, p.body.y, width, true};
  draw_email(column, inside.y - ui.px(8) <= p.body.h);
  const ButtonOptions arrow{Icon::arrow_right, true, true};
  if (beside ? primary_button(ui, "next", p.footer, next, arrow)
             : draw_primary(canvas, p.footer, "next", next, arrow)) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_keyboard(canvas, "email", false, next);
}

}  // namespace

void draw_optional(Canvas& canvas) {
  if (std::get<app::screen::Optional>(canvas.model.screen).typing_email) {
    return draw_typing_email(canvas);
  }
  Page p = draw_frame(canvas, {}, true, true);
  draw_title(canvas, p.body, canvas.say("optional.title"), 3);
  draw_scrolling(canvas, p.body);
  draw_choices(canvas, p.footer);
}

}  // namespace ui
