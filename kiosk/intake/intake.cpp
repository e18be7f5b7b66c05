#include "intake/intake.h"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "intake/csv_table.h"
#include "intake/people.h"
#include "intake/xlsx_table.h"

namespace intake {
namespace {

core::Error not_readable(const std::filesystem::path& file, const std::string& why) {
  return {core::Failure::bad_input,
          "The list " + file.string() + " cannot be read: " + why + ".",
          "Check its name, and that this user may read it.",
          {}};
}

bool is_file_name(std::string_view map) {
  return map.size() > 5 && map.substr(map.size() - 5) == ".toml";
}

/// The mapping that was asked for; null where it is to be recognised.
core::Result<const Mapping*> asked_for(const Mappings& known, const std::string& map,
                                       Mapping& own) {
  if (map.empty()) return nullptr;
  if (is_file_name(map)) {
    auto loaded = load_mapping(map);
    if (!loaded) return tl::unexpected(loaded.error());
    own = std::move(*loaded);
    if (own.name.empty()) own.name = std::filesystem::path(map).stem().string();
    return &own;
  }
  if (const Mapping* found = known.find(map)) return found;
  std::string names;
  for (const std::string& name : known.names()) names += (names.empty() ? "" : ", ") + name;
  return tl::unexpected(core::Error{core::Failure::bad_input,
                                    "There is no mapping of that name.",
                                    "Name one of " + names + ", or a .toml file.",
                                    {{0, "map", "must be one of " + names + ", or a .toml file"}}});
}

core::Result<Table> read_text(std::string_view bytes, const Mapping* mapping,
                              const core::Meeting& meeting, const ReadOptions& options) {
  auto encoding = options.encoding;
  if (!encoding && mapping != nullptr) encoding = mapping->encoding;
  if (!encoding) encoding = detect_encoding(bytes, meeting.languages);
  const auto text = decode(bytes, *encoding);
  if (!text) return tl::unexpected(text.error());
  return read_csv(*text, mapping != nullptr ? mapping->separator.value_or('\0') : '\0');
}

}  // namespace

core::Result<PeopleList> read_people(std::string_view bytes, const core::Meeting& meeting,
                                     const std::filesystem::path& mappings,
                                     const ReadOptions& options) {
  const auto known = Mappings::load(mappings);
  if (!known) return tl::unexpected(known.error());
  Mapping own;
  const auto asked = asked_for(*known, options.map, own);
  if (!asked) return tl::unexpected(asked.error());
  const auto table =
      looks_like_xlsx(bytes) ? read_xlsx(bytes) : read_text(bytes, *asked, meeting, options);
  if (!table) return tl::unexpected(table.error());
  const Mapping& mapping = *asked != nullptr ? **asked : known->recognise(table->headings);
  return people_of(*table, mapping, known->usual(), meeting);
}

core::Result<PeopleList> read_people_file(const std::filesystem::path& file,
                                          const core::Meeting& meeting,
                                          const std::filesystem::path& mappings,
                                          const ReadOptions& options) {
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) {
    return tl::unexpected(not_readable(file, "it is a folder"));
  }
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return tl::unexpected(not_readable(file, std::generic_category().message(errno)));
  std::string bytes;
  std::string chunk(std::size_t{1} << 20U, '\0');
  while (in && bytes.size() <= kMaxFileBytes) {
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    bytes.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return tl::unexpected(not_readable(file, "reading failed"));
  if (bytes.size() > kMaxFileBytes) {
    return tl::unexpected(not_readable(file, "it is larger than 64 MiB"));
  }
  return read_people(bytes, meeting, mappings, options);
}

}  // namespace intake
