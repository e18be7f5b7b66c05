// Everything behind the screens: data folder, store, printer, previews, exports.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/effect.h"
#include "core/meeting.h"
#include "core/result.h"
#include "devices/stop_flag.h"
#include "doctor/look.h"
#include "i18n/catalogue.h"
#include "shell/care_worker.h"
#include "shell/clock.h"
#include "shell/configuration.h"
#include "shell/data_lock.h"
#include "shell/data_worker.h"
#include "shell/exporter.h"
#include "shell/import_worker.h"
#include "shell/mailbox.h"
#include "shell/preview_worker.h"
#include "shell/print_worker.h"
#include "shell/store_worker.h"
#include "shell/subject.h"
#include "shell/sync_worker.h"

namespace shell {

struct BackendOptions {
  std::filesystem::path data;
  std::filesystem::path assets;
  std::filesystem::path meeting_file;    ///< empty: the meeting stored last
  bool demo_pins = false;                ///< staff 2468, organiser 1357, where none are set
  std::optional<double> px_per_mm = {};  ///< of the screen; empty: neither set nor told
  /// Told 0 to 100, on the calling thread, while tables are made anew from the journal.
  std::function<void(int percent)> progress = {};
  bool accept_damaged_log = false;  ///< people were told, and go on with what is left
};

/// Thread: made and asked by the loop's; does its work on threads of its own.
class Backend {
 public:
  /// Fails with what a person at the kiosk must know; then nothing is left running.
  static core::Result<std::unique_ptr<Backend>> start(const BackendOptions& options,
                                                      const Configuration& configuration,
                                                      const i18n::Catalogues& words,
                                                      const Clock& clock, Mailbox& mailbox);

  /// Carries out what concerns it, in that role; false for what is the stage's own.
  bool take(const app::Effect& effect, core::Role role);

  [[nodiscard]] const std::shared_ptr<const core::Meeting>& meeting() const { return meeting_; }
  PreviewWorker& previews() { return *previews_; }
  [[nodiscard]] double badge_width_mm() const { return badge_width_mm_; }

  Backend(DataLock lock, std::shared_ptr<const core::Meeting> meeting,
          std::shared_ptr<devices::StopFlag> stop)
      : lock_(std::move(lock)), stop_(std::move(stop)), meeting_(std::move(meeting)) {}
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  /// Waits for no printer.
  ~Backend();

 private:
  void find_printers();
  void check_devices();
  [[nodiscard]] std::optional<core::Instant> last_recorded() const;
  void print_test();
  void test_part(core::Part part);

  DataLock lock_;
  std::shared_ptr<devices::StopFlag> stop_;  ///< of everything that waits for a printer
  std::shared_ptr<const core::Meeting> meeting_;
  double badge_width_mm_ = 62;
  const Clock* clock_ = nullptr;
  Mailbox* mailbox_ = nullptr;
  std::unique_ptr<PrintWorker> printer_;
  std::unique_ptr<PreviewWorker> previews_;
  std::unique_ptr<SyncWorker> sync_;              ///< none without a hub; is stopped before all
  std::unique_ptr<StoreWorker> store_;            ///< ends before those it wakes
  std::vector<app::PrinterChoice> own_printers_;  ///< the kiosk's own and those of kiosk.toml
  std::unique_ptr<Worker> searches_;              ///< for printers; seconds long
  doctor::Subject subject_;                       ///< what there should be, without the time
  std::optional<BadgeMaker> badges_;              ///< for the test print
  double printer_dpi_ = 300;
  std::unique_ptr<Worker> doctor_;  ///< looks at devices, which may take seconds
  std::unique_ptr<ImportWorker> import_;
  std::unique_ptr<DataWorker> data_;
  std::unique_ptr<CareWorker> care_;  ///< ends first
};

}  // namespace shell
