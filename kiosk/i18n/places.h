// Where a program finds what came with it, and where it keeps what it is told.
#pragma once

#include <filesystem>

namespace i18n {

/// `$KIOSK_ASSETS`, else `assets` beside the program's folder, else where a package installs them.
/// The first that exists; the last of them if none does.
std::filesystem::path assets_folder();

/// The compiled catalogues: `i18n` in the program's folder, else where a package installs them.
std::filesystem::path catalogues_folder();

/// `$KIOSK_DATA`, else `$XDG_DATA_HOME/kiosk`, else `~/.local/share/kiosk`. Not made here.
std::filesystem::path default_data_folder();

}  // namespace i18n
