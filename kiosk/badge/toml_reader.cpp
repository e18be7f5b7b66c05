#include "badge/toml_reader.h"

#include <fmt/format.h>

#include <utility>

namespace badge {

TomlReader::TomlReader(const toml::table& table, std::string path,
                       std::vector<core::Mistake>& mistakes)
    : table_(table), path_(std::move(path)), mistakes_(mistakes) {}

std::string TomlReader::text(std::string_view key, const std::optional<std::string>& otherwise) {
  const toml::node* node = otherwise ? find(key) : required(key);
  if (!node) return otherwise.value_or("");
  if (const auto value = node->value_exact<std::string>()) return *value;
  mistake(key, "must be a text in quotes");
  return otherwise.value_or("");
}

double TomlReader::number(std::string_view key, double lowest, double highest,
                          std::optional<double> otherwise) {
  const toml::node* node = otherwise ? find(key) : required(key);
  if (!node) return otherwise.value_or(lowest);
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (value && *value >= lowest && *value <= highest) return *value;
  mistake(key, fmt::format("must be a number from {} to {}", lowest, highest));
  return otherwise.value_or(lowest);
}

int TomlReader::whole(std::string_view key, int lowest, int highest, int otherwise) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= lowest && *value <= highest) return static_cast<int>(*value);
  mistake(key, fmt::format("must be a whole number from {} to {}", lowest, highest));
  return otherwise;
}

bool TomlReader::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  if (const auto value = node->value_exact<bool>()) return *value;
  mistake(key, "must be true or false");
  return otherwise;
}

std::vector<double> TomlReader::numbers(std::string_view key, std::size_t count) {
  const toml::node* node = required(key);
  if (!node) return {};
  std::vector<double> values;
  if (const toml::array* array = node->as_array())
    for (const toml::node& item : *array)
      if (item.is_number()) values.push_back(item.value<double>().value_or(0));
  const bool all_numbers = node->is_array() && values.size() == node->as_array()->size();
  if (all_numbers && values.size() == count) return values;
  mistake(key, fmt::format("must be {} numbers in brackets, in millimetres", count));
  return {};
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) return {};
  std::vector<std::string> values;
  const toml::array* array = node->as_array();
  for (std::size_t i = 0; array && i < array->size(); ++i)
    if (const auto value = array->get(i)->value_exact<std::string>()) values.push_back(*value);
  if (!array || values.size() != array->size())
    mistake(key, "must be texts in quotes, in brackets");
  return values;
}

const toml::table* TomlReader::table(std::string_view key) {
  const toml::node* node = find(key);
  if (node && !node->is_table()) mistake(key, "must be a table");
  return node ? node->as_table() : nullptr;
}

std::vector<const toml::table*> TomlReader::tables(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) return {};
  std::vector<const toml::table*> found;
  if (node->is_array_of_tables())
    for (const toml::node& item : *node->as_array()) found.push_back(item.as_table());
  else
    mistake(key, fmt::format("must be written as [[{}]]", path_of(key)));
  return found;
}

void TomlReader::mistake(std::string_view key, std::string message) {
  const toml::node* node = table_.get(key);
  const auto line = (node ? node->source() : table_.source()).begin.line;
  mistakes_.push_back({static_cast<int>(line), path_of(key), std::move(message)});
}

void TomlReader::check_unknown() {
  for (const auto& [key, node] : table_)
    if (!known_.contains(key.str())) mistake(key.str(), "is no key of a badge template");
}

std::string TomlReader::path_of(std::string_view key) const {
  if (path_.empty() || key.empty()) return path_ + std::string(key);
  return path_ + "." + std::string(key);
}

const toml::node* TomlReader::find(std::string_view key) {
  known_.emplace(key);
  return table_.get(key);
}

const toml::node* TomlReader::required(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) mistake(key, "is missing");
  return node;
}

}  // namespace badge
