// Whether a compiled catalogue is complete. Boost.Locale finds a cut-off text only when it is
// looked up, which is too late for a screen.
#pragma once

#include <filesystem>
#include <string_view>

namespace i18n {

/// True if `bytes` are a GNU .mo file of this machine's byte order whose tables and texts all lie
/// inside it (format: GNU gettext manual, "The Format of GNU MO Files").
bool is_whole_mo(std::string_view bytes);

/// As above for a file; false if it cannot be read.
bool is_whole_mo_file(const std::filesystem::path& file);

}  // namespace i18n
