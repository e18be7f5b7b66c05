// Lists to be signed, one for each day, sending town and kind of participant.
#pragma once

#include <optional>
#include <string>

#include "report/document.h"
#include "report/evidence.h"

namespace report {

struct SheetChoice {
  std::string language;          ///< ISO 639-1; empty: the meeting's first
  std::optional<core::Day> day;  ///< absent: every day of the meeting
  std::string town;              ///< empty: every town
};

/// Everybody who is registered, and those who were there though they are not any more; the ones
/// checked in on the day are marked with the time. Each list has blank lines for walk-ins and a
/// certification block. The host's town has a list for residents even if nobody is on it yet.
/// Errors: `bad_input` for a day or town that the meeting does not have.
core::Result<Document> signature_sheets(const Evidence& evidence, const SheetChoice& choice,
                                        const i18n::Catalogues& catalogues);

}  // namespace report
