// Events as the JSON bodies of journal rows. Reading is hostile: rows may come from elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/event.h"
#include "core/result.h"

namespace db {

/// One JSON object; only what is not empty. `by`: who acted, where that is known.
std::string encode(const core::Event& event, std::optional<core::Role> by = std::nullopt);

/// Who acted, as the body of any row says; none where it does not.
std::optional<core::Role> actor_of(std::string_view body);

/// Reads what `encode` wrote for an event of that kind; fails on an unknown kind, a missing or a
/// wrongly typed key. An erased body (`kind` known, text empty) is the caller's to leave out.
core::Result<core::Event> decode(std::string_view kind, std::string_view body);

/// Answers as a JSON object, and back; empty text for none.
std::string encode_answers(const core::Answers& answers);
core::Answers decode_answers(std::string_view text);

}  // namespace db
