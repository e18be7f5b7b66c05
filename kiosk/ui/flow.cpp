#include "ui/flow.h"

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
  const float height = notice_height(ui, area.w, said);
  if (draws) notice(ui, id, {area.x, y, area.w, height}, tone, said);
  y += height + ui.px(4);
}

void Flow::failure(const core::Error& error) {
  const Ui& ui = canvas.ui;
  const std::string said = failure_words(canvas, error);
  words("error", said, Type::body, ui.theme().ink, 2);
  if (said != error.what) words("error_detail", error.what, Type::label, ui.muted(), 2);
  if (!error.next_step.empty()) words("next_step", error.next_step, Type::body, ui.muted(), 2);
  for (const core::Mistake& mistake : error.mistakes) {
    words({}, mistake_words(canvas, mistake), Type::label, ui.theme().ink, 1);
  }
}

Rect Flow::take(float height) {
  const Rect at{area.x, y, area.w, height};
  y += height;
  return at;
}

std::string failure_words(const Canvas& canvas, const core::Error& error) {
  return error.message.empty() ? error.what : canvas.say(error.message);
}

std::string mistake_words(const Canvas& canvas, const core::Mistake& mistake) {
  std::string place =
      mistake.line > 0 ? canvas.say("failure.line", {{"line", std::to_string(mistake.line)}}) : "";
  const auto column = mistake.values.find("column");
  if (mistake.key.empty()) return joined({place, mistake.field, mistake.message});
  i18n::Values values;
  for (const auto& [name, text] : mistake.values) values.push_back({name, text});
  const std::string said = canvas.say(mistake.key, values);
  if (column == mistake.values.end()) return joined({place, mistake.field, said});
  return joined({place, canvas.say("mistake.column", values), said});
}

}  // namespace ui
