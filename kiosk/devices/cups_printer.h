// Prints through libcups: to a queue of the CUPS server, or straight to an IPP printer.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "devices/ipp.h"
#include "devices/printer.h"

namespace devices {

/// Asks the printer what paper it has, takes the one nearest to the job's size, and fails rather
/// than let the printer take another.
/// Belongs to one thread: libcups keeps its state by thread.
class CupsPrinter : public Printer {
 public:
  /// How long it may be silent while it is asked.
  static constexpr std::chrono::milliseconds kTimeout{10'000};

  /// `setting` is an `ipp://` or `ipps://` address or the name of a queue. Asks nobody yet.
  /// Fails with `bad_input` on anything else.
  static core::Result<std::unique_ptr<CupsPrinter>> from_setting(
      const std::string& setting, std::chrono::milliseconds timeout = kTimeout,
      std::shared_ptr<StopFlag> stop = nullptr);

  CupsPrinter(IppAddress address, Patience patience)
      : address_(std::move(address)), patience_(std::move(patience)) {}

  /// Fails with `unreachable` (no answer, no such queue, printer takes no jobs, other paper is
  /// loaded), `bad_input` (not a paper size or file type it has) or `denied` (it wants a password).
  core::Result<PrintReceipt> print(const PrintJob& job) override;
  PrinterState state() override;
  core::Result<JobReport> look_up(const std::string& id) override;
  core::Result<void> withdraw(const std::string& id) override;
  int resolution() override;

 private:
  core::Result<IppMessage> attributes();

  IppAddress address_;
  Patience patience_;
};

}  // namespace devices
