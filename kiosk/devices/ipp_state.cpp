#include "devices/ipp_state.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace devices {
namespace {

struct Reason {
  std::string_view keyword;  ///< RFC 8011, 5.4.12, without its severity
  Trouble trouble;
  bool stops;
};

constexpr std::array kReasons = {
    Reason{"media-empty", Trouble::media_empty, true},
    Reason{"media-size-mismatch", Trouble::wrong_media, true},
    Reason{"media-needed", Trouble::media_empty, true},
    Reason{"input-tray-missing", Trouble::media_empty, true},
    Reason{"media-low", Trouble::media_low, false},
    Reason{"media-jam", Trouble::media_jam, true},
    Reason{"cover-open", Trouble::cover_open, true},
    Reason{"door-open", Trouble::cover_open, true},
    Reason{"interlock-open", Trouble::cover_open, true},
    Reason{"cover-close", Trouble::cover_open, true},
    Reason{"toner-empty", Trouble::marker_empty, true},
    Reason{"marker-ribbon-empty", Trouble::marker_empty, true},
    Reason{"marker-ribbon-low", Trouble::marker_low, false},
    Reason{"marker-ribbon-almost-empty", Trouble::marker_low, false},
    Reason{"marker-waste-full", Trouble::other, true},
    Reason{"output-area-full", Trouble::other, true},
    Reason{"marker-supply-empty", Trouble::marker_empty, true},
    Reason{"toner-low", Trouble::marker_low, false},
    Reason{"marker-supply-low", Trouble::marker_low, false},
    Reason{"paused", Trouble::paused, true},
    Reason{"moving-to-paused", Trouble::paused, true},
    Reason{"offline", Trouble::offline, true},
    Reason{"shutdown", Trouble::offline, true},
    Reason{"connecting-to-device", Trouble::offline, false},
    Reason{"timed-out", Trouble::offline, true},
};

void add_trouble(PrinterState& state, Trouble trouble) {
  const auto& troubles = state.troubles;
  if (std::find(troubles.begin(), troubles.end(), trouble) == troubles.end()) {
    state.troubles.push_back(trouble);
  }
}

void add_reason(PrinterState& state, std::string_view reason) {
  if (reason == "none") return;
  const auto known = std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& entry) {
    return reason.starts_with(entry.keyword);
  });
  if (known != kReasons.end()) {
    add_trouble(state, known->trouble);
    if (known->stops && !reason.ends_with("-warning")) state.can_print = false;
  } else if (reason.ends_with("-error")) {
    add_trouble(state, Trouble::other);
  }
}

}  // namespace

PrinterState read_state(ipp_t* answer) {
  PrinterState state;
  state.detail = ipp_text(answer, "printer-state-message");
  for (const std::string& reason : ipp_texts(answer, "printer-state-reasons")) {
    add_reason(state, reason);
  }
  auto* accepts = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  const bool is_closed = accepts != nullptr && ippGetBoolean(accepts, 0) == 0;
  if (is_closed || ipp_number(answer, "printer-state") == IPP_PSTATE_STOPPED) {
    state.can_print = false;
    if (state.troubles.empty()) add_trouble(state, Trouble::paused);
  }
  return state;
}

}  // namespace devices
