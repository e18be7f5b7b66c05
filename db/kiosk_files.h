// The files that make a kiosk, and how they change places. Only for db/backup.cpp and restore.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "db/backup.h"
#include "db/sealed_file.h"

namespace db {

/// `kiosk.db`, `kiosk.toml` or `keys/MEETING.key`: nothing else is packed, or unpacked.
bool is_kiosk_file(std::string_view name);

/// Hands over every file of a sealed backup, piece by piece in order; `first` with a file's first.
core::Result<void> each_sealed_file(
    SealedReader& sealed,
    const std::function<core::Result<void>(const std::string& name, std::string_view bytes,
                                           bool first)>& take);

/// Fails where a copy is damaged or a chain is broken. The file may be converted from WAL.
core::Result<BackupReport> check_copy(const std::filesystem::path& database);

/// The same for a file that stays as it is.
bool is_sound_copy(const std::filesystem::path& database);

/// Flushes `from` and renames it to `to`, durable when it returns.
core::Result<void> put_in_place(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace db
