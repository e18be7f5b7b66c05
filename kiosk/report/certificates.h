// Attendance certificates: a page for each person who was there.
#pragma once

#include <string>

#include "report/document.h"
#include "report/evidence.h"

namespace report {

struct CertificateChoice {
  std::string language;       ///< ISO 639-1; empty: each person's own, else the meeting's first
  core::AttendeeId attendee;  ///< none: everybody who was present
};

/// Says only what was measured: days and sessions on which a person was let in. The document's
/// language is that of the choice, else the meeting's first. Errors: `bad_input` where nobody was
/// present, or not the one who was asked for.
core::Result<Document> certificates(const Evidence& evidence, const CertificateChoice& choice,
                                    const i18n::Catalogues& catalogues);

}  // namespace report
