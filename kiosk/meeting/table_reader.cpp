#include "meeting/table_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/countries.h"
#include "core/time.h"
#include "meeting/text_checks.h"

namespace meeting {
namespace {

constexpr std::size_t kMaxText = 4096;

int line_number(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number with a point";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date without quotes";
    case toml::node_type::time:
      return "a time without quotes";
    case toml::node_type::date_time:
      return "a date and time without quotes";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    case toml::node_type::none:
      break;
  }
  return "nothing";
}

std::string wrong_type(std::string_view expected, const toml::node& node) {
  return fmt::format("expected {}, found {}", expected, kind_of(node));
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", near);
}

std::string item_path(const std::string& list, std::size_t index) {
  return fmt::format("{}[{}]", list, index + 1);
}

}  // namespace

TableReader::TableReader(const toml::table& table, std::string path, Mistakes& mistakes)
    : table_(&table),
      path_(std::move(path)),
      line_(path_.empty() ? 1 : line_number(table.source())),
      mistakes_(&mistakes) {}

bool TableReader::has(std::string_view key) const { return table_->contains(key); }

std::string TableReader::text(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return {};
  return checked_text(*node, line_of(key), path_of(key)).value_or("");
}

std::string TableReader::id(std::string_view key, Need need) {
  std::string value = text(key, need);
  if (!value.empty() && !is_id(value)) {
    mistake(key, fmt::format("\"{}\" is no id; expected 1 to 64 of a-z, 0-9 and -", shown(value)));
  }
  return value;
}

std::string TableReader::country(std::string_view key, Need need) {
  std::string value = text(key, need);
  if (value.empty()) return value;
  if (auto code = core::country_from_code(value)) return *code;
  if (!is_two_capitals(value)) {
    mistake(key, fmt::format("\"{}\" is no country code; expected 2 capital letters as in \"LV\"",
                             shown(value)));
    return value;
  }
  mistake_of_author(
      key,
      fmt::format("\"{}\" is no country's code; expected one of ISO 3166-1, as \"LV\"", value));
  return value;
}

std::string TableReader::word(std::string_view key, const std::vector<std::string_view>& words) {
  std::string value = text(key, Need::optional);
  if (value.empty() || std::find(words.begin(), words.end(), value) != words.end()) return value;
  mistake(key, fmt::format("\"{}\" is unknown; expected {}{}", shown(value), any_of(words),
                           did_you_mean(value, words)));
  return {};
}

bool TableReader::flag(std::string_view key) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return false;
  if (const auto* value = node->as_boolean()) return value->get();
  mistake(key, wrong_type("true or false", *node));
  return false;
}

std::optional<int> TableReader::number(std::string_view key, Range range) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    mistake(key, wrong_type("a whole number", *node));
    return std::nullopt;
  }
  if (value->get() < range.least || value->get() > range.most) {
    mistake(key, fmt::format("{} is out of range; expected {} to {}", value->get(), range.least,
                             range.most));
    return std::nullopt;
  }
  return static_cast<int>(value->get());
}

std::optional<core::Day> TableReader::day(std::string_view key, Need need) {
  const std::string value = text(key, need);
  if (value.empty()) return std::nullopt;
  return checked_day({value, line_of(key), path_of(key)}, *mistakes_);
}

std::optional<std::chrono::minutes> TableReader::clock(std::string_view key, Need need) {
  const std::string value = text(key, need);
  if (value.empty()) return std::nullopt;
  const auto time = core::parse_clock(value);
  if (!time) {
    mistake(key,
            fmt::format("\"{}\" is no time of day; expected \"00:00\" to \"24:00\"", shown(value)));
  }
  return time;
}

core::MultiText TableReader::multi_text(std::string_view key, Need need,
                                        std::string_view default_language) {
  core::MultiText result;
  const toml::node* node = find(key, need);
  if (node == nullptr) return result;
  const toml::table* languages = node->as_table();
  if (languages == nullptr) {
    mistake(key, wrong_type("a text for each language, as in { lv = \"…\", en = \"…\" }", *node));
    return result;
  }
  read_languages(*languages, path_of(key), result);
  if (!default_language.empty() && !languages->contains(default_language)) {
    mistakes_->add(line_of(key), fmt::format("{}.{}", path_of(key), default_language),
                   "missing: the meeting's first language needs a text");
  }
  return result;
}

std::optional<std::vector<ListItem>> TableReader::texts(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return std::nullopt;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    mistake(key, wrong_type("a list of texts", *node));
    return std::nullopt;
  }
  if (list->empty()) {
    mistake(key, need == Need::required ? "the list is empty; expected at least one"
                                        : "the list is empty; leave the key out or fill it");
    return std::nullopt;
  }
  std::vector<ListItem> items;
  std::set<std::string, std::less<>> seen;
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto item = list_item((*list)[i], item_path(path_of(key), i));
    if (!item) continue;
    if (!seen.insert(item->text).second) {
      mistakes_->add(item->line, item->path,
                     fmt::format("\"{}\" is in the list twice", shown(item->text)));
    }
    items.push_back(std::move(*item));
  }
  return items;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* inner = node->as_table()) {
    return TableReader(*inner, path_of(key), *mistakes_);
  }
  mistake(key, wrong_type(fmt::format("a table [{}]", path_of(key)), *node));
  return std::nullopt;
}

std::vector<TableReader> TableReader::tables(std::string_view key, Need need) {
  std::vector<TableReader> result;
  const toml::node* node = find(key, Need::optional);
  const toml::array* list = node == nullptr ? nullptr : node->as_array();
  if (node != nullptr && list == nullptr) {
    mistake(key, wrong_type(fmt::format("tables [[{}]]", key), *node));
  } else if (need == Need::required && (list == nullptr || list->empty())) {
    mistake(key, fmt::format("missing: expected at least one [[{}]]", key));
  }
  if (list != nullptr) read_tables(*list, path_of(key), result);
  return result;
}

void TableReader::mistake(std::string_view key, std::string message) {
  mistakes_->add(line_of(key), path_of(key), std::move(message));
}

void TableReader::mistake_of_author(std::string_view key, std::string message) {
  mistakes_->add_of_author(line_of(key), path_of(key), std::move(message));
}

void TableReader::finish() {
  const std::vector<std::string_view> known(known_.begin(), known_.end());
  for (auto&& [key, node] : *table_) {
    if (known_.count(key.str()) > 0) continue;
    mistake(key.str(), "unknown key" + did_you_mean(key.str(), known));
  }
}

std::string TableReader::path_of(std::string_view key) const {
  return path_.empty() ? shown(key) : fmt::format("{}.{}", path_, shown(key));
}

int TableReader::line_of(std::string_view key) const {
  const auto at = table_->find(key);
  return at == table_->end() ? line_ : line_number(at->first.source());
}

const toml::node* TableReader::find(std::string_view key, Need need) {
  known_.emplace(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr && need == Need::required) mistake(key, "missing: this key is required");
  return node;
}

std::optional<ListItem> TableReader::list_item(const toml::node& node, std::string path) {
  const int line = line_number(node.source());
  auto value = checked_text(node, line, path);
  if (!value) return std::nullopt;
  return ListItem{std::move(*value), line, std::move(path)};
}

std::optional<std::string> TableReader::checked_text(const toml::node& node, int line,
                                                     const std::string& path) {
  const auto* value = node.as_string();
  std::string wrong;
  if (value == nullptr) {
    wrong = wrong_type("a text in quotes", node);
  } else if (is_blank(value->get())) {
    wrong = "the text is empty; leave the key out or fill it";
  } else if (value->get().size() > kMaxText) {
    wrong = fmt::format("the text is {} bytes long; expected at most 4096 (4 KiB)",
                        value->get().size());
  } else if (has_control_characters(value->get())) {
    wrong = "the text holds control characters; expected letters, tabs and line ends only";
  } else {
    return value->get();
  }
  mistakes_->add(line, path, std::move(wrong));
  return std::nullopt;
}

void TableReader::read_languages(const toml::table& from, const std::string& path,
                                 core::MultiText& into) {
  for (auto&& [key, node] : from) {
    const std::string field = fmt::format("{}.{}", path, shown(key.str()));
    const int line = line_number(key.source());
    if (!is_language_code(key.str())) {
      mistakes_->add(line, field, "unknown language code; expected 2 small letters as in \"lv\"");
    }
    if (auto value = checked_text(node, line, field)) {
      into.by_language[std::string(key.str())] = std::move(*value);
    }
  }
}

void TableReader::read_tables(const toml::array& list, const std::string& path,
                              std::vector<TableReader>& into) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const toml::node& item = list[i];
    if (const toml::table* inner = item.as_table()) {
      into.emplace_back(*inner, item_path(path, i), *mistakes_);
    } else {
      mistakes_->add(line_number(item.source()), item_path(path, i), wrong_type("a table", item));
    }
  }
}

std::optional<core::Day> checked_day(const ListItem& item, Mistakes& mistakes) {
  using std::chrono::year;
  const auto day = core::parse_day(item.text);
  if (!day) {
    mistakes.add(
        item.line, item.path,
        fmt::format("\"{}\" is no date; expected one as \"2019-03-12\"", shown(item.text)));
    return std::nullopt;
  }
  const year of = std::chrono::year_month_day{*day}.year();
  if (of < year{1970} || of > year{2099}) {
    mistakes.add(item.line, item.path,
                 fmt::format("{} is out of range; expected a year from 1970 to 2099", item.text));
    return std::nullopt;
  }
  return day;
}

}  // namespace meeting
