// What an organiser does with data as a whole: exports, backups, erasing, extracts, retention; into
// the kiosk's own folder or onto a USB stick, beside the desk.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "app/effect.h"
#include "db/store.h"
#include "shell/exporter.h"
#include "shell/mailbox.h"
#include "shell/worker.h"

namespace shell {

/// Does one thing after another on a thread of its own, with a store of its own.
class DataWorker {
 public:
  using FindSticksNow = std::function<std::vector<app::Stick>()>;
  using Now = std::function<core::Instant()>;

  DataWorker(std::unique_ptr<db::Store> store, std::shared_ptr<const core::Meeting> meeting,
             i18n::Catalogues words, FindSticksNow find_sticks, Now now, Mailbox& mailbox);
  ~DataWorker();

  /// Any thread. Takes the effects that concern data as a whole; false for the others.
  bool take(const app::Effect& effect);

 private:
  void run(const app::FindSticks& effect);
  void run(const app::ExportData& effect);
  void run(const app::BackUp& effect);
  void tell_backup(const std::filesystem::path& file, const app::BackUp& effect);
  void run(const app::FindLetters& effect);
  void run(const app::EnrolKiosk& effect);
  void run(const app::PlanRetention& effect);
  void run(const app::RunRetention& effect);
  void run(const app::VerifyRecords& effect);
  void run(const app::ErasePerson& effect);
  void run(const app::ExtractPerson& effect);
  void run(const app::CertifyPerson& effect);

  /// Tells the screen each percentage once, and hears whether it was stopped.
  core::Progress progress();
  /// The stick, or a folder of the kiosk's own; made where it is missing.
  [[nodiscard]] std::filesystem::path folder_for(const std::string& stick,
                                                 const char* own_folder) const;
  [[nodiscard]] std::string stamped(std::string_view name, std::string_view ending) const;

  const std::unique_ptr<db::Store> store_;
  const std::shared_ptr<const core::Meeting> meeting_;
  const FindSticksNow find_sticks_;
  const Now now_;
  Mailbox& mailbox_;
  Exporter exporter_;
  std::atomic<bool> stop_ = false;
  Worker worker_;  ///< last: its thread uses what stands above
};

}  // namespace shell
