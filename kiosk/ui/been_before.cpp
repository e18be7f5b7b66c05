// "Have you registered before?": nothing of the registration found is shown.
#include <algorithm>

#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

struct Way {
  std::string_view id;
  std::string_view title;
  std::string_view below;
  Icon icon;
  app::Action action;
  bool primary;
};

void draw_ways(Canvas& canvas, const Rect& area, const std::vector<Way>& ways) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(8);
  const int count = static_cast<int>(ways.size());
  const float stacked_h = std::min(
      ui.text_px(110), (area.h - gap * static_cast<float>(count - 1)) / static_cast<float>(count));
  const float height = std::min(area.h, ui.text_px(130));
  const auto cells = ui.tall() ? grid(area, count, 1, stacked_h, gap)
                               : columns({area.x, area.y, area.w, height}, count, gap);
  std::vector<WayIn> shown;
  for (const Way& way : ways) {
    shown.push_back({way.id, way.icon, canvas.say(way.title), canvas.say(way.below), way.primary});
  }
  if (const auto taken = ways_in(ui, cells, shown)) canvas.out.push_back(ways[*taken].action);
}

}  // namespace

void draw_been_before(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const bool yes = std::get<app::screen::BeenBefore>(canvas.model.screen).said_yes;
  Page p = draw_frame(canvas, {}, false, true);
  draw_title(canvas, p.body, canvas.say(yes ? "before.code_title" : "before.title"));
  const std::string hint = canvas.say(yes ? "before.code_hint" : "before.hint");
  p.body.take_top(text(ui, "hint", p.body, hint, {Type::body, ui.muted()}), ui.px(8));
  if (yes) {
    draw_ways(
        canvas, p.body,
        {{"have_code", "welcome.have_code", "welcome.have_code_hint", Icon::qr_code,
          app::HaveCodePressed{}, true},
         {"desk", "before.ask_at_desk", "desk.text", Icon::people, app::DonePressed{}, false}});
  } else {
    draw_ways(canvas, p.body,
              {{"before_yes", "before.yes", "before.yes_hint", Icon::check,
                app::BeenBeforeAnswered{true}, false},
               {"before_no", "before.no", "before.no_hint", Icon::person_add,
                app::BeenBeforeAnswered{false}, false}});
  }
}

}  // namespace ui
