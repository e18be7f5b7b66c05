// How a badge is set: sizes and places, read from assets/badges/*.toml.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "badge/content.h"
#include "badge/geometry.h"
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

struct Template {
  std::string name;   ///< `62x100`
  std::string title;  ///< for a list to choose from
  double width = 0;   ///< mm
  double height = 0;
  double margin = 3;  ///< mm that stay white, as printers need
  std::vector<Stack> stacks;
  QrSpec qr;
  std::vector<StripeSpec> stripes;
  std::vector<Rule> rules;
  std::optional<EmblemSpec> emblem;
  std::optional<PhotoMarkSpec> photo_mark;
};

/// Fails with Failure::storage if the file cannot be read, with Failure::bad_input and every
/// mistake (line and key) if it is wrong: also unknown keys, and boxes that leave the page.
core::Result<Template> load_template(const std::filesystem::path& path);

/// The same from text; `name` is only for messages.
core::Result<Template> parse_template(std::string_view toml, std::string_view name);

}  // namespace badge
