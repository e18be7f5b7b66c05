#include "intake/intake.h"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "core/progress.h"
#include "intake/csv_table.h"
#include "intake/people.h"
#include "intake/xlsx_table.h"

namespace intake {
namespace {

// Where the parts of the work end, in percent: between how long they take with 100,000 rows of CSV
// and of XLSX, which is cut into rows far more slowly.
constexpr int kLoaded = 10;
constexpr int kInRows = 60;

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

Encoding encoding_of(std::string_view bytes, const Mapping* mapping, const core::Meeting& meeting,
                     const ReadOptions& options) {
  if (options.encoding) return *options.encoding;
  if (mapping != nullptr && mapping->encoding) return *mapping->encoding;
  return detect_encoding(bytes, meeting.languages);
}

core::Result<Table> read_text(std::string_view bytes, Encoding encoding, const Mapping* mapping,
                              const ReadProgress& progress) {
  const auto text = decode(bytes, encoding);
  if (!text) return tl::unexpected(text.error());
  const char separator = mapping != nullptr ? mapping->separator.value_or('\0') : '\0';
  return read_csv(*text, separator, progress);
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
  const ReadProgress in_rows = part_of(options.progress, kLoaded, kInRows);
  std::optional<Encoding> encoding;
  if (!looks_like_xlsx(bytes)) encoding = encoding_of(bytes, *asked, meeting, options);
  const auto table =
      encoding ? read_text(bytes, *encoding, *asked, in_rows) : read_xlsx(bytes, in_rows);
  if (!table) return tl::unexpected(table.error());
  const Mapping& mapping = *asked != nullptr ? **asked : known->recognise(table->headings);
  auto list =
      people_of(*table, mapping, known->usual(), meeting, part_of(options.progress, kInRows, 100));
  if (list && encoding) list->encoding = to_text(*encoding);
  return list;
}

namespace {

/// A stick may be slow.
core::Result<std::string> load(const std::filesystem::path& file, const ReadProgress& progress) {
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) {
    return tl::unexpected(not_readable(file, "it is a folder"));
  }
  // A pipe that nobody writes to would be waited for.
  if (std::filesystem::exists(file, failed) && !std::filesystem::is_regular_file(file, failed)) {
    return tl::unexpected(not_readable(file, "it is no ordinary file"));
  }
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return tl::unexpected(not_readable(file, std::generic_category().message(errno)));
  const auto size = static_cast<std::size_t>(std::filesystem::file_size(file, failed));
  std::string bytes;
  std::string chunk(std::size_t{1} << 20U, '\0');
  while (in && bytes.size() <= kMaxFileBytes) {
    if (!goes_on(progress, failed ? 0 : percent_of(bytes.size(), size), 0)) return core::stopped();
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    bytes.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return tl::unexpected(not_readable(file, "reading failed"));
  if (bytes.size() > kMaxFileBytes) {
    return tl::unexpected(not_readable(file, "it is larger than 64 MiB"));
  }
  return bytes;
}

}  // namespace

core::Result<PeopleList> read_people_file(const std::filesystem::path& file,
                                          const core::Meeting& meeting,
                                          const std::filesystem::path& mappings,
                                          const ReadOptions& options) {
  const auto bytes = load(file, part_of(options.progress, 0, kLoaded));
  if (!bytes) return tl::unexpected(bytes.error());
  return read_people(*bytes, meeting, mappings, options);
}

}  // namespace intake
