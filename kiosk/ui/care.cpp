// The organiser's Data: backups with a passphrase, what is erased when, another kiosk, and the way
// back.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "ui/draw.h"
#include "ui/flow.h"
#include "ui/typing_button.h"

namespace ui {
namespace {

using app::RetentionStep;
using app::screen::Care;
using CarePage = Care::Page;
using Phase = Care::Phase;

std::string when(Canvas& canvas, core::Instant at) {
  const core::Zone& zone = canvas.model.meeting->zone;
  return canvas.names.day(canvas.model.language, zone.day_of(at)) + ", " +
         core::clock_text(at, zone);
}

bool is_busy(const Care& screen) {
  return screen.phase == Phase::running || screen.phase == Phase::stopping;
}

// ---- the overview

void say_copies(Flow& flow) {
  Canvas& canvas = flow.canvas;
  const app::CareSign& care = canvas.model.care;
  if (care.failure) {
    flow.note("copy_failed", canvas.say("care.copy_failed"), Tone::stop);
    flow.failure(*care.failure);
  }
  if (care.last_copy) {
    const auto* key = care.copies_sealed ? "care.last_copy_sealed" : "care.last_copy";
    flow.note("last_copy", canvas.say(key, {{"time", when(canvas, *care.last_copy)}}),
              Tone::admitted);
  } else {
    flow.note("last_copy", canvas.say("care.no_copy"), Tone::look);
  }
  if (care.last_backup) {
    flow.note("last_backup",
              canvas.say("care.last_backup", {{"time", when(canvas, *care.last_backup)}}),
              Tone::admitted);
  } else {
    flow.note("last_backup", canvas.say("care.no_backup"), Tone::look);
  }
}

std::vector<KindCard> cards_of(const Canvas& canvas) {
  return {
      {"care:backup", canvas.say("care.backup"), canvas.say("care.backup_hint"), Icon::lock},
      {"care:retention", canvas.say("care.retention"), canvas.say("care.retention_hint"),
       Icon::clock},
      {"care:enrol", canvas.say("enrol.card"), canvas.say("enrol.card_hint"), Icon::in_step},
      {"care:person", canvas.say("care.person"), canvas.say("care.person_hint"), Icon::person},
      {"care:verify", canvas.say("care.verify"), canvas.say("care.verify_hint"), Icon::check},
      {"care:restore", canvas.say("care.restore"), canvas.say("care.restore_hint"), Icon::undo}};
}

app::Action opens(std::size_t card) {
  static constexpr std::array kPages = {CarePage::backup,   CarePage::retention, CarePage::enrol,
                                        CarePage::overview, CarePage::verify,    CarePage::restore};
  const CarePage page = kPages.at(card);
  if (page == CarePage::overview) return app::DeskScreenChosen{"find"};
  return app::CarePageChosen{page};
}

void draw_overview(Canvas& canvas, const Rect& body) {
  Ui& ui = canvas.ui;
  const auto cards = cards_of(canvas);
  const CardGrid cells = card_grid(canvas, cards, body.w - 2 * desk_margin(ui));
  const float width = cells.whole_width();
  const Rect area{std::round(body.x + (body.w - width) / 2), body.y + ui.px(4), width,
                  body.h - ui.px(4)};
  draw_flow(canvas, "care", area, [&](Flow& flow) {
    say_copies(flow);
    flow.gap(2);
    const Rect at = flow.take(cells.height());
    if (!flow.draws) return;
    if (const auto touched = draw_cards(canvas, cells, at, cards, true)) {
      canvas.out.push_back(opens(*touched));
    }
  });
}

// ---- a page: a report that scrolls, and buttons at the bottom

void draw_back(Canvas& canvas, const Rect& footer) {
  if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"), {Icon::arrow_left})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
}

struct PageAreas {
  Rect area;
  Rect footer;
};

PageAreas areas_of(const Canvas& canvas, const Rect& body) {
  const Ui& ui = canvas.ui;
  PageAreas areas{body.inset(desk_margin(ui), ui.px(4)), {}};
  areas.footer = areas.area.take_bottom(std::max(ui.px(24), ui.text_px(20)), ui.px(4));
  return areas;
}

// ---- the backup

void draw_way_out(Canvas& canvas, const Rect& footer, const Care& screen) {
  if (!is_busy(screen)) return draw_back(canvas, footer);
  if (draw_secondary(canvas, footer, "stop", canvas.say("work.stop"),
                     {Icon::none, false, screen.phase == Phase::running})) {
    canvas.out.emplace_back(app::StopPressed{});
  }
}

/// Whether the passphrase is for the copies of each day as well.
void say_sealing(Flow& flow, const Care& screen) {
  Canvas& canvas = flow.canvas;
  const std::string label = canvas.say("care.seal_copies");
  const std::string why = canvas.say("care.seal_copies_why");
  const Rect at = flow.take(check_row_height(canvas.ui, flow.area.w, label, why));
  if (flow.draws && check_row(canvas.ui, "seal_copies", at, label, why, screen.seal_copies)) {
    canvas.out.emplace_back(app::SealCopiesToggled{});
  }
}

void say_backup(Flow& flow, const Care& screen) {
  Canvas& canvas = flow.canvas;
  const Ui& ui = canvas.ui;
  const Colour ink = ui.theme().ink;
  flow.words("title", canvas.say("care.backup"), Type::title, ink, 3);
  switch (screen.phase) {
    case Phase::idle: {
      flow.words("explain", canvas.say("care.backup_explain"), Type::body, ink, 4);
      const Rect at = flow.take(targets_height(canvas, flow.area.w));
      if (flow.draws) draw_targets(canvas, at, true);
      flow.gap(3);
      return say_sealing(flow, screen);
    }
    case Phase::running:
    case Phase::stopping:
      return flow.progress(canvas.say("care.backing_up"), screen.percent);
    case Phase::stopped:
      return flow.note("stopped", canvas.say("work.stopped"), Tone::look);
    case Phase::done:
      flow.note("done", canvas.say("care.backed_up"), Tone::admitted);
      flow.words("file", screen.file, Type::body, ink, 3);
      flow.words("keep", canvas.say("care.keep_passphrase"), Type::body, ui.muted(), 4);
      if (!screen.copies_failure) return;
      flow.note("copies_failed", canvas.say("care.copies_failed"), Tone::stop);
      return flow.failure(*screen.copies_failure);
    case Phase::failed:
      flow.note("failed", canvas.say("care.backup_failed"), Tone::stop);
      return flow.failure(screen.failure);
  }
}

void draw_backup(Canvas& canvas, const Rect& body, const Care& screen) {
  const auto [area, footer] = areas_of(canvas, body);
  draw_way_out(canvas, footer, screen);
  if (screen.phase == Phase::idle && draw_primary(canvas, footer, "next", canvas.say("chrome.next"),
                                                  {Icon::arrow_right, true, true})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_flow(canvas, "care_page", area, [&](Flow& flow) { say_backup(flow, screen); });
}

// ---- another kiosk

constexpr float kLetterMm = 24;

struct LetterGrid {
  int per_row = 1;
  int rows = 1;
  float width = 0;  ///< of a letter, pixels
};

/// In as few rows as there can be, of about the same length.
LetterGrid letter_grid(const Ui& ui, int letters, float width) {
  const float gap = ui.px(2);
  const float least = ui.text_px(8) + ui.px(12.5F);  // a tick beside the widest letter
  const int most = std::max(1, static_cast<int>((width + gap) / (least + gap)));
  LetterGrid grid;
  grid.rows = (letters + most - 1) / most;
  grid.per_row = (letters + grid.rows - 1) / grid.rows;
  const float share = std::floor((width + gap) / static_cast<float>(grid.per_row)) - gap;
  grid.width = std::min(share, std::max(least, ui.px(kLetterMm)));
  return grid;
}

float letters_height(const Ui& ui, const LetterGrid& grid) {
  return static_cast<float>(grid.rows) * (chip_height(ui) + ui.px(2));
}

void draw_letters(Canvas& canvas, const Rect& area, const Care& screen, const LetterGrid& grid) {
  Ui& ui = canvas.ui;
  const float step = grid.width + ui.px(2);
  for (std::size_t i = 0; i < screen.letters->size(); ++i) {
    const char letter = (*screen.letters)[i];
    const auto place = std::div(static_cast<int>(i), grid.per_row);
    const Rect at{area.x + static_cast<float>(place.rem) * step,
                  area.y + static_cast<float>(place.quot) * (chip_height(ui) + ui.px(2)),
                  grid.width, chip_height(ui)};
    const std::string label(1, letter);
    if (toggle_chip(ui, "letter:" + label, at, label, letter == screen.letter)) {
      canvas.out.emplace_back(app::LetterChosen{letter});
    }
  }
}

void say_choices(Flow& flow, const Care& screen) {
  Canvas& canvas = flow.canvas;
  const Ui& ui = canvas.ui;
  const Colour ink = ui.theme().ink;
  if (!screen.letters) {
    return flow.words("looking", canvas.say("failure.checking"), Type::body, ink, 2);
  }
  if (screen.letters->empty()) {
    return flow.note("none", canvas.say("enrol.only_first"), Tone::look);
  }
  flow.words("explain", canvas.say("enrol.explain"), Type::body, ink, 4);
  flow.words("letters", canvas.say("enrol.letter"), Type::label, ui.muted(), 1);
  const int count = static_cast<int>(screen.letters->size());
  const LetterGrid grid = letter_grid(ui, count, flow.area.w);
  const Rect letters = flow.take(letters_height(ui, grid));
  if (flow.draws) draw_letters(canvas, letters, screen, grid);
  flow.gap(3);
  const Rect at = flow.take(targets_height(canvas, flow.area.w));
  if (flow.draws) draw_targets(canvas, at, true);
}

void say_enrolment(Flow& flow, const Care& screen) {
  Canvas& canvas = flow.canvas;
  const Ui& ui = canvas.ui;
  const Colour ink = ui.theme().ink;
  flow.words("title", canvas.say("enrol.card"), Type::title, ink, 3);
  switch (screen.phase) {
    case Phase::idle:
      return say_choices(flow, screen);
    case Phase::done:
      flow.note("done", canvas.say("enrol.done", {{"kiosk", std::string(1, screen.letter)}}),
                Tone::admitted);
      flow.words("file", screen.file, Type::body, ink, 3);
      return flow.words("keep", canvas.say("enrol.then"), Type::body, ink, 2);
    case Phase::failed:
      flow.note("failed", canvas.say("enrol.failed"), Tone::stop);
      return flow.failure(screen.failure);
    default:
      return flow.words("state", canvas.say("enrol.writing"), Type::body, ink, 3);
  }
}

void draw_enrolment(Canvas& canvas, const Rect& body, const Care& screen) {
  const auto [area, footer] = areas_of(canvas, body);
  if (!is_busy(screen)) draw_back(canvas, footer);
  const bool can_go_on = screen.phase == Phase::idle && screen.letter != 0;
  if (can_go_on && draw_primary(canvas, footer, "next", canvas.say("chrome.next"),
                                {Icon::arrow_right, true, true})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_flow(canvas, "care_page", area, [&](Flow& flow) { say_enrolment(flow, screen); });
}

// ---- the passphrase of either

/// The rule for the passphrase stands in its empty field where it has no room above.
void draw_secrets(Canvas& canvas, const Rect& area, const Care& screen, bool stacked,
                  bool rule_above) {
  using Fault = Care::Fault;
  Ui& ui = canvas.ui;
  const float field_h = field_height(ui, true);
  const auto cells = stacked ? grid(area, 2, 1, field_h, ui.px(3)) : columns(area, 2, ui.px(8));
  const std::string rule = rule_above ? std::string() : canvas.say("care.passphrase_short");
  const std::string first = canvas.say("care.passphrase");
  const std::string again = canvas.say("care.passphrase_again");
  const std::string is_short =
      screen.fault == Fault::too_short ? canvas.say("care.passphrase_short") : std::string();
  const std::string differs =
      screen.fault == Fault::differs ? canvas.say("care.passphrase_differs") : std::string();
  draw_secret(canvas, "passphrase", cells[0], app::FieldId::passphrase, screen.passphrase, first,
              is_short, rule);
  draw_secret(canvas, "again", cells[1], app::FieldId::again, screen.again, again, differs);
}

void draw_passphrase(Canvas& canvas, const Rect& body, const Care& screen) {
  Ui& ui = canvas.ui;
  const float margin = desk_margin(ui);
  const bool enrols = screen.page == CarePage::enrol;
  const std::string label = canvas.say(enrols ? "enrol.now" : "care.back_up_now");
  const std::string words = canvas.say("care.passphrase_explain");
  ui::Page whole;
  whole.body = {body.x + margin, body.y + ui.px(2), body.w - 2 * margin, body.h - ui.px(2)};
  const bool stacked = ui.tall();
  const float field_h = field_height(ui, true);
  const float fields_h = stacked ? 2 * field_h + ui.px(3) : field_h;
  ui::Page p = above_keyboard(canvas, whole, kPassphraseLayout, fields_h);
  const float words_h = text_height(ui, Type::body, words, p.body.w);
  const bool rule_above = words_h + fields_h + ui.px(4) <= p.body.h;
  if (rule_above) {
    p.body.take_top(text(ui, "explain", p.body, words, {Type::body, ui.muted()}), ui.px(3));
  }
  Rect fields = p.body.take_top(fields_h);
  const TypingButton button = place_typing_button(ui, p, fields, label);
  draw_secrets(canvas, fields, screen, stacked, rule_above);
  draw_typing_button(canvas, button,
                     {"back_up", label, app::ConfirmPressed{}, ButtonKind::primary});
  draw_keyboard(canvas, kPassphraseLayout, false, label);
}

// ---- retention

std::string_view name_of(RetentionStep::What what) {
  switch (what) {
    case RetentionStep::What::needs:
      return "care.step_needs";
    case RetentionStep::What::contacts:
      return "care.step_contacts";
    case RetentionStep::What::people:
      break;
  }
  return "care.step_people";
}

void say_step(Flow& flow, const RetentionStep& step, std::size_t index) {
  Canvas& canvas = flow.canvas;
  const Ui& ui = canvas.ui;
  const std::string id = "step:" + std::to_string(index);
  flow.words(id, canvas.say(name_of(step.what)), Type::strong, ui.theme().ink, 1);
  if (!step.day) {
    return flow.words(id + ":day", canvas.say("care.no_date"), Type::body, ui.muted(), 4);
  }
  const std::string day = canvas.names.day(canvas.model.language, *step.day);
  if (step.due) {
    return flow.note(id + ":due", canvas.say_n("care.due", step.people, {{"day", day}}),
                     Tone::look);
  }
  flow.words(id + ":day", canvas.say_n("care.goes", step.people, {{"day", day}}), Type::body,
             ui.muted(), 4);
}

void say_retention(Flow& flow, const Care& screen) {
  Canvas& canvas = flow.canvas;
  const Ui& ui = canvas.ui;
  flow.words("title", canvas.say("care.retention"), Type::title, ui.theme().ink, 3);
  if (screen.asking) flow.note("ask", canvas.say("care.erase_ask"), Tone::look);
  if (screen.phase == Phase::done) {
    flow.note("done", canvas.say_n("care.erased", screen.erased), Tone::admitted);
  }
  if (screen.phase == Phase::failed) {
    flow.note("failed", canvas.say("care.erase_failed"), Tone::stop);
    flow.failure(screen.failure);
  }
  if (!screen.steps_read || screen.phase == Phase::running) {
    return flow.words("reading", canvas.say("failure.checking"), Type::body, ui.theme().ink, 2);
  }
  for (std::size_t i = 0; i < screen.steps.size(); ++i) say_step(flow, screen.steps[i], i);
  flow.gap(2);
  flow.words("explain", canvas.say("care.retention_explain"), Type::body, ui.theme().ink, 2);
}

/// Where the primary button would be.
bool draw_danger(Ui& ui, Rect footer, std::string_view id, const std::string& label) {
  const float width = std::min(std::max(button_width(ui, label, Icon::trash), ui.px(70)),
                               std::round(footer.w * 0.58F));
  return button(ui, ButtonKind::danger, id, footer.take_right(width), label, {Icon::trash});
}

void draw_retention(Canvas& canvas, const Rect& body, const Care& screen) {
  const auto [area, footer] = areas_of(canvas, body);
  const bool any = std::any_of(screen.steps.begin(), screen.steps.end(),
                               [](const RetentionStep& step) { return step.due; });
  if (!is_busy(screen)) draw_back(canvas, footer);
  if (any && !is_busy(screen)) {
    const std::string label = canvas.say(screen.asking ? "care.erase_yes" : "care.erase_due");
    if (draw_danger(canvas.ui, footer, "erase_due", label)) {
      canvas.out.emplace_back(app::ConfirmPressed{});
    }
  }
  draw_flow(canvas, "care_page", area, [&](Flow& flow) { say_retention(flow, screen); });
}

// ---- whether the records stand

void say_verified(Flow& flow, const app::Verified& found) {
  Canvas& canvas = flow.canvas;
  const Theme& t = canvas.ui.theme();
  if (found.problems.empty()) {
    flow.note("done", canvas.say("care.verified"), Tone::admitted);
  } else {
    flow.note("done", canvas.say("care.verify_differs"), Tone::stop);
  }
  flow.words("entries", canvas.say("care.verified_entries", {{"n", std::to_string(found.entries)}}),
             Type::body, t.ink, 1);
  flow.words("exports", canvas.say("care.verified_exports", {{"n", std::to_string(found.exports)}}),
             Type::body, t.ink, 3);
  for (std::size_t i = 0; i < found.problems.size(); ++i) {
    flow.words("problem:" + std::to_string(i), found.problems[i], Type::label, t.ink, 1);
  }
}

void draw_verify(Canvas& canvas, const Rect& body, const Care& screen) {
  const auto [area, footer] = areas_of(canvas, body);
  draw_way_out(canvas, footer, screen);
  draw_flow(canvas, "care_page", area, [&](Flow& flow) {
    const Ui& ui = canvas.ui;
    flow.words("title", canvas.say("care.verify"), Type::title, ui.theme().ink, 3);
    if (is_busy(screen)) flow.progress(canvas.say("care.verifying"), screen.percent);
    if (screen.phase == Phase::stopped) {
      flow.note("stopped", canvas.say("work.stopped"), Tone::look);
    }
    if (screen.phase == Phase::done) say_verified(flow, screen.verified);
    if (screen.phase == Phase::failed) {
      flow.note("failed", canvas.say("care.verify_failed"), Tone::stop);
      flow.failure(screen.failure);
    }
    flow.gap(2);
    flow.words("explain", canvas.say("care.verify_explain"), Type::body, ui.muted(), 2);
  });
}

// ---- the way back

void draw_restore(Canvas& canvas, const Rect& body) {
  const auto [area, footer] = areas_of(canvas, body);
  draw_back(canvas, footer);
  if (draw_primary(canvas, footer, "choose", canvas.say("care.restore_choose"), {Icon::undo})) {
    canvas.out.emplace_back(app::UnsealBackupPressed{});
  }
  const std::string& copy = canvas.model.care.copy;
  draw_flow(canvas, "care_page", area, [&](Flow& flow) {
    const Theme& t = canvas.ui.theme();
    flow.words("title", canvas.say("care.restore"), Type::title, t.ink, 3);
    flow.words("on_screen", canvas.say("care.restore_screen"), Type::body, t.ink, 4);
    flow.words("explain", canvas.say("care.restore_explain"), Type::body, t.ink, 4);
    flow.words("command_backup", "kioskctl restore kiosk-A-2019-03-12-0902.backup", Type::strong,
               t.ink, 4);
    if (!copy.empty()) {
      const bool is_sealed = copy.ends_with(".backup");
      const auto* key = is_sealed ? "care.restore_copy_sealed" : "care.restore_copy";
      flow.words("or_copy", canvas.say(key), Type::body, t.ink, 4);
      flow.words("command", "kioskctl restore " + copy, Type::strong, t.ink, 4);
    }
    flow.words("after", canvas.say("care.restore_after"), Type::body, canvas.ui.muted(), 2);
  });
}

}  // namespace

void draw_care(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Care>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "care");
  if (screen.page == CarePage::overview) return draw_overview(canvas, body);
  if (screen.typing) return draw_passphrase(canvas, body, screen);
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  if (screen.page == CarePage::backup) draw_backup(canvas, body, screen);
  if (screen.page == CarePage::enrol) draw_enrolment(canvas, body, screen);
  if (screen.page == CarePage::retention) draw_retention(canvas, body, screen);
  if (screen.page == CarePage::verify) draw_verify(canvas, body, screen);
  if (screen.page == CarePage::restore) draw_restore(canvas, body);
}

void draw_starting(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<app::screen::Starting>(canvas.model.screen);
  Rect body = page(ui, false).body;
  const std::string title = canvas.say("starting.title");
  const std::string words = canvas.say("starting.explain");
  const Type type = largest_fitting(ui, title, body.w, 2);
  const float height =
      text_height(ui, type, title, body.w) + text_height(ui, Type::body, words, body.w) + ui.px(30);
  body = body.middle(body.w, std::min(body.h, height));
  body.take_top(text(ui, "title", body, title, {type, ui.theme().ink}), ui.px(4));
  body.take_top(text(ui, "explain", body, words, {Type::body, ui.theme().ink}), ui.px(8));
  progress_bar(ui, "progress", body.take_top(ui.px(8)), static_cast<float>(screen.percent) / 100.F,
               canvas.say("work.percent", {{"n", std::to_string(screen.percent)}}));
}

}  // namespace ui
