#include "ui/text.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "ui/draw.h"
#include "ui/utf8.h"

namespace ui {
namespace {

constexpr float kLeastLine = 0.8F;  ///< of a line's height: what its letters need

float width_in(const Face& face, std::string_view text) {
  if (text.empty()) return 0;  // Dear ImGui takes no null pointer
  return face.font->CalcTextSizeA(face.line_px, 1e9F, 0, text.data(), text.data() + text.size()).x;
}

bool is_bold(Type type) { return type != Type::body && type != Type::label; }

std::optional<ShapedText> shaped(const Ui& ui, Type type, std::string_view text) {
  if (!ui.text_shaper() || ui.fonts().covers(text)) return std::nullopt;
  return ui.text_shaper()(text, ui.line_px(type), is_bold(type));
}

constexpr std::string_view kDotBefore = "\u00A0·";  ///< left out at the end of a line

constexpr std::string_view kCommand = "kioskctl";
constexpr std::string_view kCommandLetters = "abcdefghijklmnopqrstuvwxyz- ";

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80U || std::isalpha(byte) != 0;
}

bool is_in_option(std::string_view text, std::size_t at) {
  const std::size_t space = text.substr(0, at).rfind(' ');
  return text[space == std::string_view::npos ? 0 : space + 1] == '-';
}

// The next place at or behind `at` where a line may end: before a space, or behind a hyphen between
// two letters. Numbers, sizes and options of commands stay whole.
std::size_t next_break(std::string_view text, std::size_t at) {
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == ' ') return i;
    const bool inside = i > 0 && i + 1 < text.size();
    const bool joins = inside && is_letter(text[i - 1]) && is_letter(text[i + 1]);
    if (text[i] == '-' && joins && !is_in_option(text, i)) return i + 1;
  }
  return text.size();
}

// Where the first line of `text` ends, at a space or, failing that, inside a word.
std::size_t line_end(const Ui& ui, Type type, std::string_view text, float width) {
  std::size_t good = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = next_break(text, at);
    if (text_width(ui, type, text.substr(0, end)) > width) break;
    good = end;
    at = end + (end < text.size() && text[end] == ' ' ? 1 : 0);
    if (at == good && end < text.size()) at = end + 1;
  }
  if (good > 0) return good;
  std::size_t end = 0;
  utf8::next(text, end);
  for (std::size_t next = end; next < text.size() && text[end] != ' '; end = next) {
    utf8::next(text, next);
    if (text_width(ui, type, text.substr(0, next)) > width) break;
  }
  return end;
}

// The end of the line that `end` would leave in the middle of a fact, put before that fact where it
// fits a line of its own; else `end`.
std::size_t before_fact(const Ui& ui, Type type, std::string_view text, std::size_t end,
                        float width) {
  const std::size_t dot = text.substr(0, end).rfind(kDotBefore);
  if (end == text.size() || dot == std::string_view::npos) return end;
  const std::size_t after = dot + kDotBefore.size();
  if (after >= end) return end;
  const std::string_view fact = text.substr(after + 1, text.find(kDotBefore, after) - after - 1);
  const bool is_whole = after + 1 + fact.size() <= end;
  return is_whole || text_width(ui, type, fact) > width ? end : after;
}

// The same for a command, which is to be typed as it stands, with its quotation marks if any.
std::size_t before_command(const Ui& ui, Type type, std::string_view text, std::size_t end,
                           float width) {
  const std::size_t found = text.substr(0, end).rfind(kCommand);
  if (found == std::string_view::npos) return end;
  const std::size_t space = text.substr(0, found).rfind(' ');
  if (space == std::string_view::npos || space == 0) return end;
  const std::size_t last = text.find(' ', text.find_first_not_of(kCommandLetters, found));
  const std::string_view command = text.substr(space + 1, last - space - 1);
  const bool is_whole = last != std::string_view::npos ? last <= end : end == text.size();
  return is_whole || text_width(ui, type, command) > width ? end : space;
}

void wrap_paragraph(const Ui& ui, Type type, std::string_view text, float width, bool whole_facts,
                    std::vector<std::string_view>& lines) {
  if (text.empty()) lines.push_back(text);
  while (!text.empty()) {
    std::size_t end = line_end(ui, type, text, width);
    if (whole_facts) end = before_fact(ui, type, text, end, width);
    end = before_command(ui, type, text, end, width);
    std::string_view line = text.substr(0, end);
    if (end < text.size() && line.ends_with(kDotBefore)) line.remove_suffix(kDotBefore.size());
    lines.push_back(line);
    text.remove_prefix(end);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
}

// Facts stay whole where that takes no line more.
void add_lines(const Ui& ui, Type type, std::string_view text, float width,
               std::vector<std::string_view>& lines) {
  std::vector<std::string_view> filled;
  std::vector<std::string_view> in_facts;
  wrap_paragraph(ui, type, text, width, false, filled);
  if (filled.size() > 1 && text.find(kDotBefore) != std::string_view::npos) {
    wrap_paragraph(ui, type, text, width, true, in_facts);
  }
  const auto& chosen = in_facts.size() == filled.size() ? in_facts : filled;
  lines.insert(lines.end(), chosen.begin(), chosen.end());
}

void draw_line(Ui& ui, Vec2 at, std::string_view line, Type type, Colour ink) {
  if (const auto image = shaped(ui, type, line)) {
    texture(ui, {at.x, at.y, image->size.x, image->size.y}, image->texture, image->size, ink);
    return;
  }
  if (line.empty()) return;
  const Face face = ui.fonts().face(ui.as_drawn(type), line);
  ui.draw().AddText(face.font, face.line_px, {std::round(at.x), std::round(at.y)}, ink.packed(),
                    line.data(), line.data() + line.size());
}

float aligned(const Rect& rect, float width, Align align) {
  if (align == Align::centre) return rect.x + (rect.w - width) / 2;
  return align == Align::right ? rect.right() - width : rect.x;
}

int lines_allowed(const Ui& ui, const Rect& rect, const TextStyle& style) {
  const int fit = std::max(1, static_cast<int>((rect.h + 1) / ui.line_px(style.type)));
  return style.max_lines > 0 ? std::min(style.max_lines, fit) : fit;
}

constexpr float kShortLine = 0.25F;  ///< of the width: a last line shorter than this is lonely
constexpr std::size_t kFewLines = 4;

// The same number of lines, as even as can be where the last would hold a word alone; a fact may
// stand alone.
std::vector<std::string_view> balanced(const Ui& ui, Type type, std::string_view text,
                                       float width) {
  auto lines = wrap(ui, type, text, width);
  const bool few = lines.size() > 1 && lines.size() <= kFewLines;
  if (!few || text.find('\n') != std::string_view::npos) return lines;
  const auto before_last = static_cast<std::size_t>(lines.back().data() - text.data());
  const bool is_fact = text.substr(0, before_last).ends_with("\u00A0· ");
  if (is_fact || text_width(ui, type, lines.back()) >= kShortLine * width) return lines;
  for (const float share : {0.7F, 0.8F, 0.9F}) {
    auto even = wrap(ui, type, text, width * share);
    if (even.size() == lines.size() && whole_words(text, even)) return even;
  }
  return lines;
}

float record_text(Ui& ui, std::string_view id, const Rect& rect, std::string_view words,
                  const TextStyle& style, bool personal) {
  const float height = draw_text(ui, rect, words, style);
  const float top = style.middle ? rect.y + (rect.h - height) / 2 : rect.y;
  Widget w;
  w.id = id;
  w.role = style.type == Type::display || style.type == Type::title ? Role::heading : Role::text;
  w.label = words;
  w.rect = {rect.x, top, rect.w, height};
  w.personal = personal;
  w.text_mm = ui.em_mm(style.type);
  w.ink = style.ink;
  ui.add(std::move(w));
  if (!words.empty()) ui.own_last_text(id);
  return height;
}

}  // namespace

float text_width(const Ui& ui, Type type, std::string_view text) {
  if (const auto image = shaped(ui, type, text)) return image->size.x;
  return width_in(ui.fonts().face(ui.as_drawn(type), text), text);
}

std::vector<std::string_view> wrap(const Ui& ui, Type type, std::string_view text, float width) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    add_lines(ui, type, text.substr(0, end), width, lines);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

bool whole_words(std::string_view text, const std::vector<std::string_view>& lines) {
  return std::all_of(lines.begin(), lines.end(), [&text](std::string_view line) {
    const char* end = line.data() + line.size();
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    return rest.empty() || rest.front() == ' ' || rest.front() == '\n' ||
           rest.starts_with(kDotBefore) || line.ends_with('-');
  });
}

float text_height(const Ui& ui, Type type, std::string_view text, float width) {
  return static_cast<float>(wrap(ui, type, text, width).size()) * ui.line_px(type);
}

std::string shorten(const Ui& ui, Type type, std::string_view text, float width) {
  if (text_width(ui, type, text) <= width) return std::string(text);
  while (!text.empty()) {
    text = text.substr(0, utf8::before(text, text.size()));
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    std::string candidate = std::string(text) + "…";
    if (text_width(ui, type, candidate) <= width) return candidate;
  }
  return {};
}

Type largest_fitting(const Ui& ui, std::string_view text, float width, int lines) {
  for (const Type type : {Type::display, Type::title}) {
    const auto broken = wrap(ui, type, text, width);
    if (broken.size() <= static_cast<std::size_t>(lines) && whole_words(text, broken)) return type;
  }
  return Type::strong;
}

float draw_text(Ui& ui, const Rect& rect, std::string_view text, const TextStyle& style) {
  auto lines =
      style.typed ? wrap(ui, style.type, text, rect.w) : balanced(ui, style.type, text, rect.w);
  const auto allowed = static_cast<std::size_t>(lines_allowed(ui, rect, style));
  std::string last;
  DrawnText drawn;
  if (!style.typed) drawn.words = text;
  drawn.typed = style.typed;
  drawn.em_mm = ui.em_mm(style.type);
  drawn.ink = style.ink;
  drawn.surface = ui.surface();
  drawn.broken = !whole_words(text, lines);
  drawn.shortened = lines.size() > allowed;
  if (drawn.shortened) {
    const char* rest = lines[allowed - 1].data();
    const auto length = static_cast<std::size_t>(text.data() + text.size() - rest);
    last = shorten(ui, style.type, std::string_view(rest, length), rect.w);
    lines.resize(allowed);
    lines.back() = last;
  }
  const float line_px = ui.line_px(style.type);
  const float height = static_cast<float>(lines.size()) * line_px;
  drawn.too_low = height * kLeastLine > rect.h;
  const float top = style.middle ? rect.y + (rect.h - height) / 2 : rect.y;
  float y = top;
  float widest = 0;
  for (const std::string_view line : lines) {
    const float width = text_width(ui, style.type, line);
    draw_line(ui, {aligned(rect, width, style.align), y}, line, style.type, style.ink);
    y += line_px;
    widest = std::max(widest, width);
  }
  drawn.rect = {aligned(rect, widest, style.align), top, widest, height};
  if (!text.empty()) ui.note_text(std::move(drawn));
  return height;
}

float text(Ui& ui, std::string_view id, const Rect& rect, std::string_view words,
           const TextStyle& style) {
  return record_text(ui, id, rect, words, style, false);
}

float personal_text(Ui& ui, std::string_view id, const Rect& rect, std::string_view words,
                    const TextStyle& style) {
  return record_text(ui, id, rect, words, style, true);
}

}  // namespace ui
