#include "intake/mapping.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

#include "core/attendee.h"
#include "core/event.h"
#include "i18n/fold_text.h"

namespace intake {
namespace {

constexpr std::size_t kLongestFile = std::size_t{256} << 10U;
constexpr std::string_view kUsual = "usual";
constexpr std::array<std::string_view, 15> kFields = {
    "given",        "family",   "name",          "family_first", "town",
    "country",      "kind",     "partner",       "email",        "gender",
    "organisation", "sessions", "photo_opt_out", "language",     "id"};

/// Reads the tables of one file and collects what is wrong with them.
class Reader {
 public:
  Mapping read(const toml::table& root) {
    for (const auto& [key, node] : root) read_key(key.str(), node);
    return std::move(mapping_);
  }
  std::vector<core::Mistake> mistakes;

 private:
  void read_key(std::string_view key, const toml::node& node) {
    if (key == "name") {
      mapping_.name = text(node, key);
    } else if (key == "usual_headings") {
      mapping_.usual_headings = node.value<bool>().value_or(true);
      if (!node.is_boolean()) wrong(node, key, "must be true or false");
    } else if (key == "separator") {
      const std::string separator = text(node, key);
      if (separator.size() == 1) mapping_.separator = separator.front();
      if (separator.size() != 1) wrong(node, key, "must be one character, such as \";\"");
    } else if (key == "encoding") {
      mapping_.encoding = parse_encoding(text(node, key));
      if (!mapping_.encoding) wrong(node, key, "must be an encoding, such as \"windows-1257\"");
    } else if (key == "recognised_by") {
      read_sets(node);
    } else if (!read_table(key, node)) {
      wrong(node, key, "is no key of a mapping");
    }
  }

  bool read_table(std::string_view key, const toml::node& node) {
    const bool known = key == "columns" || key == "values" || key == "defaults" || key == "skip";
    if (!known) return false;
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      wrong(node, key, "must be a table");
      return true;
    }
    for (const auto& [name, value] : *table) {
      const std::string path = fmt::format("{}.{}", key, std::string_view(name.str()));
      if (key == "skip") {
        // Headings of two languages may be one when folded, as Status and Статус.
        auto& cells = mapping_.skip[i18n::fold(name.str())];
        for (std::string& cell : folded(texts(value, path))) cells.push_back(std::move(cell));
      } else if (!is_field(name.str())) {
        wrong(value, path, "is no field; the fields are " + fmt::format("{}", all_fields()));
      } else if (key == "columns") {
        mapping_.columns[std::string(name.str())] = folded(texts(value, path));
      } else if (key == "defaults") {
        read_default(std::string(name.str()), value, path);
      } else {
        read_values(std::string(name.str()), value, path);
      }
    }
    return true;
  }

  void read_default(const std::string& field, const toml::node& node, const std::string& path) {
    std::string value = text(node, path);
    core::Details unused;
    const bool plain = field == "name" || field == "family_first" || field == "id";
    const std::string no = plain ? "can have no default" : core::set_field(unused, field, value);
    if (!no.empty()) return wrong(node, path, no);
    mapping_.defaults[field] = std::move(value);
  }

  void read_values(const std::string& field, const toml::node& node, const std::string& path) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(node, path, "must be a table");
    for (const auto& [cell, value] : *table) {
      mapping_.values[field][i18n::fold(cell.str())] = text(value, path);
    }
  }

  void read_sets(const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return wrong(node, "recognised_by", "must be a list of lists of headings");
    for (const toml::node& set : *list) {
      auto headings = folded(texts(set, "recognised_by"));
      if (!headings.empty()) mapping_.recognised_by.push_back(std::move(headings));
    }
  }

  /// One text, or a list of them.
  std::vector<std::string> texts(const toml::node& node, std::string_view path) {
    std::vector<std::string> found;
    if (const toml::array* list = node.as_array()) {
      for (const toml::node& item : *list) found.push_back(text(item, path));
    } else {
      found.push_back(text(node, path));
    }
    return found;
  }

  std::string text(const toml::node& node, std::string_view path) {
    const auto value = node.value<std::string>();
    if (!value || !node.is_string()) wrong(node, path, "must be a text");
    return value.value_or(std::string());
  }

  static std::vector<std::string> folded(const std::vector<std::string>& texts) {
    std::vector<std::string> all;
    for (const std::string& text : texts) {
      if (auto fold = i18n::fold(text); !fold.empty()) all.push_back(std::move(fold));
    }
    return all;
  }

  static std::string all_fields() {
    std::string all;
    for (std::string_view field : kFields) (all += all.empty() ? "" : ", ") += field;
    return all;
  }

  void wrong(const toml::node& node, std::string_view field, std::string message) {
    mistakes.push_back(
        {static_cast<int>(node.source().begin.line), std::string(field), std::move(message)});
  }

  Mapping mapping_;
};

core::Error mistaken(std::string_view file_name, std::vector<core::Mistake> mistakes) {
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  return {core::Failure::bad_input, fmt::format("The mapping {} cannot be used.", file_name),
          "Correct it and try again; nothing was changed. docs/import.md shows the format.",
          std::move(mistakes)};
}

/// Deep nesting is refused before it is parsed: the parser goes down into it.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  for (char c : text) {
    depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    if (depth > 16) return true;
  }
  const auto dots = [](std::string_view line) { return std::count(line.begin(), line.end(), '.'); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const auto key = text.substr(at, std::min(text.find('=', at), end) - at);
    if (dots(key) > 64) return true;
    at = end + 1;
  }
  return false;
}

std::string_view reason_not_to_parse(std::string_view text) {
  if (text.size() > kLongestFile) return "is larger than 256 KiB";
  std::string plain(text);
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  if (!core::is_clean_text(plain, plain.size())) return "must be UTF-8 without control characters";
  return is_too_deep(text) ? "is nested too deep" : std::string_view();
}

}  // namespace

bool is_field(std::string_view name) {
  return std::find(kFields.begin(), kFields.end(), name) != kFields.end();
}

core::Result<Mapping> parse_mapping(std::string_view toml_text, std::string_view file_name) {
  if (const auto reason = reason_not_to_parse(toml_text); !reason.empty()) {
    return tl::unexpected(mistaken(file_name, {{0, "", std::string(reason)}}));
  }
  try {
    Reader reader;
    Mapping mapping = reader.read(toml::parse(toml_text));
    if (reader.mistakes.empty()) return mapping;
    return tl::unexpected(mistaken(file_name, std::move(reader.mistakes)));
  } catch (const toml::parse_error& error) {
    return tl::unexpected(mistaken(file_name, {{static_cast<int>(error.source().begin.line), "",
                                                std::string(error.description())}}));
  }
}

core::Result<Mapping> load_mapping(const std::filesystem::path& file) {
  std::error_code ignored;
  std::ifstream in;
  if (!std::filesystem::is_directory(file, ignored)) in.open(file, std::ios::binary);
  if (!in.is_open()) {
    return core::fail(core::Failure::bad_input, "The mapping " + file.string() + " cannot be read.",
                      "Check its name, and that this user may read it.");
  }
  std::string text(kLongestFile + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return parse_mapping(text, file.string());
}

core::Result<Mappings> Mappings::load(const std::filesystem::path& folder) {
  Mappings all;
  std::set<std::filesystem::path> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".toml") files.insert(entry.path());
  }
  bool found_usual = false;
  for (const auto& file : files) {
    auto mapping = load_mapping(file);
    if (!mapping) return tl::unexpected(mapping.error());
    mapping->name = file.stem().string();
    found_usual = found_usual || mapping->name == kUsual;
    (mapping->name == kUsual ? all.usual_ : all.mappings_.emplace_back()) = std::move(*mapping);
  }
  if (found_usual) return all;
  return core::fail(core::Failure::storage, "The mappings are missing: " + folder.string(),
                    "Install the program's assets, or set KIOSK_ASSETS.");
}

const Mapping* Mappings::find(std::string_view name) const {
  if (name == kUsual) return &usual_;
  const auto at = std::find_if(mappings_.begin(), mappings_.end(),
                               [&](const Mapping& mapping) { return mapping.name == name; });
  return at == mappings_.end() ? nullptr : &*at;
}

const Mapping& Mappings::recognise(const std::vector<std::string>& headings) const {
  std::set<std::string, std::less<>> there;
  for (const std::string& heading : headings) there.insert(i18n::fold(heading));
  for (const Mapping& mapping : mappings_) {
    for (const auto& set : mapping.recognised_by) {
      const bool all = std::all_of(set.begin(), set.end(), [&](const std::string& heading) {
        return there.count(heading) != 0;
      });
      if (all) return mapping;
    }
  }
  return usual_;
}

std::vector<std::string> Mappings::names() const {
  std::vector<std::string> names = {std::string(kUsual)};
  for (const Mapping& mapping : mappings_) names.push_back(mapping.name);
  return names;
}

}  // namespace intake
