// Which column of a list means what. Mappings are TOML files (docs/import.md); those that come with
// the program lie in assets/mappings and are recognised by their headings.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "intake/encoding.h"

namespace intake {

/// What a column may be mapped to: fields of an attendee; `name`, where both names stand in one
/// column as `Family, Given` or `Given Family`; `family_first`, the same as `Family Given`;
/// `id`, the row's id in the system the list comes from.
bool is_field(std::string_view name);

/// Texts are compared folded (i18n::fold): case, accents and punctuation do not matter.
struct Mapping {
  std::string name;
  /// By field: the headings to look for, best first. For `id` all that are there are joined.
  std::map<std::string, std::vector<std::string>, std::less<>> columns;
  /// By field: what folded cells mean.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> values;
  /// By field: what stands for an empty cell or a column that is not there.
  std::map<std::string, std::string, std::less<>> defaults;
  /// By folded heading: folded cells whose rows are left out, as cancelled orders are.
  std::map<std::string, std::vector<std::string>, std::less<>> skip;
  /// Sets of headings; a list that has all of one set is of this kind.
  std::vector<std::vector<std::string>> recognised_by;
  bool usual_headings = true;  ///< look for the usual headings of fields not in `columns`
  std::optional<char> separator;
  std::optional<Encoding> encoding;
};

/// Reads a mapping; mistakes come with line and key. Nothing in it can start anything.
core::Result<Mapping> parse_mapping(std::string_view toml_text, std::string_view file_name);
core::Result<Mapping> load_mapping(const std::filesystem::path& file);

/// The mappings of a folder by name; `usual` is among them.
class Mappings {
 public:
  static core::Result<Mappings> load(const std::filesystem::path& folder);

  /// Null if there is none of that name.
  [[nodiscard]] const Mapping* find(std::string_view name) const;
  /// The one that recognises these headings; `usual` where none does.
  [[nodiscard]] const Mapping& recognise(const std::vector<std::string>& headings) const;
  [[nodiscard]] const Mapping& usual() const { return usual_; }
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<Mapping> mappings_;
  Mapping usual_;
};

}  // namespace intake
