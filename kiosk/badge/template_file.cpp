// Reads the template files; the format by example is docs/badges.md.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "badge/template.h"
#include "badge/template_face.h"

namespace badge {
namespace {

constexpr std::uintmax_t kLargestFile = 1U << 20U;  // bytes

const Names<Sides> kSides{{"one", Sides::one}, {"two", Sides::two}, {"fold", Sides::fold}};

/// Whether a template may name another one: one step, never a circle.
enum class Borrow { yes, no };

core::Result<Template> read_file(const std::filesystem::path& path, Borrow borrow);

void read_names(TomlReader& in, Template& form) {
  form.name = in.text("name");
  form.title = in.text("title", form.name);
}

/// Two sides from 10 to 500 mm; nothing is written where they are wrong.
void read_sides(TomlReader& in, std::string_view key, double& width, double& height) {
  const std::vector<double> page = in.numbers(key, 2);
  if (page.empty()) return;
  width = page[0];
  height = page[1];
  for (const double side : page)
    if (!(side >= 10 && side <= kLargestPage))
      return in.mistake(key, "must be [width, height], each from 10 to 500 mm");
}

/// The pieces in the middle of the page, unless it is said where they begin.
void place_on_sheet(TomlReader& in, const Template& form, Sheet& sheet) {
  const double wide = sheet.columns * form.width + (sheet.columns - 1) * sheet.gap_x;
  const double high = sheet.rows * form.piece_height() + (sheet.rows - 1) * sheet.gap_y;
  sheet.left = (sheet.width - wide) / 2;
  sheet.top = (sheet.height - high) / 2;
  if (in.has("margin")) {
    const std::vector<double> margin = in.numbers("margin", 2);
    if (margin.empty()) return;
    sheet.left = margin[0];
    sheet.top = margin[1];
  }
  const Box page{0, 0, sheet.width, sheet.height};
  if (!page.contains({sheet.left, sheet.top, wide, high}))
    in.mistake("", fmt::format("{} × {} badges take {:.1f} × {:.1f} mm and leave the page",
                               sheet.columns, sheet.rows, wide, high));
}

Sheet read_sheet(const toml::table& table, const Template& form, Mistakes& mistakes) {
  TomlReader in(table, "sheet", mistakes);
  Sheet sheet;
  if (in.has("page")) read_sides(in, "page", sheet.width, sheet.height);
  sheet.columns = in.whole("columns", 1, 20, 1);
  sheet.rows = in.whole("rows", 1, 40, 1);
  if (in.has("gap")) {
    const std::vector<double> gap = in.numbers("gap", 2);
    if (!gap.empty()) {
      sheet.gap_x = gap[0];
      sheet.gap_y = gap[1];
      if (!(gap[0] >= 0 && gap[1] >= 0)) in.mistake("gap", "must not be negative");
    }
  }
  sheet.marks = in.flag("marks", true);
  sheet.flip =
      word<Flip>(in, "flip", {{"long_edge", Flip::long_edge}, {"short_edge", Flip::short_edge}});
  place_on_sheet(in, form, sheet);
  in.check_unknown();
  return sheet;
}

void read_back(TomlReader& in, const Page& page, Template& form, Mistakes& mistakes) {
  form.sides =
      word<Sides>(in, "sides", {{"one", Sides::one}, {"two", Sides::two}, {"fold", Sides::fold}});
  const toml::table* table = in.table("back");
  if (!table) return;
  if (form.sides == Sides::one) in.mistake("back", "needs sides = \"two\" or sides = \"fold\"");
  TomlReader back(*table, "back", mistakes);
  form.back = read_face(back, page, mistakes);
  back.check_unknown();
}

void read_design(TomlReader& in, const std::filesystem::path& folder, Template& form,
                 Mistakes& mistakes) {
  form.margin = in.number("margin", 0, 50, 3.0);
  read_sides(in, "page", form.width, form.height);
  const Box whole{0, 0, form.width, form.height};
  const Page page{whole, whole.inset(form.margin), folder};
  form.front = read_face(in, page, mistakes);
  if (!form.front.qr) in.mistake("qr", "a badge needs a [qr]");
  read_back(in, page, form, mistakes);
}

/// `badge = "CR80"`: the badge of another file, for a sheet of many.
void borrow_design(TomlReader& in, const std::filesystem::path& folder, Template& form) {
  const std::string name = in.text("badge");
  if (!is_bare_name(name) || folder.empty())
    return in.mistake("badge", "must be the name of another template in the same folder");
  auto other = read_file(folder / (name + ".toml"), Borrow::no);
  if (!other)
    return in.mistake("badge", fmt::format("\"{}\" is no template without mistakes", name));
  if (other->sheet) return in.mistake("badge", "is a sheet itself");
  if (in.has("sides")) other->sides = word<Sides>(in, "sides", kSides);
  other->name = form.name;
  other->title = form.title;
  form = std::move(*other);
}

Template read_template(const toml::table& root, const std::filesystem::path& folder, Borrow borrow,
                       Mistakes& mistakes) {
  TomlReader in(root, "", mistakes);
  Template form;
  read_names(in, form);
  const toml::table* sheet = in.table("sheet");
  if (!in.has("badge"))
    read_design(in, folder, form, mistakes);
  else if (sheet && borrow == Borrow::yes)
    borrow_design(in, folder, form);
  else
    in.mistake("badge", "needs a [sheet] to stand on");
  if (sheet && mistakes.empty()) form.sheet = read_sheet(*sheet, form, mistakes);
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

core::Result<Template> parse(std::string_view toml, std::string_view name,
                             const std::filesystem::path& folder, Borrow borrow) {
  Mistakes mistakes;
  try {
    const toml::table root = toml::parse(toml, name);
    Template form = read_template(root, folder, borrow, mistakes);
    if (mistakes.empty()) return form;
  } catch (const toml::parse_error& error) {
    mistakes.push_back(
        {static_cast<int>(error.source().begin.line), "", std::string(error.description())});
  }
  return wrong(name, std::move(mistakes));
}

core::Result<Template> read_file(const std::filesystem::path& path, Borrow borrow) {
  std::error_code trouble;
  const auto size = std::filesystem::file_size(path, trouble);
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!trouble && size <= kLargestFile && file) text << file.rdbuf();
  if (trouble || size > kLargestFile || !file)
    return core::fail(core::Failure::storage,
                      fmt::format("The badge template {} cannot be read.", path.string()),
                      "Check that the file is there, readable and no larger than 1 MiB.");
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  return parse(text.str(), path.filename().string(), folder, borrow);
}

}  // namespace

core::Result<Template> parse_template(std::string_view toml, std::string_view name,
                                      const std::filesystem::path& folder) {
  return parse(toml, name, folder, Borrow::yes);
}

core::Result<Template> load_template(const std::filesystem::path& path) {
  return read_file(path, Borrow::yes);
}

}  // namespace badge
