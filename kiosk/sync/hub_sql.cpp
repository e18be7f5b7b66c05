#include "sync/hub_sql.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "db/embedded_sql.h"

namespace kiosk_sync {
namespace {

const std::map<std::string, std::string, std::less<>>& statements() {
  static const auto by_name = [] {
    constexpr std::string_view kMark = "-- name: ";
    std::map<std::string, std::string, std::less<>> found;
    for (const db::EmbeddedSql& file : db::embedded_hub_sql()) {
      if (hub_version_of(file.file) != 0) continue;
      for (auto at = file.text.find(kMark); at != std::string_view::npos;) {
        const auto name = at + kMark.size();
        const auto end = file.text.find('\n', name);
        at = file.text.find(kMark, end);
        const auto size = at == std::string_view::npos ? at : at - end;
        found.emplace(file.text.substr(name, end - name), file.text.substr(end, size));
      }
    }
    return found;
  }();
  return by_name;
}

}  // namespace

std::string hub_sql(std::string_view name) {
  const auto at = statements().find(name);
  if (at == statements().end()) throw std::logic_error("no statement of that name");
  return at->second;
}

std::string hub_sql_with(std::string_view name, int number) {
  std::string text = hub_sql(name);
  return text.replace(text.find("$1"), 2, std::to_string(number));
}

int hub_version_of(std::string_view file) {
  int version = 0;
  std::from_chars(file.data(), file.data() + file.size(), version);
  return version;
}

int newest_hub_schema() {
  int newest = 0;
  for (const db::EmbeddedSql& file : db::embedded_hub_sql()) {
    newest = std::max(newest, hub_version_of(file.file));
  }
  return newest;
}

}  // namespace kiosk_sync
