#include "db/backup.h"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <set>
#include <system_error>
#include <thread>

#include "db/connection.h"
#include "db/journal.h"
#include "db/keys.h"
#include "db/kiosk_files.h"
#include "db/sealed_file.h"

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{10};
constexpr std::string_view kDaily = "daily-";
constexpr std::string_view kBackupAt = "backup_at";

core::Error not_sound(const std::string& found) {
  return {core::Failure::storage,
          "The copy of the database is not sound: " + found,
          "Do not rely on this database; run `kioskctl verify`, and restore an earlier backup.",
          {}};
}

/// Puts the whole database into one file of its own, while others go on.
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

/// Removes a file, and what SQLite may have left beside it, when it goes.
class Scrap {
 public:
  explicit Scrap(fs::path file) : file_(std::move(file)) { remove(); }
  Scrap(const Scrap&) = delete;
  Scrap& operator=(const Scrap&) = delete;
  ~Scrap() { remove(); }
  [[nodiscard]] const fs::path& file() const { return file_; }

 private:
  void remove() const {
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
      std::error_code gone;
      fs::remove(file_.string() + tail, gone);
    }
  }
  fs::path file_;
};

core::Result<fs::path> backups_folder(const fs::path& folder) {
  const fs::path backups = folder / "backups";
  std::error_code failed;
  fs::create_directories(backups, failed);
  if (!failed && ::chmod(backups.c_str(), 0700) == 0) return backups;
  return core::fail(core::Failure::storage, "The folder " + backups.string() + " cannot be made.",
                    "Give this user the right to write in the data folder.");
}

std::string number_bytes(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(number >> (56 - 8 * i));
  return bytes;
}

/// How far a backup is by bytes, from one percentage to another.
class Bytes {
 public:
  Bytes(const core::Progress& progress, int from, int to, std::uint64_t all)
      : progress_(progress), from_(from), to_(to), all_(std::max<std::uint64_t>(all, 1)) {}
  [[nodiscard]] bool done(std::uint64_t more) {
    done_ = std::min(all_, done_ + more);
    const auto share = static_cast<double>(done_) / static_cast<double>(all_);
    return core::goes_on(progress_, from_ + static_cast<int>(share * (to_ - from_)));
  }

 private:
  const core::Progress& progress_;
  int from_;
  int to_;
  std::uint64_t all_;
  std::uint64_t done_ = 0;
};

// What share of a backup each part of it is about to take.
constexpr int kCopied = 15;
constexpr int kChecked = 50;
constexpr int kSealed = 80;

core::Result<void> add_file(SealedWriter& sealed, const std::string& name, const fs::path& file,
                            Bytes& bytes) {
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
    if (!bytes.done(wanted)) return core::stopped();
  }
  return {};
}

/// A newline-ended mark, then the files; a name of no length ends them.
core::Result<void> seal_everything(const fs::path& folder, const fs::path& database,
                                   SealedWriter& sealed, Bytes bytes) {
  std::vector<std::pair<std::string, fs::path>> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder / "keys", none)) {
    const std::string name = "keys/" + entry.path().filename().string();
    if (is_kiosk_file(name)) files.emplace_back(name, entry.path());
  }
  std::sort(files.begin(), files.end());
  if (fs::exists(folder / "kiosk.toml", none))
    files.emplace_back("kiosk.toml", folder / "kiosk.toml");
  files.emplace_back("kiosk.db", database);
  for (const auto& [name, file] : files) {
    if (auto done = add_file(sealed, name, file, bytes); !done) return done;
  }
  if (auto done = sealed.write(number_bytes(0)); !done) return done;
  return sealed.finish();
}

/// Everything of it opens with the passphrase again.
core::Result<void> read_back(const fs::path& file, std::string_view passphrase, Bytes bytes) {
  auto sealed = SealedReader::open(file, passphrase);
  if (!sealed) return tl::unexpected(sealed.error());
  return each_sealed_file(
      **sealed, [&](const std::string&, std::string_view piece, bool) -> core::Result<void> {
        if (!bytes.done(piece.size())) return core::stopped();
        return {};
      });
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

core::Result<BackupReport> check_copy(const fs::path& database) {
  auto copy = Connection::open(database, Connection::Mode::copy);
  if (!copy) return tl::unexpected(copy.error());
  return guarded([&]() -> core::Result<BackupReport> {
    Query integrity = (*copy)->query("integrity");
    if (!integrity.step() || integrity.bytes(0) != "ok") {
      return tl::unexpected(not_sound("the file is damaged"));
    }
    BackupReport report;
    for (const ChainReport& chain : Journal(**copy, {}).check_chains()) {
      if (!chain.problems.empty()) return tl::unexpected(not_sound(chain.problems.front()));
      report.journal_rows += chain.rows;
    }
    for (Query row = (*copy)->query("meeting_ids"); row.step();) {
      report.meetings.push_back(row.text(0));
    }
    return report;
  });
}

core::Result<BackupReport> write_backup(const fs::path& folder, const fs::path& file,
                                        std::string_view passphrase,
                                        const core::Progress& progress) {
  if (passphrase.empty()) {
    return core::fail(core::Failure::bad_input, "A backup needs a passphrase.",
                      "Set KIOSK_PASSPHRASE, or type one when asked.");
  }
  const auto backups = backups_folder(folder);
  if (!backups) return tl::unexpected(backups.error());
  const Scrap copy(*backups / ("part-" + std::to_string(::getpid())));
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
      seal_everything(folder, copy.file(), **sealed, Bytes(progress, kChecked, kSealed, size));
  if (!written) return tl::unexpected(written.error());
  if (auto done = read_back(file, passphrase, Bytes(progress, kSealed, 100, size)); !done) {
    fs::remove(file, failed);  // what was not read to its end does not count
    return tl::unexpected(done.error());
  }
  if (auto noted = note_backup(folder); !noted) return tl::unexpected(noted.error());
  return report;
}

core::Result<bool> write_daily_copy(const fs::path& folder, core::Day day, int keep) {
  const auto backups = backups_folder(folder);
  if (!backups) return tl::unexpected(backups.error());
  const fs::path file = *backups / (std::string(kDaily) + core::to_text(day) + ".db");
  std::error_code failed;
  if (fs::exists(file, failed)) return false;
  const Scrap copy(*backups / ("part-" + std::to_string(::getpid())));
  if (auto done = snapshot(folder, copy.file()); !done) return tl::unexpected(done.error());
  if (const auto sound = check_copy(copy.file()); !sound) return tl::unexpected(sound.error());
  fs::permissions(copy.file(), fs::perms::owner_read | fs::perms::owner_write, failed);
  if (auto moved = put_in_place(copy.file(), file); !moved) return tl::unexpected(moved.error());
  std::set<fs::path> daily;
  for (const auto& entry : fs::directory_iterator(*backups, failed)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(kDaily, 0) == 0 && entry.path().extension() == ".db") daily.insert(entry.path());
  }
  for (auto oldest = daily.begin(); static_cast<int>(daily.size()) > std::max(1, keep);) {
    fs::remove(*oldest, failed);
    oldest = daily.erase(oldest);
  }
  return true;
}

namespace {

/// Newest first, whole or not.
std::vector<fs::path> copies_in(const fs::path& folder) {
  std::vector<fs::path> copies;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder / "backups", failed)) {
    if (entry.path().extension() == ".db") copies.push_back(entry.path());
  }
  std::sort(copies.begin(), copies.end(), [](const fs::path& left, const fs::path& right) {
    std::error_code ignored;
    return fs::last_write_time(left, ignored) > fs::last_write_time(right, ignored);
  });
  return copies;
}

core::Instant written_at(const fs::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return {};
  return core::Instant{std::chrono::seconds{found.st_mtim.tv_sec}};
}

}  // namespace

std::vector<fs::path> good_copies(const fs::path& folder) {
  std::vector<fs::path> copies = copies_in(folder);
  std::erase_if(copies, [](const fs::path& copy) { return !is_sound_copy(copy); });
  return copies;
}

std::optional<GoodCopy> newest_good_copy(const fs::path& folder) {
  for (const fs::path& copy : copies_in(folder)) {
    if (is_sound_copy(copy)) return GoodCopy{copy, written_at(copy)};
  }
  return std::nullopt;
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
