#include "ui/flow.h"

#include <array>
#include <utility>

#include "ui/draw.h"

namespace ui {

void Flow::words(std::string_view id, const std::string& said, Type type, Colour ink,
                 float gap_mm) {
  Ui& ui = canvas.ui;
  const float height = text_height(ui, type, said, area.w);
  if (draws) text(ui, id, {area.x, y, area.w, height}, said, {type, ink});
  y += height + ui.px(gap_mm);
}

void Flow::note(std::string_view id, const std::string& said, Tone tone) {
  Ui& ui = canvas.ui;
  const float height = notice_height(ui, area.w, said, tone);
  if (draws) notice(ui, id, {area.x, y, area.w, height}, tone, said);
  y += height + ui.px(4);
}

void Flow::failure(const core::Error& error) {
  const Ui& ui = canvas.ui;
  words("error", canvas.say(failure_key(error)), Type::body, ui.theme().ink, 2);
  const std::string detail = failure_detail(error);
  if (!detail.empty()) words("error_detail", detail, Type::label, ui.muted(), 2);
  for (const core::Mistake& mistake : error.mistakes) {
    words({}, mistake_words(canvas, mistake), Type::label, ui.theme().ink, 1);
  }
}

void Flow::file(std::string_view id, const app::ListFile& file, std::size_t index, Icon icon) {
  Ui& ui = canvas.ui;
  const std::string where = file.stick.empty() ? canvas.say("restore.here") : file.stick;
  const Row row{file.name, where, {}, icon, Tone::plain, true, false, true};
  const float go = ui.text_px(8);
  const float height = list_row_height(ui, area.w - go - ui.px(4), row) + ui.px(4);
  const Rect at = take(height);
  if (!draws || at.bottom() < area.y - height || at.y > area.bottom() + height) return;
  Rect words = at.middle(at.w, at.h - ui.px(2));
  const Theme& t = ui.theme();
  draw_icon(ui, Icon::arrow_right, words.take_right(go, ui.px(4)).middle(go, go),
            t.high_contrast ? t.ink : t.primary);
  if (list_row(ui, id, words, row)) canvas.out.emplace_back(app::ListChosen{index});
  hairline(ui, at.x, at.bottom() - 1, at.w);
}

void Flow::progress(const std::string& doing, int percent) {
  const Ui& ui = canvas.ui;
  const std::string so_far = canvas.say("work.percent", {{"n", std::to_string(percent)}});
  words("state", doing, Type::body, ui.theme().ink, 3);
  const Rect at = take(ui.px(8));
  if (draws) {
    progress_bar(canvas.ui, "progress", at, static_cast<float>(percent) / 100.F, so_far);
  }
  gap(2);
  words("percent", so_far, Type::label, ui.muted(), 3);
}

Rect Flow::take(float height) {
  const Rect at{area.x, y, area.w, height};
  y += height;
  return at;
}

std::string failure_key(const core::Error& error) {
  if (!error.message.empty()) return error.message;
  switch (error.failure) {
    case core::Failure::usage:
    case core::Failure::bad_input:
      return "failure.of_input";
    case core::Failure::storage:
      return "failure.of_storage";
    case core::Failure::unreachable:
      return "failure.of_reach";
    case core::Failure::denied:
      return "failure.of_rights";
  }
  return "failure.of_input";
}

std::string failure_detail(const core::Error& error) {
  return error.message.empty() ? error.what : std::string();
}

namespace {

/// A list's column has a name that programs know; people know the field's.
std::string field_words(const Canvas& canvas, const std::string& field) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kFields = {
      {{"given", "name.given"},
       {"family", "name.family"},
       {"town", "where.town"},
       {"country", "where.country"},
       {"email", "optional.email"}}};
  for (const auto& [name, key] : kFields) {
    if (field == name) return canvas.say(key);
  }
  return field;
}

}  // namespace

std::string mistake_words(const Canvas& canvas, const core::Mistake& mistake) {
  std::string place =
      mistake.line > 0 ? canvas.say("failure.line", {{"line", std::to_string(mistake.line)}}) : "";
  const auto column = mistake.values.find("column");
  if (mistake.key.empty())
    return joined({place, field_words(canvas, mistake.field), mistake.message});
  i18n::Values values;
  for (const auto& [name, text] : mistake.values) values.push_back({name, text});
  const std::string said = canvas.say(mistake.key, values);
  if (column == mistake.values.end())
    return joined({place, field_words(canvas, mistake.field), said});
  return joined({place, canvas.say("mistake.column", values), said});
}

}  // namespace ui
