// A printer takes a finished PDF. Which one it is, is a setting; what can go wrong is a value.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "devices/stop_flag.h"

namespace devices {

struct PrintJob {
  std::string id;     ///< names the job for good: printing it again is no second print
  std::string title;  ///< on the printer's display; no personal data
  std::string pdf;    ///< the bytes of a whole PDF
  double width_mm = 0;
  double height_mm = 0;
  int copies = 1;
  bool two_sided = false;  ///< where the printer can; the PDF has a second page then
};

struct PrintReceipt {
  std::string place;       ///< file path or job URI
  bool was_there = false;  ///< the same job had been taken before; nothing was printed now
};

/// What became of a job that a printer was given.
enum class JobPhase {
  absent,     ///< it has none of that name
  under_way,  ///< taken, not out yet
  printed,
  given_up,   ///< by the printer itself: a jam, a document it could not print
  cancelled,  ///< by a person at the printer
};

struct JobReport {
  JobPhase phase = JobPhase::absent;
  std::string place;  ///< file path or job URI
  /// With `absent`: it keeps a list of what it has done, so it never had the job.
  bool keeps_list = true;
};

/// What a printer says is the matter. `other` covers what it says in its own words only.
enum class Trouble {
  media_empty,
  media_low,
  media_jam,
  cover_open,
  marker_empty,  ///< toner, ink or ribbon
  marker_low,
  paused,
  offline,      ///< the queue is there, the printer behind it is not
  unreachable,  ///< nothing answers
  no_room,      ///< spool folder missing, full or not writable
  other,
  wrong_media,  ///< paper of another size is loaded
};

/// A few words of English, for logs and `doctor`: `paper is out`.
std::string_view to_text(Trouble trouble);

/// The word in the catalogue's `printer.` family: `media_empty`.
std::string_view word_of(Trouble trouble);

struct PrinterState {
  bool can_print = true;          ///< a job given now would come out now
  std::vector<Trouble> troubles;  ///< each once; with `can_print` they are warnings
  std::string detail;             ///< the printer's own words; may be empty
};

/// Called by one thread at a time, the printer worker: both calls may take seconds.
class Printer {
 public:
  virtual ~Printer() = default;

  /// Returns once the job is safe with the printer or its queue. After an `unreachable` failure it
  /// may have been taken all the same; giving the same job again is right and prints once.
  virtual core::Result<PrintReceipt> print(const PrintJob& job) = 0;

  virtual PrinterState state() = 0;

  /// What became of the job of that id.
  virtual core::Result<JobReport> look_up(const std::string& id) {
    (void)id;
    return JobReport{JobPhase::absent, {}, false};
  }
  /// Takes the job back if it is not out yet. A printer that has no such job has done it.
  virtual core::Result<void> withdraw(const std::string& id) {
    (void)id;
    return {};
  }
  /// Dots per inch, as the printer says; 0 where it does not.
  virtual int resolution() { return 0; }
};

/// The printer that `setting` names: an `ipp://` or `ipps://` address, the name of a CUPS queue,
/// or, where it is empty, `spool_folder`, which is made (0700) if its parent is there.
/// Fails with `bad_input` on an address that is none. Once `stop` is set, the printer fails at once
/// instead of waiting.
core::Result<std::unique_ptr<Printer>> make_printer(const std::string& setting,
                                                    const std::filesystem::path& spool_folder,
                                                    std::shared_ptr<StopFlag> stop = nullptr);

/// What is wrong with a job before any printer sees it: an id that is not 1 to 100 of
/// `A-Z a-z 0-9 - _`, a PDF that is none, no size, copies outside 1 to 99.
core::Result<void> check_job(const PrintJob& job);

}  // namespace devices
