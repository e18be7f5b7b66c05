// What an attendee's badge says, in the words of a language.
#pragma once

#include <string>
#include <string_view>

#include "badge/content.h"
#include "core/attendee.h"
#include "core/meeting.h"
#include "i18n/catalogue.h"

namespace report {

/// `code` is the badge's current code. `language` empty: the attendee's, else the meeting's
/// default. Without an organisation of their own, people stand for their partner.
badge::Content make_badge_content(const core::Meeting& meeting, const core::Attendee& attendee,
                                  const std::string& code, const i18n::Catalogues& catalogues,
                                  std::string_view language = {});

}  // namespace report
