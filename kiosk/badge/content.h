// What one badge says: plain values, already in the words of the person's language.
#pragma once

#include <string>
#include <vector>

#include "core/meeting.h"

namespace badge {

/// UTF-8 throughout, any script. Names are drawn as they are; an empty text is left out.
struct Content {
  std::string given_name;
  std::string family_name;
  std::string organisation;
  std::string town;
  std::string country;       ///< ISO 3166-1 alpha-2
  std::string country_name;  ///< in the badge's language
  core::Kind kind = core::Kind::local;
  std::string kind_label;  ///< in the badge's language; tells the kind without colour
  std::string meeting_name;
  std::string place_and_dates;
  std::string number;  ///< `A-0042`
  std::string code;    ///< what the QR says: 28 characters of the QR alphanumeric set
  std::string funding_line;
  bool eu_emblem = false;
  bool photo_opt_out = false;
  std::string photo_label;            ///< `No photos`; shown only with `photo_opt_out`
  std::vector<std::string> sessions;  ///< short names of the sessions the person is listed for
  std::string language;               ///< ISO 639-1; chooses letter forms, not words
};

}  // namespace badge
