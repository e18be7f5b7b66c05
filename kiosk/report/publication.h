// The text for the municipality's web site, built from what was measured.
#pragma once

#include <string>

#include "report/evidence.h"

namespace report {

struct Publication {
  std::string language;
  std::string title;
  std::vector<std::string> paragraphs;
};

/// Towns are written as the attendees' data has them, countries in the nominative, so that every
/// language stays correct whatever the town's name is. Towns with most people first.
Publication make_publication(const Evidence& evidence, std::string_view language,
                             const i18n::Catalogues& catalogues);

/// Title and paragraphs with empty lines between them.
std::string as_text(const Publication& publication);

/// A whole page of HTML 5, without styles: the site has its own.
std::string as_html(const Publication& publication);

}  // namespace report
