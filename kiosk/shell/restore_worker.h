// A kiosk goes back to the newest good copy of its own, or to a sealed backup.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "app/effect.h"
#include "core/progress.h"
#include "shell/mailbox.h"
#include "shell/worker.h"

namespace shell {

inline constexpr std::string_view kBackupEnding = ".backup";

/// On a thread of its own. Looks for copies at any time; puts one in place only where no `Backend`
/// runs.
class RestoreWorker {
 public:
  using FindRoots = std::function<std::vector<std::filesystem::path>()>;
  RestoreWorker(std::filesystem::path data, FindRoots roots, Mailbox& mailbox);
  ~RestoreWorker();

  /// Any thread. Takes the effects that concern the way back; false for the others.
  bool take(const app::Effect& effect);

 private:
  void find();
  void find_backups();
  void restore(const std::filesystem::path& file, std::string_view passphrase);
  void restore_newest();
  /// Tells the screen each percentage once, and hears whether it was stopped.
  core::Progress progress();

  const std::filesystem::path data_;
  const FindRoots roots_;
  Mailbox& mailbox_;
  std::atomic<bool> stop_ = false;
  Worker worker_;  ///< last: its thread uses what stands above
};

}  // namespace shell
