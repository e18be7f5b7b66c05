// A kiosk without a meeting becomes another one of somebody's, with a file from a USB stick.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "app/effect.h"
#include "core/time.h"
#include "shell/mailbox.h"
#include "shell/worker.h"

namespace shell {

/// How the names of enrolments end that are written on screen, and of files that are offered.
inline constexpr std::string_view kEnrolmentEnding = ".enrol";

/// Works where no `Backend` runs, on a thread of its own; opens the folder for as long as it joins.
class JoinWorker {
 public:
  using FindRoots = std::function<std::vector<std::filesystem::path>()>;

  JoinWorker(std::filesystem::path data, FindRoots roots, std::function<core::Instant()> now,
             Mailbox& mailbox);

  /// Any thread. Takes the effects that concern joining; false for the others.
  bool take(const app::Effect& effect);

 private:
  void find();
  void join(const app::JoinKiosk& effect);

  const std::filesystem::path data_;
  const FindRoots roots_;
  const std::function<core::Instant()> now_;
  Mailbox& mailbox_;
  Worker worker_;  ///< last: its thread uses what stands above
};

}  // namespace shell
