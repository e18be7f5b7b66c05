#include "db/kiosk_files.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <fstream>
#include <system_error>
#include <thread>

#include "db/connection.h"
#include "db/journal.h"

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kLockPatience{30};  // a large copy is being made
constexpr std::string_view kScrap = "part-";

core::Error not_sound(const std::string& found) {
  return {core::Failure::storage,
          "The copy of the database is not sound: " + found,
          "Do not rely on this database; run `kioskctl verify`, and restore an earlier backup.",
          {},
          "failure.damaged"};
}

std::string number_bytes(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(number >> (56 - 8 * i));
  return bytes;
}

core::Result<void> add_file(SealedWriter& sealed, const std::string& name, const fs::path& file,
                            const More& more) {
  std::ifstream stream(file, std::ios::binary);
  std::error_code failed;
  const auto size = fs::file_size(file, failed);
  if (!stream || failed) {
    return core::fail(core::Failure::storage, "The file " + file.string() + " cannot be read.",
                      "Check the data folder, then try again.");
  }
  const std::string head = number_bytes(name.size()) + name + number_bytes(size);
  if (auto done = sealed.write(head); !done) return done;
  std::string chunk(std::size_t{1} << 20U, '\0');
  for (std::uint64_t left = size; left > 0;) {
    const auto wanted = std::min<std::uint64_t>(left, chunk.size());
    stream.read(chunk.data(), static_cast<std::streamsize>(wanted));
    if (static_cast<std::uint64_t>(stream.gcount()) != wanted) {
      return core::fail(core::Failure::storage, "The file " + file.string() + " grew shorter.",
                        "Try again.");
    }
    if (auto done = sealed.write(std::string_view(chunk).substr(0, wanted)); !done) return done;
    left -= wanted;
    if (more && !more(wanted)) return core::stopped();
  }
  return {};
}

/// Named by `Scrap`, by a restore, or by a `SealedWriter`.
bool is_half_made(std::string_view name) {
  return name.starts_with(kScrap) || name.starts_with(kWorkshop) || name.ends_with(".part");
}

template <class Fits>
std::size_t remove_all_that(const fs::path& folder, Fits fits) {
  std::error_code failed;
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (fits(entry.path().filename().string())) found.push_back(entry.path());
  }
  return static_cast<std::size_t>(
      std::count_if(found.begin(), found.end(), [](const fs::path& path) {
        std::error_code kept;
        fs::remove_all(path, kept);
        return static_cast<bool>(kept);
      }));
}

core::Result<BackupReport> check(Connection& copy) {
  return guarded([&]() -> core::Result<BackupReport> {
    if (copy.database().execAndGet("PRAGMA schema_version").getInt() == 0) {
      return tl::unexpected(not_sound("there is nothing in it"));
    }
    Query integrity = copy.query("integrity");
    if (!integrity.step() || integrity.bytes(0) != "ok") {
      return tl::unexpected(not_sound("the file is damaged"));
    }
    BackupReport report;
    for (const ChainReport& chain : Journal(copy, {}).check_chains()) {
      if (!chain.problems.empty()) return tl::unexpected(not_sound(chain.problems.front()));
      report.journal_rows += chain.rows;
    }
    for (Query row = copy.query("meeting_ids"); row.step();) {
      report.meetings.push_back(row.text(0));
    }
    return report;
  });
}

}  // namespace

bool is_kiosk_file(std::string_view name) {
  if (name == "kiosk.db" || name == "kiosk.toml") return true;
  constexpr std::string_view kFolder = "keys/";
  constexpr std::string_view kEnding = ".key";
  if (name.size() > 200 || name.size() <= kFolder.size() + kEnding.size()) return false;
  if (name.substr(0, kFolder.size()) != kFolder) return false;
  if (name.substr(name.size() - kEnding.size()) != kEnding) return false;
  name = name.substr(kFolder.size(), name.size() - kFolder.size() - kEnding.size());
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Bytes::Bytes(const core::Progress& progress, int from, int to, std::uint64_t all)
    : progress_(progress), from_(from), to_(to), all_(std::max<std::uint64_t>(all, 1)) {}

bool Bytes::operator()(std::uint64_t more) {
  done_ = std::min(all_, done_ + more);
  const auto share = static_cast<double>(done_) / static_cast<double>(all_);
  return core::goes_on(progress_, from_ + static_cast<int>(share * (to_ - from_)));
}

core::Result<void> pack(const std::vector<NamedFile>& files, SealedWriter& sealed,
                        const More& more) {
  for (const auto& [name, file] : files) {
    if (auto done = add_file(sealed, name, file, more); !done) return done;
  }
  if (auto done = sealed.write(number_bytes(0)); !done) return done;  // no name: the end
  return sealed.finish();
}

core::Result<void> read_through(SealedReader& sealed, const More& more) {
  return each_sealed_file(
      sealed, [&](const std::string&, std::string_view piece, bool) -> core::Result<void> {
        if (more && !more(piece.size())) return core::stopped();
        return {};
      });
}

core::Result<void> each_sealed_file(
    SealedReader& sealed,
    const std::function<core::Result<void>(const std::string& name, std::string_view bytes,
                                           bool first)>& take) {
  const auto number = [&]() -> core::Result<std::uint64_t> {
    const auto bytes = sealed.read(8);
    if (!bytes) return tl::unexpected(bytes.error());
    std::uint64_t value = 0;
    for (char c : *bytes) value = (value << 8U) | static_cast<unsigned char>(c);
    return value;
  };
  const auto foreign = [] {
    return core::fail(core::Failure::bad_input, "The sealed file holds something else.",
                      "Name a file that `kioskctl backup` wrote.");
  };
  for (;;) {
    const auto length = number();
    if (!length) return tl::unexpected(length.error());
    if (*length == 0) break;
    if (*length > 200) return foreign();
    const auto name = sealed.read(*length);
    if (!name) return tl::unexpected(name.error());
    if (!is_kiosk_file(*name)) return foreign();
    const auto size = number();
    if (!size) return tl::unexpected(size.error());
    bool first = true;
    for (std::uint64_t left = *size; left > 0 || first; first = false) {
      const auto bytes = sealed.read(std::min<std::uint64_t>(left, std::uint64_t{1} << 20U));
      if (!bytes) return tl::unexpected(bytes.error());
      if (auto done = take(*name, *bytes, first); !done) return done;
      left -= bytes->size();
    }
  }
  const auto ended = sealed.at_end();
  if (!ended) return tl::unexpected(ended.error());
  return *ended ? core::Result<void>() : foreign();
}

core::Result<Backups> Backups::open(const fs::path& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed || ::chmod(path.c_str(), 0700) != 0) {
    return core::fail(core::Failure::storage, "The folder " + path.string() + " cannot be made.",
                      "Give this user the right to write in the data folder.");
  }
  auto lock = FolderLock::take(path, FolderLock::Kind::alone, kLockPatience);
  if (!lock) return tl::unexpected(lock.error());
  const std::size_t left = remove_all_that(path, is_half_made);
  return Backups(path, std::move(*lock), left);
}

std::size_t remove_workshops(const fs::path& folder) {
  return remove_all_that(folder, [](std::string_view name) { return name.starts_with(kWorkshop); });
}

Scrap::Scrap(const fs::path& backups) {
  static std::atomic<int> made{0};
  file_ =
      backups / (std::string(kScrap) + std::to_string(::getpid()) + "-" + std::to_string(++made));
}

Scrap::~Scrap() {
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
    std::error_code gone;
    fs::remove(file_.string() + tail, gone);
  }
}

core::Result<void> snapshot(const fs::path& folder, const fs::path& to) {
  std::error_code missing;
  if (!fs::exists(folder / "kiosk.db", missing)) {
    return core::fail(core::Failure::bad_input, "There is no kiosk in " + folder.string() + ".",
                      "Name its folder with --data.");
  }
  auto source = Connection::open(folder / "kiosk.db");
  if (!source) return tl::unexpected(source.error());
  return guarded([&]() -> core::Result<void> {
    SQLite::Database copy(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(copy, (*source)->database());
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (backup.executeStep() != SQLITE_DONE) {
      if (std::chrono::steady_clock::now() > until) throw SQLite::Exception("backup", SQLITE_BUSY);
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return {};
  });
}

core::Result<BackupReport> check_copy(const fs::path& database) {
  auto copy = Connection::open(database, Connection::Mode::copy);
  if (!copy) return tl::unexpected(copy.error());
  return check(**copy);
}

bool is_damage(const core::Error& error) {
  return error.message == "failure.damaged" || error.message == "failure.not_a_database";
}

core::Result<bool> is_sound_copy(const fs::path& database) {
  auto copy = Connection::open(database, Connection::Mode::frozen);
  const auto found =
      copy ? check(**copy) : core::Result<BackupReport>(tl::unexpected(copy.error()));
  if (found) return true;
  if (is_damage(found.error())) return false;
  return tl::unexpected(found.error());
}

}  // namespace db
