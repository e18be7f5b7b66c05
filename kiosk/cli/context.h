// What every command works with: the data folder, the streams, and how answers are written.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/cli.h"
#include "core/exit_status.h"
#include "core/result.h"
#include "db/store.h"
#include "i18n/catalogue.h"

namespace cli {

using nlohmann::ordered_json;

inline constexpr int kDone = 0;
inline constexpr int kWrongUsage = 2;

/// One document as text: compact on one line, or indented.
std::string document(const ordered_json& json, bool compact);

/// The failure as a document: `{"error":…,"next_step":…,"mistakes":[{"line","field","message"}]}`.
ordered_json error_json(const core::Error& error);

class Context {
 public:
  /// What a command does; its result is the exit status.
  using Action = std::function<core::Result<int>(Context&)>;

  explicit Context(Streams streams) : streams_(streams) {}

  std::filesystem::path data;  ///< empty: the default folder
  bool json = false;
  Parts parts;
  Action action;  ///< set by the command that was named

  /// `file` will hold where the command writes to, once the options are read; it outlives
  /// `perform`, which refuses the kiosk's own files. Empty or `-` is no file.
  void will_write(std::string option, const std::filesystem::path& file);

  /// Runs `action`; tells a failure on standard error.
  int perform();

  /// Where the kiosk keeps its data: `data`, else the default.
  [[nodiscard]] std::filesystem::path data_folder() const;

  /// Opens the data folder. `now` replaces the clock for what the command records.
  core::Result<std::unique_ptr<db::Store>> open_store(std::optional<core::Instant> now = {});

  /// The catalogues; null, with a warning on standard error, where they are missing: a sentence is
  /// never worth a scan.
  const i18n::Catalogues* catalogues();

  /// Prints the command's one document and is done. Fails where standard output cannot be written.
  core::Result<int> answer(const ordered_json& json, int status = kDone);
  /// Prints one line of a stream, at once.
  core::Result<void> print_line(const ordered_json& json);
  /// For a command that writes something else than a document to standard output.
  std::ostream& raw_out();
  core::Result<void> flush_out();
  /// Ends a command that wrote to `raw_out`.
  core::Result<int> done();

  void say(std::string_view message);
  /// A failure on standard error, and as a document where documents are wanted.
  void tell(const core::Error& error);

  std::istream& in() { return streams_.in; }
  std::ostream& err() { return streams_.err; }

 private:
  [[nodiscard]] core::Result<void> spare_own_files() const;

  Streams streams_;
  std::vector<std::pair<std::string, const std::filesystem::path*>> written_;
  bool answered_ = false;
  bool catalogues_tried_ = false;
  std::optional<i18n::Catalogues> catalogues_;
};

/// The text fit for a terminal: control characters and what is not UTF-8 replaced.
std::string printable(std::string_view text);

/// Reads a moment given on the command line: RFC 3339, without an offset in `zone`. Absent if
/// empty.
core::Result<std::optional<core::Instant>> parse_at(const std::optional<std::string>& text,
                                                    const core::Zone& zone);

/// `bad_input` about one field.
tl::unexpected<core::Error> wrong_field(std::string field, std::string message);

}  // namespace cli
