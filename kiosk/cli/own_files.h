// The kiosk's own files, which no command may write over.
#pragma once

#include <filesystem>

namespace cli {

/// Whether `file`, by whatever path or link, is the database in the data folder `folder`, its log,
/// a key or one of the other files that the kiosk lives on. Copies and exports are not.
bool is_own_file(const std::filesystem::path& folder, const std::filesystem::path& file);

}  // namespace cli
