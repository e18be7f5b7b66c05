// From a file of somebody else's making to people for a meeting.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/incoming.h"
#include "core/meeting.h"
#include "core/result.h"
#include "intake/encoding.h"
#include "intake/mapping.h"
#include "intake/table.h"

namespace intake {

struct ReadOptions {
  std::string map;                   ///< a name in the folder, or a `.toml` file; empty: recognised
  std::optional<Encoding> encoding;  ///< absent: the mapping's, else detected; not for XLSX
  ReadProgress progress = {};
};

struct PeopleList {
  std::string mapping;   ///< the name of the one that was used
  std::string encoding;  ///< that it was read in, as `to_text` names it; empty: a workbook
  int read = 0;          ///< rows, those with mistakes and those left out included
  int left_out = 0;      ///< rows that the mapping says to leave out
  std::vector<core::Incoming> people;
  std::vector<core::Mistake> mistakes;  ///< by line; rows that have one are not among `people`
};

/// Reads CSV, or XLSX by its first bytes. `mappings` is the folder of those that come with the
/// program. Fails with `bad_input` where the whole file cannot be read as a list of people, and
/// with `core::stopped()`.
core::Result<PeopleList> read_people(std::string_view bytes, const core::Meeting& meeting,
                                     const std::filesystem::path& mappings,
                                     const ReadOptions& options);

/// The same from a file of at most `kMaxFileBytes`.
core::Result<PeopleList> read_people_file(const std::filesystem::path& file,
                                          const core::Meeting& meeting,
                                          const std::filesystem::path& mappings,
                                          const ReadOptions& options);

}  // namespace intake
