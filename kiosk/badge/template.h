// How a badge is set: sizes and places, read from assets/badges/*.toml.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "badge/content.h"
#include "badge/geometry.h"
#include "badge/picture.h"
#include "core/result.h"

namespace badge {

enum class Field {
  given_name,
  family_name,
  organisation,
  town,
  country,
  country_name,
  kind_label,
  meeting_name,
  place_and_dates,
  number,
  funding_line,
  photo_label,
  sessions,
};

std::string_view to_text(Field field);
std::optional<Field> parse_field(std::string_view text);
std::string field_text(const Content& content, Field field);

/// The fields that are not empty, with `join` between them.
std::string joined(const Content& content, const std::vector<Field>& fields, std::string_view join);

struct TextStyle {
  Weight weight = Weight::regular;
  double size = 3;       ///< mm, the em; capitals are 0.714 of it
  double leading = 1.2;  ///< baseline to baseline, in ems
  double tracking = 0;   ///< added between letters, in ems
  bool capitals = false;
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// One text and how it gives way when it is long: on one line down to `wrap_below`, on up to
/// `max_lines` down to `min_size`, then the `short_fields`, then an ellipsis. Names, numbers and
/// kinds are never cut: they go on shrinking and may break anywhere.
struct TextSpec {
  std::string id;
  std::vector<Field> fields;
  std::vector<Field> short_fields;
  std::string join = ", ";
  TextStyle style;
  double min_size = 2;
  double wrap_below = 0;  ///< 0: as `size`
  int max_lines = 1;
  double gap = 0;            ///< mm above it, when another text stands there
  std::string smaller_than;  ///< id of an earlier text of the stack; empty: none
  double ratio = 1;          ///< at most this part of that text's size
  int rank = 0;              ///< 0: keeps its room; the highest gives way first
  bool optional = false;     ///< may be left out where there is no room at all
  Colour colour = kBlack;

  [[nodiscard]] bool never_cut() const;
};

/// Texts one below the other in one box.
struct Stack {
  Box box;
  Align align = Align::left;
  VerticalAlign vertical = VerticalAlign::top;
  std::vector<TextSpec> texts;
};

struct QrSpec {
  Box box;                ///< square, quiet zone of 4 modules included
  double min_module = 1;  ///< mm
};

/// Tells kinds apart without colour, beside the word.
enum class Pattern { solid, outline, hatched };

struct StripeSpec {
  Box box;
  std::array<Pattern, 3> patterns{Pattern::solid, Pattern::outline, Pattern::hatched};
  std::array<Colour, 3> colours{kBlack, kBlack, kBlack};  ///< by core::Kind
  TextSpec label;
};

enum class EmblemInk { colour, black };

/// The European emblem; its width is one and a half times its height.
struct EmblemSpec {
  double x = 0;
  double y = 0;
  double height = 10;
  EmblemInk ink = EmblemInk::black;
};

/// Crossed-out camera, with the words beside it.
struct PhotoMarkSpec {
  Box box;
  TextSpec label;
};

struct Rule {
  Box box;
  Colour colour = kBlack;
};

/// A logo or the like, as large as its box allows in its own proportions.
struct PictureSpec {
  Box box;
  std::shared_ptr<const Picture> picture;
  Align align = Align::centre;
  VerticalAlign vertical = VerticalAlign::middle;
};

/// What stands on one side of a badge.
struct Face {
  std::vector<Stack> stacks;
  std::optional<QrSpec> qr;  ///< a front always has one
  std::vector<StripeSpec> stripes;
  std::vector<Rule> rules;
  std::vector<PictureSpec> pictures;
  std::optional<EmblemSpec> emblem;
  std::optional<PhotoMarkSpec> photo_mark;
};

/// `two`: the back is a page of its own, for printers that print both sides. `fold`: one page, the
/// back above the front and upside down, so that both stand upright when it is folded.
enum class Sides { one, two, fold };

/// About which edge a printer turns a sheet to print its back.
enum class Flip { long_edge, short_edge };

/// Many badges on one page, row by row.
struct Sheet {
  double width = 210;  ///< mm
  double height = 297;
  int columns = 1;
  int rows = 1;
  double left = 0;  ///< mm to the first column
  double top = 0;   ///< mm to the first row
  double gap_x = 0;
  double gap_y = 0;
  bool marks = true;  ///< short lines outside the badges that show where to cut
  Flip flip = Flip::long_edge;
};

struct Template {
  std::string name;   ///< `62x100`
  std::string title;  ///< for a list to choose from
  double width = 0;   ///< mm, of one side of one badge
  double height = 0;
  double margin = 3;  ///< mm that stay white, as printers need
  Face front;
  Sides sides = Sides::one;
  std::optional<Face> back;  ///< empty: with two sides, the front again
  std::optional<Sheet> sheet;

  [[nodiscard]] const Face& back_face() const { return back ? *back : front; }
  /// mm of a badge before it is folded.
  [[nodiscard]] double piece_height() const { return sides == Sides::fold ? 2 * height : height; }
  /// mm of the paper a printer needs.
  [[nodiscard]] double page_width() const { return sheet ? sheet->width : width; }
  [[nodiscard]] double page_height() const { return sheet ? sheet->height : piece_height(); }
  [[nodiscard]] std::size_t badges_a_page() const {
    return sheet ? static_cast<std::size_t>(sheet->columns) * static_cast<std::size_t>(sheet->rows)
                 : 1;
  }
};

/// Fails with Failure::storage if the file cannot be read, with Failure::bad_input and every
/// mistake (line and key) if it is wrong: also unknown keys, boxes that leave the page, pictures
/// that are no pictures. Pictures and `badge = "…"` are looked for beside the file.
core::Result<Template> load_template(const std::filesystem::path& path);

/// The same from text; `name` is only for messages. Without a `folder` it may name no other file.
core::Result<Template> parse_template(std::string_view toml, std::string_view name,
                                      const std::filesystem::path& folder = {});

}  // namespace badge
