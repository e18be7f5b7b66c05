// A kiosk whose database is damaged goes back to the newest good copy of its own.
#pragma once

#include <filesystem>

#include "app/effect.h"
#include "shell/mailbox.h"
#include "shell/worker.h"

namespace shell {

/// On a thread of its own. Looks for a copy at any time; puts it in place only where no `Backend`
/// runs.
class RestoreWorker {
 public:
  RestoreWorker(std::filesystem::path data, Mailbox& mailbox);

  /// Any thread. Takes the effects that concern the way back; false for the others.
  bool take(const app::Effect& effect);

 private:
  void find();
  void restore();

  const std::filesystem::path data_;
  Mailbox& mailbox_;
  Worker worker_;  ///< last: its thread uses what stands above
};

}  // namespace shell
