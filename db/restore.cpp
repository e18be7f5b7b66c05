// `restore_backup`.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <functional>
#include <memory>
#include <system_error>

#include "db/change_places.h"
#include "db/connection.h"
#include "db/folder_lock.h"
#include "db/journal.h"
#include "db/keys.h"
#include "db/kiosk_files.h"
#include "db/migrations.h"
#include "db/projector.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

namespace fs = std::filesystem;

/// For others that are at work in the data folder.
constexpr std::chrono::seconds kPatience{5};
/// Numbers that a restored kiosk leaves out: more than a kiosk gives between two backups.
constexpr int kNumberGap = 1000;

tl::unexpected<core::Error> cannot(const char* what, const fs::path& path, int code) {
  return core::fail(
      core::Failure::storage,
      std::string(what) + " " + path.string() + ": " + std::generic_category().message(code) + ".",
      "Free some space or give this user the right to write there. The kiosk is as "
      "it was.");
}

/// The lock that a running kiosk holds (shell/data_lock.h).
class Stillness {
 public:
  static core::Result<Stillness> of(const fs::path& folder) {
    const fs::path lock = folder / "kiosk.lock";
    const int handle = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0) return cannot("cannot open", lock, errno);
    if (::flock(handle, LOCK_EX | LOCK_NB) == 0) return Stillness(handle);
    ::close(handle);
    return core::fail(core::Failure::storage, "A kiosk is running on this data folder.",
                      "Close it, then restore.");
  }
  Stillness(Stillness&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  Stillness(const Stillness&) = delete;
  Stillness& operator=(const Stillness&) = delete;
  Stillness& operator=(Stillness&&) = delete;
  ~Stillness() {
    if (handle_ >= 0) ::close(handle_);
  }

 private:
  explicit Stillness(int handle) : handle_(handle) {}
  int handle_;
};

/// A folder for what is being restored, removed with everything in it when it goes.
class Workshop {
 public:
  explicit Workshop(const fs::path& folder)
      : path_(folder / (std::string(kWorkshop) + std::to_string(::getpid()))) {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    made_ = ::mkdir(path_.c_str(), 0700) == 0 && ::mkdir((path_ / "keys").c_str(), 0700) == 0;
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  ~Workshop() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] bool made() const { return made_; }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
  bool made_ = false;
};

// What share of a restoring each part of it is about to take.
constexpr int kUnpacked = 25;
constexpr int kChecked = 50;
constexpr int kSalvaged = 60;
constexpr int kDerived = 85;
constexpr int kPrepared = 90;
constexpr int kMovedIn = 95;

/// A percentage that is told, and whether to go on.
class Stage {
 public:
  explicit Stage(const core::Progress& progress) : progress_(progress) {}
  /// Once stopped it stays so.
  [[nodiscard]] bool reaches(int percent) {
    goes_on_ = core::goes_on(progress_, percent) && goes_on_;
    return goes_on_;
  }

 private:
  const core::Progress& progress_;
  bool goes_on_ = true;
};

core::Result<void> unpack(const fs::path& file, std::string_view passphrase, const fs::path& into,
                          const core::Progress& progress) {
  if (!looks_sealed(file)) {
    std::error_code failed;
    fs::copy_file(file, into / "kiosk.db", failed);
    if (!failed) return {};
    return core::fail(core::Failure::bad_input,
                      "The backup " + file.string() + " cannot be read: " + failed.message() + ".",
                      "Check its name, and that this user may read it.");
  }
  auto sealed = SealedReader::open(file, passphrase);
  if (!sealed) return tl::unexpected(sealed.error());
  std::error_code unknown;
  Bytes more(progress, 0, kUnpacked, fs::file_size(file, unknown));
  return each_sealed_file(
      **sealed,
      [&](const std::string& name, std::string_view bytes, bool first) -> core::Result<void> {
        std::ofstream out(into / name, first ? std::ios::binary | std::ios::trunc
                                             : std::ios::binary | std::ios::app);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out || ::chmod((into / name).c_str(), 0600) != 0) {
          return cannot("cannot write", into / name, errno);
        }
        if (!more(bytes.size())) return core::stopped();
        return {};
      });
}

/// The restored file goes on as another kiosk of the same letter.
core::Result<void> become_another(Connection& connection) {
  return guarded([&]() -> core::Result<void> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    std::string letter = "A";
    core::KioskId before;
    if (Query id = connection.query("setting").with("kiosk"); id.step()) {
      const auto bits = core::from_crockford(id.bytes(0)).value_or(0);
      before = core::KioskId{bits};
      Query row = connection.query("kiosk_letter").with(before);
      if (row.step() && !row.bytes(0).empty()) letter = row.text(0);
    }
    core::event::KioskOpened opened{letter.front(), {}, before};
    for (Query row = connection.query("meeting_ids"); row.step();) {
      opened.numbers[{row.text(0)}] = kNumberGap;  // the backup may be from before the first
    }
    for (Query row = connection.query("all_numbers"); row.step();) {
      if (row.bytes(1) == letter) {
        opened.numbers[{row.text(0)}] = static_cast<int>(row.integer(2)) + kNumberGap;
      }
    }
    const core::KioskId kiosk{random_bits()};
    connection.query("set_setting").with("kiosk", core::to_text(kiosk)).run();
    connection.query("add_kiosk").with(kiosk, letter).run();
    std::int64_t k = 0;
    if (Query row = connection.query("kiosk_number").with(kiosk); row.step()) k = row.integer(0);
    Projector projector(connection);
    Journal journal(connection, [] {
      return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    });
    journal.write_as(kiosk, k);
    projector.project(opened, journal.append(opened), k);
    transaction.commit();
    return {};
  });
}

/// An error of the replaced file that says nothing about the disk or this machine as a whole.
bool tells_of_damage(const SQLite::Exception& failure) {
  return failure.getErrorCode() == SQLITE_CORRUPT || failure.getErrorCode() == SQLITE_NOTADB ||
         failure.getExtendedErrorCode() == SQLITE_IOERR_READ ||
         failure.getExtendedErrorCode() == SQLITE_IOERR_SHORT_READ;
}

/// None where it is too damaged to be opened.
core::Result<std::unique_ptr<SQLite::Database>> open_replaced(const fs::path& replaced) {
  try {
    auto old = std::make_unique<SQLite::Database>(replaced.string(), SQLite::OPEN_READONLY);
    old->execAndGet("PRAGMA schema_version");  // nothing is read before this
    return old;
  } catch (const SQLite::Exception& failure) {
    if (tells_of_damage(failure)) return nullptr;
    return core::fail(core::Failure::storage,
                      "The present database cannot be opened, so what it holds beyond the backup "
                      "would be lost: " +
                          std::string(failure.getErrorStr()) + ".",
                      "Give this user the right to read it, or move it away to go without. The "
                      "kiosk is as it was.");
  }
}

/// What the replaced journal holds beyond the backup, as far as it can be read. Tables that are
/// made from the journal are made anew where there is some.
core::Result<std::int64_t> salvage(Connection& restored, const fs::path& replaced) {
  std::error_code missing;
  if (!fs::exists(replaced, missing)) return 0;
  const auto old = open_replaced(replaced);
  if (!old) return tl::unexpected(old.error());
  if (!*old) return 0;
  return guarded([&]() -> core::Result<std::int64_t> {
    SQLite::Transaction transaction(restored.database(), SQLite::TransactionBehavior::IMMEDIATE);
    const std::int64_t rows = Journal(restored, {}).take_over(**old, tells_of_damage);
    if (rows > 0) restored.query("set_setting").with("derived_by_schema", "").run();
    transaction.commit();
    return rows;
  });
}

core::Result<void> with_connection(const fs::path& database,
                                   const std::function<core::Result<void>(Connection&)>& work) {
  auto connection = Connection::open(database);
  if (!connection) return tl::unexpected(connection.error());
  if (auto done = work(**connection); !done) return done;
  return guarded([&]() -> core::Result<void> {
    (*connection)->checkpoint();
    return {};
  });
}

/// Makes the kiosk in the workshop what it will be in its place: from then on it only moves.
core::Result<void> prepare(const fs::path& workshop, const fs::path& folder, RestoreReport& report,
                           Stage& stage) {
  const fs::path database = workshop / "kiosk.db";
  auto taken = with_connection(database, [&](Connection& connection) -> core::Result<void> {
    if (auto migrated = migrate(connection, workshop / "before"); !migrated) return migrated;
    const auto rows = salvage(connection, folder / "kiosk.db");
    if (!rows) return tl::unexpected(rows.error());
    report.salvaged_rows = *rows;
    return {};
  });
  if (!taken) return taken;
  if (!stage.reaches(kSalvaged)) return core::stopped();
  {
    const auto derived =
        Store::open({workshop, {}, 'A', [&](int percent) {
                       (void)stage.reaches(kSalvaged + percent * (kDerived - kSalvaged) / 100);
                     }});
    if (!derived) return tl::unexpected(derived.error());
  }
  if (!stage.reaches(kDerived)) return core::stopped();
  if (auto done = with_connection(database, become_another); !done) return done;
  const auto store = Store::open({workshop, {}, 'A'});
  if (!store) return tl::unexpected(store.error());
  const auto erased = (*store)->erase_again(noted_as_erased(folder));
  if (!erased) return tl::unexpected(erased.error());
  report.erased_again = *erased;
  return (*store)->rest();
}

/// What became of people who were erased again: paper and copies that name them.
core::Result<void> finish(const fs::path& folder, RestoreReport& report) {
  const auto store = Store::open({folder, {}, 'A'});
  const auto done =
      store ? (*store)->scrub_if_needed() : core::Result<void>(tl::unexpected(store.error()));
  std::error_code failed;
  if (!fs::exists(report.replaced, failed)) report.replaced.clear();  // it held who was erased
  if (done) return {};
  return core::fail(done.error().failure,
                    "The backup is restored, but this is still to be done: " + done.error().what,
                    done.error().next_step, done.error().message);
}

}  // namespace

core::Result<RestoreReport> restore_backup(const fs::path& folder, const fs::path& file,
                                           std::string_view passphrase,
                                           const core::Progress& progress) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  const auto still = Stillness::of(folder);
  if (!still) return tl::unexpected(still.error());
  RestoreReport report;
  {
    const auto alone = FolderLock::take(folder, FolderLock::Kind::alone, kPatience);
    if (!alone) return tl::unexpected(alone.error());
    if (auto mended = take_back_half_restored(folder); !mended) {
      return tl::unexpected(mended.error());
    }
    remove_workshops(folder);
    const Workshop workshop(folder);
    if (!workshop.made()) return cannot("cannot make", workshop.path(), errno);
    Stage stage(progress);
    if (auto done = unpack(file, passphrase, workshop.path(), progress); !done) {
      return tl::unexpected(done.error());
    }
    if (!stage.reaches(kUnpacked)) return core::stopped();
    const auto sound = check_copy(workshop.path() / "kiosk.db");
    if (!sound) {
      return core::fail(core::Failure::bad_input, "The backup is damaged: " + sound.error().what,
                        "Use another backup. The kiosk is as it was.");
    }
    report.journal_rows = sound->journal_rows;
    if (!stage.reaches(kChecked)) return core::stopped();
    if (auto done = prepare(workshop.path(), folder, report, stage); !done) {
      return tl::unexpected(done.error());
    }
    if (!stage.reaches(kPrepared)) return core::stopped();
    const auto replaced = change_places(workshop.path(), folder);
    if (!replaced) return tl::unexpected(replaced.error());
    report.replaced = *replaced;
    (void)stage.reaches(kMovedIn);  // from here on there is no way but to the end
  }
  if (auto done = finish(folder, report); !done) return tl::unexpected(done.error());
  (void)core::goes_on(progress, 100);
  return report;
}

}  // namespace db
