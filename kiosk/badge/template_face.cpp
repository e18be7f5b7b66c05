// Reads what stands on a side of a badge; the format by example is docs/badges.md.
#include "badge/template_face.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace badge {
namespace {

constexpr int kQrModulesAcross = 25 + 2 * 4;
const Names<Align> kAligns{
    {"left", Align::left}, {"centre", Align::centre}, {"right", Align::right}};
const Names<VerticalAlign> kVerticalAligns{{"top", VerticalAlign::top},
                                           {"middle", VerticalAlign::middle},
                                           {"bottom", VerticalAlign::bottom}};

Colour colour(TomlReader& in, std::string_view key) {
  const std::string text = in.text(key, "#000000");
  unsigned value = 0;
  const char* const end = text.data() + text.size();
  const bool shaped = text.size() == 7 && text.front() == '#';
  if (!shaped || std::from_chars(text.data() + 1, end, value, 16).ptr != end) {
    in.mistake(key, "must be a colour like \"#003399\"");
    return kBlack;
  }
  const auto part = [value](unsigned shift) { return ((value >> shift) & 255U) / 255.0; };
  return {part(16), part(8), part(0)};
}

Box box(TomlReader& in, const Box& allowed) {
  const std::vector<double> sides = in.numbers("box", 4);
  if (sides.empty()) return {};
  const Box read{sides[0], sides[1], sides[2], sides[3]};
  if (read.width <= 0 || read.height <= 0)
    in.mistake("box", "must have a width and a height: [x, y, width, height]");
  else if (!allowed.contains(read))
    in.mistake("box", "leaves the page or its margin");
  return read;
}

std::vector<Field> fields(TomlReader& in, std::string_view key) {
  std::vector<Field> read;
  for (const std::string& name : in.texts(key)) {
    if (const auto field = parse_field(name))
      read.push_back(*field);
    else
      in.mistake(key, fmt::format("\"{}\" is no field of a badge", name));
  }
  return read;
}

TextSpec text_spec(const toml::table& table, const std::string& path, Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  TextSpec spec;
  spec.fields = fields(in, "fields");
  if (spec.fields.empty()) in.mistake("fields", "must name at least one field");
  spec.short_fields = fields(in, "short_fields");
  spec.id = in.text("id", spec.fields.empty() ? "" : std::string(to_text(spec.fields.front())));
  spec.join = in.text("join", ", ");
  spec.style.weight =
      word<Weight>(in, "weight", {{"regular", Weight::regular}, {"bold", Weight::bold}});
  spec.style.size = in.number("size", 0.5, kLargestPage);
  spec.style.leading = in.number("leading", 0.8, 3, 1.2);
  spec.style.tracking = in.number("tracking", -0.1, 1, 0.0);
  spec.style.capitals = in.flag("capitals");
  spec.min_size = in.number("min_size", 0.5, spec.style.size, spec.style.size);
  spec.wrap_below = in.number("wrap_below", 0, spec.style.size, 0.0);
  spec.max_lines = in.whole("max_lines", 1, 20, 1);
  spec.gap = in.number("gap", 0, kLargestPage, 0.0);
  spec.smaller_than = in.text("smaller_than", "");
  spec.ratio = in.number("ratio", 0.1, 1, 1.0);
  spec.rank = in.whole("rank", 0, 100, 0);
  spec.optional = in.flag("optional");
  spec.colour = colour(in, "colour");
  in.check_unknown();
  return spec;
}

/// The text under `key` of something that has exactly one.
TextSpec only_text(TomlReader& in, std::string_view key, Mistakes& mistakes) {
  const toml::table* table = in.table(key);
  if (table) return text_spec(*table, in.path_of(key), mistakes);
  in.mistake(key, "is missing");
  return {};
}

Stack stack(const toml::table& table, const std::string& path, const Box& allowed,
            Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  Stack read;
  read.box = box(in, allowed);
  read.align = word(in, "align", kAligns);
  read.vertical = word(in, "vertical", kVerticalAligns);
  for (const toml::table* text : in.tables("text"))
    read.texts.push_back(text_spec(*text, in.path_of("text"), mistakes));
  if (read.texts.empty()) in.mistake("text", "a stack needs at least one [[stack.text]]");
  for (std::size_t i = 0; i < read.texts.size(); ++i) {
    const std::string& larger = read.texts[i].smaller_than;
    const auto end = read.texts.begin() + static_cast<std::ptrdiff_t>(i);
    if (!larger.empty() && std::none_of(read.texts.begin(), end,
                                        [&](const TextSpec& spec) { return spec.id == larger; }))
      in.mistake("text",
                 fmt::format("smaller_than \"{}\" is no earlier text of the stack", larger));
  }
  in.check_unknown();
  return read;
}

QrSpec qr(const toml::table& table, const std::string& path, const Box& page, Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  QrSpec read;
  read.box = box(in, page);
  read.min_module = in.number("min_module", 0.2, 10);
  const double module = std::min(read.box.width, read.box.height) / kQrModulesAcross;
  if (module > 0 && module < read.min_module)
    in.mistake("box", fmt::format("gives modules of {:.2f} mm: with the quiet zone it must be at "
                                  "least {:.1f} mm wide and high",
                                  module, read.min_module * kQrModulesAcross));
  in.check_unknown();
  return read;
}

/// A value for each kind, under the kinds' names.
template <class Value, class Read>
std::array<Value, 3> by_kind(TomlReader& in, std::string_view key, std::array<Value, 3> values,
                             Mistakes& mistakes, Read read) {
  const toml::table* table = in.table(key);
  if (!table) return values;
  TomlReader kinds(*table, in.path_of(key), mistakes);
  for (const core::Kind kind : {core::Kind::invited, core::Kind::local, core::Kind::team})
    values.at(static_cast<std::size_t>(kind)) = read(kinds, core::to_text(kind));
  kinds.check_unknown();
  return values;
}

StripeSpec stripe(const toml::table& table, const std::string& path, const Box& allowed,
                  Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  StripeSpec read;
  read.box = box(in, allowed);
  read.patterns = by_kind<Pattern>(in, "pattern", read.patterns, mistakes,
                                   [](TomlReader& kinds, std::string_view kind) {
                                     return word<Pattern>(kinds, kind,
                                                          {{"solid", Pattern::solid},
                                                           {"outline", Pattern::outline},
                                                           {"hatched", Pattern::hatched}});
                                   });
  read.colours = by_kind<Colour>(in, "colour", read.colours, mistakes, colour);
  read.label = only_text(in, "text", mistakes);
  in.check_unknown();
  return read;
}

EmblemSpec emblem(const toml::table& table, const std::string& path, const Box& allowed,
                  Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  EmblemSpec read;
  read.height = in.number("height", 1, kLargestPage);
  const std::vector<double> at = in.numbers("at", 2);
  if (!at.empty()) {
    read.x = at[0];
    read.y = at[1];
    if (!allowed.contains({read.x, read.y, read.height * 1.5, read.height}))
      in.mistake("at", "leaves the page or its margin (the emblem is 1.5 times as wide as high)");
  }
  read.ink =
      word<EmblemInk>(in, "ink", {{"colour", EmblemInk::colour}, {"black", EmblemInk::black}});
  in.check_unknown();
  return read;
}

PhotoMarkSpec photo_mark(const toml::table& table, const std::string& path, const Box& allowed,
                         Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  PhotoMarkSpec read;
  read.box = box(in, allowed);
  read.label = only_text(in, "text", mistakes);
  in.check_unknown();
  return read;
}

Rule rule(const toml::table& table, const std::string& path, const Box& allowed,
          Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  Rule read;
  read.box = box(in, allowed);
  read.colour = colour(in, "colour");
  in.check_unknown();
  return read;
}

PictureSpec picture(const toml::table& table, const std::string& path, const Page& page,
                    Mistakes& mistakes) {
  TomlReader in(table, path, mistakes);
  PictureSpec read;
  read.box = box(in, page.inside);
  read.align = in.has("align") ? word(in, "align", kAligns) : Align::centre;
  read.vertical =
      in.has("vertical") ? word(in, "vertical", kVerticalAligns) : VerticalAlign::middle;
  const std::string file = in.text("file");
  if (!is_bare_name(file) || page.folder.empty()) {
    if (in.has("file")) in.mistake("file", "must be the name of a file beside the template");
  } else if (auto loaded = load_picture(page.folder / file); loaded) {
    read.picture = std::move(*loaded);
  } else {
    in.mistake("file", loaded.error().what);
  }
  in.check_unknown();
  return read;
}

}  // namespace

bool is_bare_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.find_first_of("/\\") == std::string::npos;
}

Face read_face(TomlReader& in, const Page& page, Mistakes& mistakes) {
  Face face;
  for (const toml::table* table : in.tables("stack"))
    face.stacks.push_back(stack(*table, in.path_of("stack"), page.inside, mistakes));
  for (const toml::table* table : in.tables("stripe"))
    face.stripes.push_back(stripe(*table, in.path_of("stripe"), page.inside, mistakes));
  for (const toml::table* table : in.tables("rule"))
    face.rules.push_back(rule(*table, in.path_of("rule"), page.inside, mistakes));
  for (const toml::table* table : in.tables("picture"))
    face.pictures.push_back(picture(*table, in.path_of("picture"), page, mistakes));
  if (const toml::table* table = in.table("emblem"))
    face.emblem = emblem(*table, in.path_of("emblem"), page.inside, mistakes);
  if (const toml::table* table = in.table("photo_mark"))
    face.photo_mark = photo_mark(*table, in.path_of("photo_mark"), page.inside, mistakes);
  if (const toml::table* table = in.table("qr"))
    face.qr = qr(*table, in.path_of("qr"), page.whole, mistakes);
  return face;
}

}  // namespace badge
