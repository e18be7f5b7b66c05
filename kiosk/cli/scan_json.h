// A scan's answer as CLI.md has it, and reading a scan that comes as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/context.h"
#include "core/decide.h"
#include "core/meeting.h"
#include "db/store.h"

namespace cli {

/// The verdict's sentence in `language`; empty: the attendee's where it may be told, else the
/// meeting's default. Without catalogues it is the verdict's word.
std::string verdict_message(const db::ScanOutcome& outcome, const core::Meeting& meeting,
                            const i18n::Catalogues* catalogues, std::string_view language);

ordered_json scan_answer(const db::ScanOutcome& outcome, const core::Meeting& meeting,
                         const i18n::Catalogues* catalogues, std::string_view language);

/// What a line of `scan -` may leave out.
struct ScanDefaults {
  core::MeetingId meeting;
  std::string checkpoint;
  std::string language;
};

struct ScanLine {
  core::ScanCommand command;  ///< `at` is `now` where the line has none
  std::string language;
};

/// Reads `{"text","checkpoint","direction","at","nonce","force","answers","language"}`; `text` is
/// required, null counts as absent, another key is a mistake. Errors: `bad_input`.
core::Result<ScanLine> read_scan_line(std::string_view line, const ScanDefaults& defaults,
                                      const core::Zone& zone, core::Instant now);

}  // namespace cli
