// What a failure of the hub means for a person. Texts of the server are left out: they may quote
// what was sent, or the address with its password.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace kiosk_sync {

/// Why the hub will not take a kiosk's rows, by SQLSTATE; db/hub/001_journal.sql raises them.
inline constexpr std::string_view kUnknownKiosk = "KH001";
inline constexpr std::string_view kGap = "KH002";
inline constexpr std::string_view kLeftOut = "KH003";
inline constexpr std::string_view kNotShared = "KH004";
inline constexpr std::string_view kLetterTaken = "KH005";
inline constexpr std::string_view kSucceeded = "KH006";

/// The exception that is being handled, as an error about the hub at `shown`.
core::Error explain_hub(const std::string& shown);

/// Runs `work` and turns whatever it throws into an error value.
template <class Work>
auto guarded_hub(const std::string& shown, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (...) {
    return tl::unexpected<core::Error>(explain_hub(shown));
  }
}

}  // namespace kiosk_sync
