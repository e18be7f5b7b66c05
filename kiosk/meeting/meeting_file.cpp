#include "meeting/meeting_file.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <cerrno>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "meeting/meeting_reader.h"
#include "meeting/mistakes.h"
#include "meeting/text_checks.h"

namespace meeting {
namespace {

/// Notes what keeps `text` from being parsed at all.
void check_bytes(std::string_view text, Mistakes& mistakes) {
  if (text.size() > kMaxFileBytes) {
    mistakes.add(0, "", "the file is larger than 1 MiB, the most a meeting file may have");
  } else if (const auto bad = find_invalid_utf8(text)) {
    mistakes.add(line_at(text, *bad), "", "this is not UTF-8; save the file as UTF-8 text");
  } else if (const auto deep = find_deep_nesting(text)) {
    mistakes.add(line_at(text, *deep), "", "brackets or dotted keys are nested too deep");
  }
}

std::optional<toml::table> parse_toml(std::string_view text, Mistakes& mistakes) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    mistakes.add(
        static_cast<int>(error.source().begin.line), "",
        fmt::format("{} (column {})", printable(error.description()), error.source().begin.column));
    return std::nullopt;
  }
}

core::Meeting read_text(std::string_view text, Mistakes& mistakes) {
  check_bytes(text, mistakes);
  if (!mistakes.empty()) return {};
  const auto root = parse_toml(text, mistakes);
  return root ? read_meeting(*root, mistakes) : core::Meeting{};
}

core::Error not_readable(const std::filesystem::path& file, const std::string& why) {
  return {core::Failure::bad_input,
          fmt::format("The meeting file {} cannot be read: {}.", file.string(), why),
          "Check its name, and that this user may read it.",
          {}};
}

/// One byte more than may be, at most: enough to tell that a file is too large.
core::Result<std::string> read_bytes(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    return tl::unexpected(not_readable(file, "it is a folder"));
  }
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return tl::unexpected(not_readable(file, std::generic_category().message(errno)));
  std::string bytes(kMaxFileBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad()) return tl::unexpected(not_readable(file, "reading failed"));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

core::Result<core::Meeting> parse(std::string_view toml_text, std::string_view file_name,
                                  Mistakes mistakes) {
  core::Meeting meeting = read_text(toml_text, mistakes);
  if (mistakes.empty()) return meeting;
  const std::size_t count = mistakes.size();
  return tl::unexpected(
      core::Error{core::Failure::bad_input,
                  fmt::format("{} has {} mistake{}.", file_name, count, count == 1 ? "" : "s"),
                  "Correct the file and try again; nothing was changed.", mistakes.sorted(),
                  "failure.meeting_file"});
}

}  // namespace

core::Result<core::Meeting> parse_meeting(std::string_view toml_text, std::string_view file_name) {
  return parse(toml_text, file_name, Mistakes(Origin::author));
}

core::Result<core::Meeting> parse_stored_meeting(std::string_view toml_text,
                                                 std::string_view name) {
  return parse(toml_text, name, Mistakes(Origin::database));
}

core::Result<core::Meeting> load_meeting(const std::filesystem::path& file) {
  const auto bytes = read_bytes(file);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse_meeting(*bytes, file.string());
}

}  // namespace meeting
