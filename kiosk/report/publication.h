// The text for the municipality's web site, built from what was measured.
#pragma once

#include <string>

#include "report/evidence.h"

namespace report {

/// People present, as counted: those erased since as well.
struct Measured {
  std::shared_ptr<const core::Meeting> meeting;
  int present = 0;
  std::map<std::pair<std::string, std::string>, int> from;  ///< by town and country
  std::map<core::Kind, int> kinds;
};

core::Result<Measured> measure(db::Store& store, const core::MeetingId& meeting);

struct Publication {
  std::string language;
  std::string title;
  std::vector<std::string> paragraphs;
};

/// Towns are written as the attendees' data has them, countries in the nominative, so that every
/// language stays correct whatever the town's name is. Towns with most people first.
Publication make_publication(const Measured& measured, std::string_view language,
                             const i18n::Catalogues& catalogues);

/// Title and paragraphs with empty lines between them.
std::string as_text(const Publication& publication);

/// A whole page of HTML 5, without styles: the site has its own.
std::string as_html(const Publication& publication);

}  // namespace report
