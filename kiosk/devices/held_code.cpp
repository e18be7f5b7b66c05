#include "devices/held_code.h"

#include <algorithm>

namespace devices {

std::vector<std::string> HeldCode::look(const std::vector<std::string>& in_view, TimePoint at) {
  std::vector<std::string> scans;
  for (auto& [text, missing_since] : held_) {
    const bool is_seen = std::find(in_view.begin(), in_view.end(), text) != in_view.end();
    if (!is_seen && !missing_since) missing_since = at;
  }
  std::erase_if(held_,
                [&](const auto& held) { return held.second && at - *held.second >= gone_after_; });
  for (const std::string& text : in_view) {
    const auto [place, is_new] = held_.try_emplace(text);
    place->second.reset();
    if (is_new) scans.push_back(text);
  }
  return scans;
}

}  // namespace devices
