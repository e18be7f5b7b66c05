// Reads the template files; the format by example is assets/badges/62x100.toml.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>
#include <utility>

#include "badge/template.h"
#include "badge/toml_reader.h"

namespace badge {
namespace {

constexpr double kLargestPage = 500;  // mm
constexpr int kQrModulesAcross = 25 + 2 * 4;
using Mistakes = std::vector<core::Mistake>;

template <class Value>
using Names = std::vector<std::pair<std::string_view, Value>>;

/// One of a few words; a mistake names them all.
template <class Value>
Value word(TomlReader& in, std::string_view key, const Names<Value>& names) {
  const std::string text = in.text(key, std::string(names.front().first));
  std::string all;
  for (const auto& [name, value] : names) {
    if (name == text) return value;
    all += (all.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  }
  in.mistake(key, "must be one of " + all);
  return names.front().second;
}

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
  read.align = word<Align>(
      in, "align", {{"left", Align::left}, {"centre", Align::centre}, {"right", Align::right}});
  read.vertical = word<VerticalAlign>(in, "vertical",
                                      {{"top", VerticalAlign::top},
                                       {"middle", VerticalAlign::middle},
                                       {"bottom", VerticalAlign::bottom}});
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

QrSpec qr(const toml::table& table, const Template& form, Mistakes& mistakes) {
  TomlReader in(table, "qr", mistakes);
  QrSpec read;
  read.box = box(in, {0, 0, form.width, form.height});
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

StripeSpec stripe(const toml::table& table, const Box& allowed, Mistakes& mistakes) {
  TomlReader in(table, "stripe", mistakes);
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

EmblemSpec emblem(const toml::table& table, const Box& allowed, Mistakes& mistakes) {
  TomlReader in(table, "emblem", mistakes);
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

PhotoMarkSpec photo_mark(const toml::table& table, const Box& allowed, Mistakes& mistakes) {
  TomlReader in(table, "photo_mark", mistakes);
  PhotoMarkSpec read;
  read.box = box(in, allowed);
  read.label = only_text(in, "text", mistakes);
  in.check_unknown();
  return read;
}

Rule rule(const toml::table& table, const Box& allowed, Mistakes& mistakes) {
  TomlReader in(table, "rule", mistakes);
  Rule read;
  read.box = box(in, allowed);
  read.colour = colour(in, "colour");
  in.check_unknown();
  return read;
}

void read_page(TomlReader& in, Template& form) {
  form.name = in.text("name");
  form.title = in.text("title", form.name);
  form.margin = in.number("margin", 0, 50, 3.0);
  const std::vector<double> page = in.numbers("page", 2);
  if (page.empty()) return;
  form.width = page[0];
  form.height = page[1];
  for (const double side : page)
    if (side < 10 || side > kLargestPage)
      in.mistake("page", "must be [width, height], each from 10 to 500 mm");
}

Template read_template(const toml::table& root, Mistakes& mistakes) {
  TomlReader in(root, "", mistakes);
  Template form;
  read_page(in, form);
  const Box inside = Box{0, 0, form.width, form.height}.inset(form.margin);
  for (const toml::table* table : in.tables("stack"))
    form.stacks.push_back(stack(*table, "stack", inside, mistakes));
  for (const toml::table* table : in.tables("stripe"))
    form.stripes.push_back(stripe(*table, inside, mistakes));
  for (const toml::table* table : in.tables("rule"))
    form.rules.push_back(rule(*table, inside, mistakes));
  if (const toml::table* table = in.table("emblem")) form.emblem = emblem(*table, inside, mistakes);
  if (const toml::table* table = in.table("photo_mark"))
    form.photo_mark = photo_mark(*table, inside, mistakes);
  if (const toml::table* table = in.table("qr"))
    form.qr = qr(*table, form, mistakes);
  else
    in.mistake("qr", "a badge needs a [qr]");
  in.check_unknown();
  return form;
}

core::Result<Template> wrong(std::string_view name, Mistakes mistakes) {
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const auto& left, const auto& right) { return left.line < right.line; });
  return tl::unexpected(core::Error{core::Failure::bad_input,
                                    fmt::format("The badge template {} has mistakes.", name),
                                    "Mend the lines named, then try again.", std::move(mistakes)});
}

}  // namespace

core::Result<Template> parse_template(std::string_view toml, std::string_view name) {
  Mistakes mistakes;
  try {
    const toml::table root = toml::parse(toml, name);
    Template form = read_template(root, mistakes);
    if (mistakes.empty()) return form;
  } catch (const toml::parse_error& error) {
    mistakes.push_back(
        {static_cast<int>(error.source().begin.line), "", std::string(error.description())});
  }
  return wrong(name, std::move(mistakes));
}

core::Result<Template> load_template(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file)
    return core::fail(core::Failure::storage,
                      fmt::format("The badge template {} cannot be read.", path.string()),
                      "Check that the file is there and readable.");
  return parse_template(text.str(), path.filename().string());
}

}  // namespace badge
