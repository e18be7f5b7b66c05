// Prints into a folder: for kiosks without a printer, for tests, and for a printer of one's own
// that watches the folder.
#pragma once

#include <filesystem>

#include "devices/printer.h"

namespace devices {

/// One PDF a job, `<job id>.pdf`, mode 0600, there whole and durable or not at all; `copies` is
/// left to whoever takes it out. A file that is there is never written again.
/// Belongs to one thread; several processes may share a folder.
class SpoolPrinter : public Printer {
 public:
  /// `folder` must exist when a job comes; it is narrowed to mode 0700 where it is ours.
  explicit SpoolPrinter(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Fails with `storage` if the folder is missing, full or not writable.
  core::Result<PrintReceipt> print(const PrintJob& job) override;

  PrinterState state() override;

  core::Result<JobReport> look_up(const std::string& id) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace devices
