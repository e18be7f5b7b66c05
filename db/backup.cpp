#include "db/backup.h"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "db/connection.h"
#include "db/kiosk_files.h"
#include "db/sealed_file.h"

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBackupAt = "backup_at";

// What share of a backup each part of it is about to take.
constexpr int kCopied = 15;
constexpr int kChecked = 50;
constexpr int kSealed = 80;

std::vector<NamedFile> files_of(const fs::path& folder, const fs::path& database) {
  std::vector<NamedFile> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder / "keys", none)) {
    const std::string name = "keys/" + entry.path().filename().string();
    if (is_kiosk_file(name)) files.emplace_back(name, entry.path());
  }
  std::sort(files.begin(), files.end());
  if (fs::exists(folder / "kiosk.toml", none)) {
    files.emplace_back("kiosk.toml", folder / "kiosk.toml");
  }
  files.emplace_back("kiosk.db", database);
  return files;
}

/// This machine's own note, not in the journal.
core::Result<void> note_backup(const fs::path& folder) {
  auto connection = Connection::open(folder / "kiosk.db");
  if (!connection) return tl::unexpected(connection.error());
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return guarded([&]() -> core::Result<void> {
    (*connection)->query("set_setting").with(kBackupAt, core::to_rfc3339(now, {})).run();
    return {};
  });
}

}  // namespace

core::Result<BackupReport> write_backup(const fs::path& folder, const fs::path& file,
                                        std::string_view passphrase,
                                        const core::Progress& progress) {
  if (passphrase.empty()) {
    return core::fail(core::Failure::bad_input, "A backup needs a passphrase.",
                      "Set KIOSK_PASSPHRASE, or type one when asked.");
  }
  const auto backups = Backups::open(folder / "backups");
  if (!backups) return tl::unexpected(backups.error());
  const Scrap copy(backups->path());
  if (auto done = snapshot(folder, copy.file()); !done) return tl::unexpected(done.error());
  if (!core::goes_on(progress, kCopied)) return core::stopped();
  auto report = check_copy(copy.file());
  if (!report) return report;
  if (!core::goes_on(progress, kChecked)) return core::stopped();
  std::error_code failed;
  const std::uint64_t size = fs::file_size(copy.file(), failed);
  report->file = file;
  auto sealed = SealedWriter::create(file, passphrase);
  if (!sealed) return tl::unexpected(sealed.error());
  const auto written =
      pack(files_of(folder, copy.file()), **sealed, Bytes(progress, kChecked, kSealed, size));
  if (!written) return tl::unexpected(written.error());
  auto again = SealedReader::open(file, passphrase);
  const auto read = again ? read_through(**again, Bytes(progress, kSealed, 100, size))
                          : core::Result<void>(tl::unexpected(again.error()));
  if (!read) {
    fs::remove(file, failed);  // what was not read to its end does not count
    return tl::unexpected(read.error());
  }
  if (auto noted = note_backup(folder); !noted) return tl::unexpected(noted.error());
  return report;
}

core::Result<std::optional<core::Instant>> last_backup(const fs::path& folder) {
  auto connection = Connection::open(folder / "kiosk.db");
  if (!connection) return tl::unexpected(connection.error());
  return guarded([&]() -> core::Result<std::optional<core::Instant>> {
    Query row = (*connection)->query("setting").with(kBackupAt);
    if (!row.step()) return std::optional<core::Instant>();
    return core::parse_instant(row.text(0), {});
  });
}

}  // namespace db
