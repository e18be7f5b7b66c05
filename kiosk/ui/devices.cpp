// What is connected to this kiosk, how it is, and tries of it.
#include <algorithm>
#include <cstdlib>

#include "i18n/names.h"
#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/flow.h"
#include "ui/words.h"

namespace ui {
namespace {

using app::screen::Devices;
using core::Finding;
using core::Health;
using core::Part;

constexpr float kRulerMm = 100;

Tone tone_of(Health health) {
  switch (health) {
    case Health::ok:
      return Tone::admitted;
    case Health::look:
      return Tone::look;
    case Health::missing:
      return Tone::stop;
    case Health::off:
      return Tone::plain;
  }
  return Tone::plain;
}

std::string title_of(const Canvas& canvas, const Finding& finding) {
  return joined({canvas.say("doctor.part." + std::string(core::to_text(finding.part))),
                 canvas.say("doctor.state." + std::string(core::to_text(finding.health)))});
}

using NamedValues = std::vector<std::pair<std::string, std::string>>;

/// Days and languages come as codes.
std::string worded(Canvas& canvas, const std::string& message, const NamedValues& values) {
  const std::string& language = canvas.model.language;
  i18n::Values worded;
  for (const auto& [name, value] : values) {
    const auto day = name == "date" ? core::parse_day(value) : std::nullopt;
    if (name == "languages") {
      worded.push_back({name, i18n::language_list(language, value)});
    } else if (name == "free" || name == "density") {
      worded.push_back({name, number_words(canvas, value)});
    } else {
      worded.push_back({name, day ? canvas.names.day(language, *day) : value});
    }
  }
  return canvas.say(message, worded);
}

/// Each of them is a sentence.
void add_line(std::string& words, const std::string& more) {
  if (!words.empty() && !more.empty()) words += '\n';
  words += more;
}

std::optional<std::chrono::seconds> clock_ahead_in(const Finding& finding) {
  for (const auto& [name, value] : finding.values) {
    if (name == "seconds") return std::chrono::seconds{std::atoll(value.c_str())};
  }
  return std::nullopt;
}

std::string words_of_hub(Canvas& canvas, const Finding& finding) {
  const auto ahead = clock_ahead_in(finding);
  const std::string& address = canvas.model.hub.address;
  const bool has_address = finding.message == "doctor.hub_set";
  std::string words =
      ahead ? clock_words(canvas, *ahead) : worded(canvas, finding.message, finding.values);
  if (!has_address) add_line(words, finding.detail.empty() ? address : finding.detail);
  return words;
}

/// As the sync says it, which notices at once; the doctor looked when it was asked.
std::string try_of_hub(Canvas& canvas, const Finding& finding) {
  const app::HubSign& hub = canvas.model.hub;
  if (hub.state == app::HubSign::State::none) {
    return finding.health == Health::off ? canvas.say("doctor.try_nothing") : std::string();
  }
  const bool is_new = !hub.word.empty() && hub.word != finding.message;
  const bool tells_clock = hub.clock_ahead && !clock_ahead_in(finding);
  std::string words = hub_state(canvas);
  if (is_new) add_line(words, canvas.say(hub.word));
  if (tells_clock) add_line(words, clock_words(canvas, *hub.clock_ahead));
  return words;
}

/// What the printer says is the matter is said instead of the general words.
std::string words_of(Canvas& canvas, const Finding& finding) {
  if (finding.part == Part::hub) return words_of_hub(canvas, finding);
  std::string words;
  for (const std::string& more : finding.more) add_line(words, canvas.say(more));
  if (words.empty()) words = worded(canvas, finding.message, finding.values);
  const auto& paper = canvas.model.signs.paper;
  if (finding.part != Part::printer || (!paper && finding.health == Health::off)) return words;
  add_line(words, paper ? canvas.say_n("print.paper_left", paper->left)
                        : canvas.say("print.paper_unknown"));
  return words;
}

/// Why the test badge was not printed, in the language of the screen where there are words for it.
std::string failure_of(const Canvas& canvas, const core::Error& failure) {
  const bool silent = failure.message.empty() && failure.failure == core::Failure::unreachable;
  if (silent) return canvas.say("printer.unreachable");
  std::string words = canvas.say(failure_key(failure));
  add_line(words, failure_detail(failure));
  return words;
}

/// What a try of the part has shown; empty: it was not tried.
std::string try_of(Canvas& canvas, const Devices& screen, const Finding& finding) {
  const Part part = finding.part;
  const app::screen::PartTry& tried = screen.tries.at(static_cast<std::size_t>(part));
  if (!tried.message.empty()) return worded(canvas, tried.message, tried.values);
  if (part == Part::hub) return try_of_hub(canvas, finding);
  if (part == Part::scanner)
    return screen.read.empty() ? canvas.say("doctor.test_scan")
                               : canvas.say("doctor.test_read", {{"code", screen.read}});
  if (part == Part::screen) return canvas.say("doctor.ruler");
  if (part != Part::printer) return {};
  switch (screen.print) {
    case Devices::TestPrint::none:
      return {};
    case Devices::TestPrint::running:
      return canvas.say("doctor.test_printing");
    case Devices::TestPrint::printed:
      return canvas.say("doctor.test_printed");
    case Devices::TestPrint::failed: {
      std::string words = canvas.say("doctor.test_print_failed");
      add_line(words, failure_of(canvas, screen.failure));
      return words;
    }
  }
  return {};
}

/// A scanner is tried by scanning and the screen by its ruler; where no hub is set there is nothing
/// to try.
bool has_button(const Finding& finding) {
  switch (finding.part) {
    case Part::scanner:
    case Part::hub:
    case Part::screen:
      return false;
    case Part::camera:
      return finding.health != Health::off;
    default:
      return true;
  }
}

bool is_running(const Devices& screen, Part part) {
  if (part == Part::printer) return screen.print == Devices::TestPrint::running;
  const auto state = screen.tries.at(static_cast<std::size_t>(part)).state;
  return state == app::screen::PartTry::State::running;
}

/// What one part says, and how high its card is.
struct DeviceRow {
  std::string title;
  std::string words;
  std::string tried;
  float extra = 0;     ///< for a picture or the ruler
  float side = 0;      ///< for its button
  bool below = false;  ///< the button stands below the words, which need the whole width
  float room = 0;      ///< width of the words
  float height = 0;
};

constexpr float kLeastWordsMm = 96;  ///< beside a button: a long word of the title

float sign_side(const Ui& ui) { return ui.text_px(9); }

DeviceRow measure(Canvas& canvas, const Devices& screen, const Finding& finding, float width) {
  const Ui& ui = canvas.ui;
  DeviceRow row{title_of(canvas, finding), words_of(canvas, finding),
                try_of(canvas, screen, finding)};
  if (has_button(finding)) row.side = button_width(ui, canvas.say("doctor.test"));
  if (finding.part == Part::camera && has_camera(canvas)) row.extra = ui.px(60);
  if (finding.part == Part::screen) row.extra = ui.px(12);
  row.room = width - ui.px(12) - sign_side(ui) - ui.px(6);
  row.below = row.side > 0 && row.room - row.side < ui.text_px(kLeastWordsMm);
  if (row.side > 0 && !row.below) row.room -= row.side + ui.px(6);
  row.height = text_height(ui, Type::strong, row.title, row.room) +
               text_height(ui, Type::label, row.words, row.room) + ui.px(9);
  if (!row.tried.empty())
    row.height += text_height(ui, Type::label, row.tried, row.room) + ui.px(1.5F);
  if (row.extra > 0) row.height += row.extra + ui.px(2);
  if (row.below) row.height += ui.px(kTargetMm + 3);
  if (row.side > 0) row.height = std::max(row.height, ui.px(kTargetMm + 6));
  return row;
}

/// As long as 100 mm are if the density is right, with a mark every 10 mm.
void draw_ruler(Ui& ui, const Rect& at) {
  const float length = std::min(ui.px(kRulerMm), at.w);
  const Colour ink = ui.theme().ink;
  const float line = std::max(1.0F, ui.px(0.3F));
  fill(ui, {at.x, at.bottom() - line, length, line}, ink);
  for (int mm = 0; mm <= static_cast<int>(kRulerMm); mm += 10) {
    const float high = mm % 50 == 0 ? at.h : at.h * 0.55F;
    const float x = std::min(at.x + ui.px(static_cast<float>(mm)), at.x + length) - line;
    fill(ui, {std::max(x, at.x), at.bottom() - high, line, high}, ink);
  }
  ui.note_drawn(at);
}

void draw_extra(Canvas& canvas, Part part, const Rect& at) {
  if (part == Part::screen) draw_ruler(canvas.ui, at);
  if (part == Part::camera)
    draw_camera(canvas, {at.x, at.y, std::min(at.w, at.h * 16 / 9), at.h}, canvas.ui.px(2));
}

void draw_row(Canvas& canvas, const Rect& rect, const Finding& finding, const DeviceRow& row,
              const Devices& screen) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  plate(ui, rect, t.surface);
  if (t.high_contrast) outline(ui, rect, t.ink, ui.px(0.4F), ui.px(kCornerMm));
  OnSurface on(ui, t.surface);
  Rect inside = rect.inset(ui.px(6), ui.px(4));
  const Tone tone = tone_of(finding.health);
  const float side = sign_side(ui);
  const Icon icon = tone == Tone::plain ? Icon::none : tone_icon(tone);
  const Rect sign = inside.take_left(side, ui.px(6));
  draw_icon(ui, icon, {sign.x, sign.y, side, side}, tone_text(t, tone));
  const std::string id(core::to_text(finding.part));
  const bool is_printer = finding.part == Part::printer;
  if (row.side > 0) {
    const Rect at = row.below
                        ? inside.take_bottom(ui.px(kTargetMm), ui.px(3)).take_left(row.side)
                        : inside.take_right(row.side, ui.px(6)).middle(row.side, ui.px(kTargetMm));
    if (button(ui, ButtonKind::secondary, is_printer ? "test_print" : "test:" + id, at,
               canvas.say("doctor.test"), {Icon::none, false, !is_running(screen, finding.part)})) {
      if (is_printer)
        canvas.out.emplace_back(app::TestPrintPressed{});
      else
        canvas.out.emplace_back(app::PartTestPressed{finding.part});
    }
  }
  inside.take_top(text(ui, "device:" + id, inside, row.title, {Type::strong, t.ink}));
  inside.take_top(text(ui, "advice:" + id, inside, row.words, {Type::label, ui.muted()}),
                  ui.px(1.5F));
  if (!row.tried.empty())
    inside.take_top(text(ui, "try:" + id, inside, row.tried, {Type::label, t.ink}), ui.px(2));
  if (row.extra > 0) draw_extra(canvas, finding.part, inside.take_top(row.extra));
}

void draw_again(Canvas& canvas, const Rect& at, bool checking) {
  const std::string label = canvas.say(checking ? "doctor.checking" : "doctor.check_again");
  if (button(canvas.ui, ButtonKind::secondary, "check_again", at, label,
             {Icon::none, false, !checking}))
    canvas.out.emplace_back(app::RetryPressed{});
}

}  // namespace

void draw_devices(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Devices>(canvas.model.screen);
  Rect body = draw_desk_frame(canvas, "devices");
  const float margin = desk_margin(ui);
  const float gap = ui.px(3);
  const float width = std::min(body.w - 2 * margin, ui.px(360));
  const float x = std::round(body.x + (body.w - width) / 2);
  std::vector<DeviceRow> rows;
  float height = 2 * gap + ui.px(kTargetMm) + gap;
  for (const Finding& finding : screen.findings) {
    rows.push_back(measure(canvas, screen, finding, width));
    height += rows.back().height + gap;
  }
  const float offset = ui.scroll("devices", body, height);
  Clip clip(ui, body);
  Rect area{x, body.y + 2 * gap - offset, width, height};
  for (std::size_t i = 0; i < rows.size(); ++i)
    draw_row(canvas, area.take_top(rows[i].height, gap), screen.findings[i], rows[i], screen);
  const float button_w = std::max(button_width(ui, canvas.say("doctor.check_again")),
                                  button_width(ui, canvas.say("doctor.checking")));
  draw_again(canvas, area.take_top(ui.px(kTargetMm)).take_left(std::min(width, button_w)),
             screen.checking);
}

}  // namespace ui
