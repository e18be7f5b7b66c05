// Reads one TOML table key by key and collects every mistake with its line and key, unknown keys
// included.
#pragma once

#include <toml++/toml.h>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace badge {

class TomlReader {
 public:
  /// `table` and `mistakes` outlive the reader; `path` names the table, empty for the whole file.
  TomlReader(const toml::table& table, std::string path, std::vector<core::Mistake>& mistakes);

  /// The value, or `otherwise` where the key is absent; without `otherwise` that is a mistake.
  std::string text(std::string_view key, const std::optional<std::string>& otherwise = {});
  double number(std::string_view key, double lowest, double highest,
                std::optional<double> otherwise = {});
  int whole(std::string_view key, int lowest, int highest, int otherwise);
  bool flag(std::string_view key, bool otherwise = false);
  /// Exactly `count` numbers; empty after a mistake.
  std::vector<double> numbers(std::string_view key, std::size_t count);
  /// Texts, or none where the key is absent.
  std::vector<std::string> texts(std::string_view key);
  /// The table under `key`; null where it is absent.
  const toml::table* table(std::string_view key);
  /// The tables of an array of tables; none where it is absent.
  std::vector<const toml::table*> tables(std::string_view key);

  /// Whether the key is there at all.
  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

  /// Notes a mistake at `key`, or at the table where the key is absent.
  void mistake(std::string_view key, std::string message);
  /// Notes each key that nobody asked for. Call last.
  void check_unknown();

  [[nodiscard]] std::string path_of(std::string_view key) const;

 private:
  const toml::node* find(std::string_view key);
  const toml::node* required(std::string_view key);

  const toml::table& table_;
  std::string path_;
  std::vector<core::Mistake>& mistakes_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace badge
