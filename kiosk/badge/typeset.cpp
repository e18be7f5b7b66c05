#include "badge/typeset.h"

#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace badge {
namespace {

constexpr const char* kFamily = "Noto Sans";
// For what Noto Sans has no letters for: its sisters before whatever else is installed. No emoji
// font: it would take the digits; Pango finds one for emoji by itself.
constexpr const char* kFamilies =
    "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Georgian,Noto Sans Armenian,"
    "Noto Sans Devanagari,Noto Sans Bengali,Noto Sans Gurmukhi,Noto Sans Gujarati,Noto Sans Tamil,"
    "Noto Sans Telugu,Noto Sans Kannada,Noto Sans Malayalam,Noto Sans Sinhala,Noto Sans Thai,"
    "Noto Sans Lao,Noto Sans Khmer,Noto Sans Myanmar,Noto Sans Ethiopic,Noto Sans CJK SC";
// Of Noto Sans, in ems. A line keeps at least this much room whatever letters it has.
constexpr double kCapitalHeight = 0.714;
constexpr double kDescent = 0.2;
// Noto Sans' own line height, in ems, to which Pango's line spacing is a factor.
constexpr double kFontLineHeight = 1.362;
// Everything is set at this one size and scaled when it is drawn: unhinted metrics are linear, and
// Pango looks up all fallback fonts anew for every size.
constexpr double kEm = 64;
// Set texts that are kept. A badge has about ten, each tried a few times.
constexpr std::size_t kMostShapes = 2000;

/// Pango's numbers for a text set at kEm, and millimetres.
struct Units {
  double mm;  // in one unit

  explicit Units(const TextStyle& style) : mm(style.size / kEm) {}
  [[nodiscard]] int to_pango(double length) const {
    return static_cast<int>(std::lround(std::min(length / mm, 1e6) * PANGO_SCALE));
  }
  [[nodiscard]] double from_pango(int units) const { return units * mm / PANGO_SCALE; }
};

PangoFontMap* thread_font_map() {
  thread_local const std::unique_ptr<PangoFontMap, ObjectUnref> map(pango_cairo_font_map_new());
  return map.get();
}

bool has_family(PangoFontMap* map, const char* name) {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(map, &families, &count);
  const bool found = std::any_of(families, families + count, [name](PangoFontFamily* family) {
    return g_ascii_strcasecmp(pango_font_family_get_name(family), name) == 0;
  });
  g_free(families);
  return found;
}

void use_unhinted_outlines(PangoContext* context) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
}

PangoFontDescription* font_of(const TextStyle& style) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, kFamilies);
  pango_font_description_set_weight(
      font, style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, kEm * PANGO_SCALE);
  return font;
}

PangoAttrList* attributes_of(const TextStyle& style) {
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  if (style.tracking != 0)
    pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(
                                           Units(style).to_pango(style.tracking * style.size)));
  if (style.capitals)
    pango_attr_list_insert(attributes,
                           pango_attr_text_transform_new(PANGO_TEXT_TRANSFORM_UPPERCASE));
  return attributes;
}

/// Han characters have forms of their own in Japanese and Korean, which the other letters of a name
/// give away.
const char* east_asian_language(const std::string& text) {
  for (const char* at = text.c_str(); *at != 0; at = g_utf8_next_char(at)) {
    const gunichar letter = g_utf8_get_char(at);
    if (letter >= 0x3040 && letter <= 0x30ff) return "ja";
    if (letter >= 0xac00 && letter <= 0xd7a3) return "ko";
  }
  return nullptr;
}

/// A middle dot ends a line rather than beginning one.
void bind_dots(std::string& text) {
  constexpr std::string_view kDot = " ·";
  for (auto at = text.find(kDot); at != std::string::npos; at = text.find(kDot, at + 3))
    text.replace(at, 1, "\u00A0");
}

/// Valid UTF-8 without line breaks and other control characters, which have no shape.
std::string drawable(const std::string& text) {
  gchar* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string clean = valid;
  g_free(valid);
  std::replace_if(
      clean.begin(), clean.end(),
      [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; }, ' ');
  bind_dots(clean);
  return clean;
}

bool breaks(const Setting& setting) { return setting.wrap != Wrap::none || setting.cut_after > 0; }

/// Its width in Pango's units; -1 where it does not matter.
int width_of(const Setting& setting) {
  return breaks(setting) ? std::max(1, Units(setting.style).to_pango(setting.width)) : -1;
}

/// What shaping depends on: everything but the size.
std::string key_of(const Setting& setting) {
  const TextStyle& style = setting.style;
  std::string key =
      fmt::format("{}{}{};{};", style.weight == Weight::bold ? 'b' : 'r',
                  style.capitals ? 'c' : '-', static_cast<int>(setting.wrap), style.tracking);
  if (breaks(setting))
    fmt::format_to(std::back_inserter(key), "{};{};{};", width_of(setting), setting.cut_after,
                   style.leading);
  return key += setting.text;
}

void set_breaking(PangoLayout* layout, const Setting& setting) {
  if (!breaks(setting)) return;
  pango_layout_set_width(layout, width_of(setting));
  const bool words_only = setting.wrap == Wrap::words && setting.cut_after == 0;
  pango_layout_set_wrap(layout, words_only ? PANGO_WRAP_WORD : PANGO_WRAP_WORD_CHAR);
  if (setting.cut_after == 0) return;
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height(layout, -setting.cut_after);
}

struct Line {
  PangoLayoutLine* line;
  PangoRectangle ink;  // from the line's start on its baseline
  int baseline;        // from the first line's
};

/// Lines are placed one by one, by their ink: what is big and what is small begins at the same
/// edge, and right-to-left scripts keep to it as well.
std::vector<Line> lines_of(PangoLayout* layout) {
  std::vector<Line> lines;
  const int first = pango_layout_get_baseline(layout);
  PangoLayoutIter* at = pango_layout_get_iter(layout);
  do {
    PangoLayoutLine* line = pango_layout_iter_get_line_readonly(at);
    lines.push_back({line, {}, pango_layout_iter_get_baseline(at) - first});
    pango_layout_line_get_extents(line, &lines.back().ink, nullptr);
  } while (pango_layout_iter_next_line(at));
  pango_layout_iter_free(at);
  return lines;
}

double indent(double room, Align align) {
  if (align == Align::left) return 0;
  return align == Align::right ? room : room / 2;
}

}  // namespace

void ObjectUnref::operator()(void* object) const { g_object_unref(object); }

core::Result<Typesetter> Typesetter::open(const std::string& language) {
  PangoFontMap* map = thread_font_map();
  if (!has_family(map, kFamily))
    return core::fail(core::Failure::storage, "The font \"Noto Sans\" is not installed.",
                      "Install it (Debian: apt install fonts-noto-core), then start again.");
  PangoContext* context = pango_font_map_create_context(map);
  use_unhinted_outlines(context);
  pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
  pango_context_set_language(
      context, pango_language_from_string(language.empty() ? "en" : language.c_str()));
  return Typesetter(context);
}

Typesetter::LayoutPtr Typesetter::set(const Setting& setting) const {
  LayoutPtr layout(pango_layout_new(context_.get()));
  PangoFontDescription* font = font_of(setting.style);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  const std::string text = drawable(setting.text);
  PangoAttrList* attributes = attributes_of(setting.style);
  if (const char* language = east_asian_language(text))
    pango_attr_list_insert(attributes,
                           pango_attr_language_new(pango_language_from_string(language)));
  pango_layout_set_attributes(layout.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_line_spacing(layout.get(),
                                static_cast<float>(setting.style.leading / kFontLineHeight));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  set_breaking(layout.get(), setting);
  return layout;
}

/// A text that is set, and what it takes up at an em of 1 mm.
struct Typesetter::Shaped {
  LayoutPtr layout;
  std::vector<Line> lines;
  Extent extent;
};

Typesetter::Typesetter(PangoContext* context) : context_(context) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

/// On one line wherever that is narrow enough: measuring and drawing must agree.
const Typesetter::Shaped& Typesetter::shaped(const Setting& setting) const {
  if (!breaks(setting)) return kept(setting);
  Setting one_line = setting;
  one_line.wrap = Wrap::none;
  one_line.cut_after = 0;
  const Shaped& line = kept(one_line);
  if (line.extent.width * setting.style.size <= setting.width) return line;
  return kept(setting);
}

const Typesetter::Shaped& Typesetter::kept(const Setting& setting) const {
  const std::string key = key_of(setting);
  const auto known = shapes_.find(key);
  if (known != shapes_.end()) return *known->second;
  if (shapes_.size() >= kMostShapes) shapes_.clear();
  return *shapes_.emplace(key, shape(setting)).first->second;
}

std::unique_ptr<Typesetter::Shaped> Typesetter::shape(const Setting& setting) const {
  auto made = std::make_unique<Shaped>();
  made->layout = set(setting);
  made->lines = lines_of(made->layout.get());
  Extent& extent = made->extent;
  const double em = 1 / (kEm * PANGO_SCALE);
  extent.lines = static_cast<int>(made->lines.size());
  extent.unknown = pango_layout_get_unknown_glyphs_count(made->layout.get());
  extent.above = kCapitalHeight;
  extent.below = em * made->lines.back().baseline + kDescent;
  for (const Line& line : made->lines) {
    extent.width = std::max(extent.width, em * line.ink.width);
    extent.above = std::max(extent.above, -em * (line.baseline + line.ink.y));
    extent.below = std::max(extent.below, em * (line.baseline + line.ink.y + line.ink.height));
  }
  return made;
}

Extent Typesetter::measure(const Setting& setting) const {
  Extent extent = shaped(setting).extent;
  for (double* length : {&extent.width, &extent.above, &extent.below})
    *length *= setting.style.size;
  return extent;
}

void Typesetter::draw(cairo_t* cairo, const PlacedText& text) const {
  const Shaped& set = shaped(text.setting);
  const Units units(text.setting.style);
  cairo_save(cairo);
  cairo_set_source_rgb(cairo, text.colour.red, text.colour.green, text.colour.blue);
  cairo_translate(cairo, text.box.x, text.baseline);
  cairo_scale(cairo, units.mm, units.mm);
  for (const Line& line : set.lines) {
    const double room = text.box.width / units.mm - pango_units_to_double(line.ink.width);
    cairo_move_to(cairo, indent(room, text.align) - pango_units_to_double(line.ink.x),
                  pango_units_to_double(line.baseline));
    pango_cairo_show_layout_line(cairo, line.line);
  }
  cairo_restore(cairo);
}

}  // namespace badge
