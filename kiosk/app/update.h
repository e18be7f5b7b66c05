// Something happened → what is the next model, and what is to be done outside.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "app/action.h"
#include "app/effect.h"
#include "app/model.h"

namespace app {

inline constexpr std::chrono::seconds kAskAfter{60};
inline constexpr std::chrono::seconds kAnswerWithin{30};
inline constexpr std::chrono::seconds kDoneFor{15};
inline constexpr std::chrono::seconds kGreetingFor{6};
inline constexpr std::chrono::seconds kAskAtDeskFor{10};
inline constexpr int kHeardAs = 4;  ///< times as long as it is read, where it is read aloud
inline constexpr std::chrono::seconds kLanguageTurn{15};
inline constexpr std::size_t kPinDigits = 4;  ///< the shortest PIN; Enter ends a longer one
inline constexpr std::size_t kLongestPin = 12;

/// The first model: Welcome in the meeting's first language. `run` is random.
Model start(std::shared_ptr<const core::Meeting> meeting, std::string run, Moment now);

/// Pure. Time comes with the action.
std::pair<Model, Effects> update(Model model, const Action& action, Moment now);

/// When `TimePassed` is due if nothing happens before; empty: never.
std::optional<Uptime> next_deadline(const Model& model);

}  // namespace app
