#include "ui/keyboard_layout.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>

#include "ui/utf8.h"

namespace ui {
namespace {

constexpr std::size_t kMostLettersPerKey = 5;  ///< `.com`

std::vector<std::string> words(std::string_view text) {
  std::istringstream in{std::string(text)};
  return {std::istream_iterator<std::string>(in), {}};
}

std::optional<KeyCap::Kind> special(std::string_view word) {
  if (word == "{shift}") return KeyCap::Kind::shift;
  if (word == "{backspace}") return KeyCap::Kind::backspace;
  if (word == "{space}") return KeyCap::Kind::space;
  if (word == "{layout}") return KeyCap::Kind::layout;
  if (word == "{next}") return KeyCap::Kind::next;
  return std::nullopt;
}

bool looks_special(std::string_view word) { return word.size() > 1 && word.front() == '{'; }

class Reader {
 public:
  Reader(const toml::table& file, std::string_view code) : file_(file) { layout_.code = code; }

  core::Result<KeyboardLayout> read() {
    read_name();
    read_rows();
    read_shift();
    read_relatives();
    check_whole();
    if (mistakes_.empty()) return layout_;
    return tl::unexpected(core::Error{
        core::Failure::bad_input, fmt::format("The keyboard file {} has mistakes.", layout_.code),
        "Correct the lines named and start again.", mistakes_});
  }

 private:
  void mistake(const toml::node* node, std::string field, std::string message) {
    const int line = node == nullptr ? 0 : static_cast<int>(node->source().begin.line);
    mistakes_.push_back({line, std::move(field), std::move(message)});
  }

  void read_name() {
    const toml::node* node = file_.get("name");
    const auto name = node == nullptr ? std::nullopt : node->value<std::string>();
    if (!name || name->empty()) return mistake(node, "name", "must be the layout's name");
    layout_.name = *name;
  }

  // The strings of an array, with the node of each for its line.
  std::vector<const toml::node*> strings(std::string_view key) {
    std::vector<const toml::node*> out;
    const toml::node* node = file_.get(key);
    if (node == nullptr || node->as_array() == nullptr) {
      mistake(node, std::string(key), "must be a list of rows, each a text");
      return out;
    }
    for (const toml::node& row : *node->as_array()) {
      if (row.is_string()) {
        out.push_back(&row);
      } else {
        mistake(&row, std::string(key), "each row must be a text");
      }
    }
    return out;
  }

  void read_rows() {
    for (const toml::node* node : strings("rows")) {
      const std::string field = fmt::format("rows[{}]", layout_.rows.size());
      std::vector<KeyCap> row;
      for (const std::string& word : words(node->as_string()->get())) {
        row.push_back(read_key(node, field, word));
      }
      if (row.empty()) mistake(node, field, "has no keys");
      layout_.rows.push_back(std::move(row));
    }
  }

  KeyCap read_key(const toml::node* node, const std::string& field, const std::string& word) {
    if (const auto kind = special(word)) {
      return {*kind, word.substr(1, word.size() - 2), word.substr(1, word.size() - 2)};
    }
    if (looks_special(word)) {
      mistake(node, field,
              fmt::format("{} is not a key; there are {{shift}}, {{backspace}}, "
                          "{{space}}, {{layout}} and {{next}}",
                          word));
    } else if (utf8::count(word) > kMostLettersPerKey) {
      mistake(node, field,
              fmt::format("'{}' is too long for one key; keys are parted by spaces", word));
    }
    if (!letters_.insert(word).second) {
      mistake(node, field, fmt::format("'{}' is there twice", word));
    }
    return {KeyCap::Kind::text, word, word};
  }

  void read_shift() {
    if (!file_.contains("shift")) return;
    const auto nodes = strings("shift");
    if (nodes.size() != layout_.rows.size()) {
      return mistake(file_.get("shift"), "shift",
                     fmt::format("has {} rows, rows has {}", nodes.size(), layout_.rows.size()));
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) read_shift_row(nodes[i], i);
  }

  void read_shift_row(const toml::node* node, std::size_t index) {
    const std::string field = fmt::format("shift[{}]", index);
    auto& row = layout_.rows[index];
    const auto keys = words(node->as_string()->get());
    if (keys.size() != row.size()) {
      return mistake(node, field,
                     fmt::format("has {} keys, rows[{}] has {}", keys.size(), index, row.size()));
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const bool same_kind = special(keys[i]).value_or(KeyCap::Kind::text) == row[i].kind;
      if (!same_kind) {
        mistake(node, field, fmt::format("'{}' stands where rows has '{}'", keys[i], row[i].plain));
      } else if (row[i].kind == KeyCap::Kind::text) {
        row[i].shifted = keys[i];
        letters_.insert(keys[i]);
      }
    }
  }

  void read_relatives() {
    const toml::node* node = file_.get("relatives");
    if (node == nullptr) return;
    if (node->as_table() == nullptr) return mistake(node, "relatives", "must be a table");
    for (const auto& [key, value] : *node->as_table()) {
      const std::string letter{key.str()};
      const std::string field = "relatives." + letter;
      if (!letters_.contains(letter)) {
        mistake(&value, field, fmt::format("'{}' is not on this keyboard", letter));
      } else if (!value.is_string() || words(value.as_string()->get()).empty()) {
        mistake(&value, field, "must be letters parted by spaces");
      } else {
        layout_.relatives[letter] = words(value.as_string()->get());
      }
    }
  }

  void check_whole() {
    const auto has = [this](KeyCap::Kind kind) {
      for (const auto& row : layout_.rows) {
        for (const KeyCap& key : row) {
          if (key.kind == kind) return true;
        }
      }
      return false;
    };
    if (layout_.rows.empty()) return mistake(file_.get("rows"), "rows", "has no rows");
    if (!has(KeyCap::Kind::backspace)) mistake(file_.get("rows"), "rows", "has no {backspace}");
    if (!has(KeyCap::Kind::next)) mistake(file_.get("rows"), "rows", "has no {next}");
  }

  const toml::table& file_;
  KeyboardLayout layout_;
  std::set<std::string> letters_;
  std::vector<core::Mistake> mistakes_;
};

}  // namespace

core::Result<KeyboardLayout> read_keyboard_layout(std::string_view text, std::string_view code) {
  try {
    const toml::table file = toml::parse(text);
    return Reader(file, code).read();
  } catch (const toml::parse_error& error) {
    return tl::unexpected(core::Error{
        core::Failure::bad_input,
        fmt::format("The keyboard file {} is not TOML.", code),
        "Correct the line named and start again.",
        {{static_cast<int>(error.source().begin.line), "", std::string(error.description())}}});
  }
}

core::Result<KeyboardLayout> load_keyboard_layout(const std::string& path) {
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.empty()) {
    return core::fail(core::Failure::bad_input,
                      fmt::format("The keyboard file {} cannot be read.", path),
                      "Install the program again, or put the file back.");
  }
  return read_keyboard_layout(text, std::filesystem::path(path).stem().string());
}

core::Result<std::map<std::string, KeyboardLayout, std::less<>>> load_keyboard_layouts(
    const std::string& folder) {
  std::map<std::string, KeyboardLayout, std::less<>> layouts;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".toml") continue;
    auto layout = load_keyboard_layout(entry.path().string());
    if (!layout) return tl::unexpected(layout.error());
    layouts.emplace(layout->code, std::move(*layout));
  }
  if (error || layouts.empty()) {
    return core::fail(core::Failure::bad_input,
                      fmt::format("There are no keyboard files in {}.", folder),
                      "Install the program again, or put the folder back.");
  }
  return layouts;
}

}  // namespace ui
