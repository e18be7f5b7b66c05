// Typed reading of one TOML table. Each getter notes what is wrong with its key and then returns
// the value that means "absent"; the keys asked for are the keys the table may have.
#pragma once

#include <toml++/toml.h>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/meeting.h"
#include "meeting/mistakes.h"

namespace meeting {

enum class Need { required, optional };

struct Range {
  int least;
  int most;
};

constexpr Range kPositive{1, 1'000'000};

/// One text of a list, with where it stands.
struct ListItem {
  std::string text;
  int line = 0;
  std::string path;  ///< `days[2]`
};

class TableReader {
 public:
  /// `table` and `mistakes` outlive the reader. `path` is empty for the whole file.
  TableReader(const toml::table& table, std::string path, Mistakes& mistakes);

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] int line() const { return line_; }

  std::string text(std::string_view key, Need need);
  std::string id(std::string_view key, Need need);
  std::string country(std::string_view key, Need need);
  /// One of `words`.
  std::string word(std::string_view key, const std::vector<std::string_view>& words);
  bool flag(std::string_view key);
  std::optional<int> number(std::string_view key, Range range);
  std::optional<core::Day> day(std::string_view key, Need need);
  std::optional<std::chrono::minutes> clock(std::string_view key, Need need);
  /// Texts by language; `default_language` must be among them unless it is empty.
  core::MultiText multi_text(std::string_view key, Need need, std::string_view default_language);
  /// A list of different texts, without those that were wrong. Absent if the key is, or if it is
  /// no list or an empty one.
  std::optional<std::vector<ListItem>> texts(std::string_view key, Need need);
  std::optional<TableReader> table(std::string_view key);
  /// `[[key]]` tables; their paths are `key[1]`, `key[2]`, ….
  std::vector<TableReader> tables(std::string_view key, Need need);

  /// Notes a mistake at `key`, or at the table's own line where the key is not there.
  void mistake(std::string_view key, std::string message);
  /// The same by a rule that is not held against what was stored before it.
  void mistake_of_author(std::string_view key, std::string message);
  /// Notes each key that nobody asked for.
  void finish();

 private:
  [[nodiscard]] std::string path_of(std::string_view key) const;
  [[nodiscard]] int line_of(std::string_view key) const;
  const toml::node* find(std::string_view key, Need need);
  std::optional<ListItem> list_item(const toml::node& node, std::string path);
  std::optional<std::string> checked_text(const toml::node& node, int line,
                                          const std::string& path);
  void read_languages(const toml::table& from, const std::string& path, core::MultiText& into);
  void read_tables(const toml::array& list, const std::string& path,
                   std::vector<TableReader>& into);

  const toml::table* table_;
  std::string path_;
  int line_;
  Mistakes* mistakes_;
  std::set<std::string, std::less<>> known_;
};

/// Day of `text`, which must be written `2019-03-12` and lie where the time zone is known.
std::optional<core::Day> checked_day(const ListItem& item, Mistakes& mistakes);

}  // namespace meeting
