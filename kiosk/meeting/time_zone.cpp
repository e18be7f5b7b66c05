#include "meeting/time_zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <exception>
#include <utility>
#include <vector>

#include "meeting/posix_rule.h"
#include "meeting/text_checks.h"

namespace meeting {
namespace {

using core::Instant;
using std::chrono::seconds;
using Transitions = std::vector<core::Zone::Transition>;

constexpr std::chrono::year kFirstYear{1970};
/// The system's files list each change up to here and give a rule for the time after.
constexpr std::chrono::year kRuleYear{2037};
constexpr std::chrono::year kLastYear{2100};

core::Result<const date::time_zone*> find_zone(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    std::vector<std::string_view> known;
    for (const auto& zone : date::get_tzdb().zones) known.push_back(zone.name());
    const std::string near = nearest(name, known);
    return core::fail(
        core::Failure::bad_input, fmt::format("there is no time zone \"{}\"", shown(name)),
        fmt::format("expected a name as \"{}\"", near.empty() ? "Europe/Riga" : near));
  }
}

Instant start_of(std::chrono::year year) {
  return std::chrono::sys_days{year / std::chrono::January / 1};
}

void append(Transitions& transitions, core::Zone::Transition next) {
  if (transitions.empty() || transitions.back().offset != next.offset) transitions.push_back(next);
}

Transitions listed(const date::time_zone& zone) {
  Transitions transitions;
  auto at = std::chrono::floor<seconds>(start_of(kFirstYear));
  const auto end = start_of(kLastYear + std::chrono::years{1});
  while (at < end) {
    const date::sys_info info = zone.get_info(at);
    append(transitions, {Instant{at}, info.offset});
    at = info.end;
  }
  return transitions;
}

/// The years that the files only give a rule for.
core::Result<void> append_ruled(const std::string& name, Transitions& transitions) {
  const auto rule = load_posix_rule(name);
  if (!rule) return tl::unexpected(rule.error());
  for (auto year = kRuleYear + std::chrono::years{1}; year <= kLastYear; ++year) {
    for (const auto& next : rule->transitions_of(year)) {
      if (next.from > transitions.back().from) append(transitions, next);
    }
  }
  return {};
}

core::Result<core::Zone> make_zone(const std::string& name) {
  const auto found = find_zone(name);
  if (!found) return tl::unexpected(found.error());
  Transitions transitions = listed(**found);
  if (const auto added = append_ruled(name, transitions); !added) {
    return tl::unexpected(added.error());
  }
  return core::Zone(name, std::move(transitions));
}

}  // namespace

core::Result<core::Zone> load_zone(const std::string& iana_name) {
  try {
    if (!date::get_tzdb().zones.empty()) return make_zone(iana_name);
  } catch (const std::exception&) {
    // Told below: without its files the library throws on the first use.
  }
  return core::fail(core::Failure::storage, "this computer has no time zone files",
                    "install the package tzdata");
}

}  // namespace meeting
