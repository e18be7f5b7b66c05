// `restore_backup`.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <system_error>

#include "db/connection.h"
#include "db/journal.h"
#include "db/keys.h"
#include "db/kiosk_files.h"
#include "db/migrations.h"
#include "db/projector.h"
#include "db/store.h"

namespace db {
namespace {

namespace fs = std::filesystem;

/// Numbers that a restored kiosk leaves out: more than a kiosk gives between two backups.
constexpr int kNumberGap = 1000;

tl::unexpected<core::Error> cannot(const char* what, const fs::path& path, int code) {
  return core::fail(
      core::Failure::storage,
      std::string(what) + " " + path.string() + ": " + std::generic_category().message(code) + ".",
      "Free some space or give this user the right to write there. The kiosk is as "
      "it was.");
}

bool make_durable(const fs::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return false;
  const bool done = ::fsync(handle) == 0;
  ::close(handle);
  return done;
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
constexpr int kUnpacked = 30;
constexpr int kChecked = 60;
constexpr int kPrepared = 80;
constexpr int kMovedIn = 85;

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

/// What the replaced journal holds beyond the backup; none where it cannot be read.
std::int64_t salvage(Connection& restored, const fs::path& replaced) {
  std::error_code missing;
  if (!fs::exists(replaced, missing)) return 0;
  try {
    SQLite::Database old(replaced.string(), SQLite::OPEN_READONLY);
    SQLite::Transaction transaction(restored.database(), SQLite::TransactionBehavior::IMMEDIATE);
    const std::int64_t rows = Journal(restored, {}).take_over(old);
    transaction.commit();
    return rows;
  } catch (const std::exception&) {  // damaged: that is why it is replaced
    return 0;
  }
}

core::Result<std::int64_t> prepare(const fs::path& database, const fs::path& replaced) {
  auto connection = Connection::open(database);
  if (!connection) return tl::unexpected(connection.error());
  const auto nowhere = database.parent_path() / "before";
  if (auto migrated = migrate(**connection, nowhere); !migrated) {
    return tl::unexpected(migrated.error());
  }
  const std::int64_t salvaged = salvage(**connection, replaced);
  if (auto done = become_another(**connection); !done) return tl::unexpected(done.error());
  const auto closed = guarded([&]() -> core::Result<void> {
    (*connection)->checkpoint();
    return {};
  });
  if (!closed) return tl::unexpected(closed.error());
  return salvaged;
}

fs::path free_folder(const fs::path& folder) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  std::string stamp = core::to_rfc3339(now, {}).substr(0, 19);
  std::replace(stamp.begin(), stamp.end(), ':', '-');
  fs::path name = folder / ("replaced-" + stamp);
  for (int i = 2; fs::exists(name); ++i) {
    name = folder / ("replaced-" + stamp + "-" + std::to_string(i));
  }
  return name;
}

/// Aside goes a second name of the database; there is never a moment without one in its place.
core::Result<fs::path> keep_aside(const fs::path& folder) {
  std::error_code missing;
  const bool has_database = fs::exists(folder / "kiosk.db", missing);
  if (!has_database && !fs::exists(folder / "kiosk.db-wal", missing)) return fs::path();
  const fs::path aside = free_folder(folder);
  if (::mkdir(aside.c_str(), 0700) != 0) return cannot("cannot make", aside, errno);
  if (has_database && ::link((folder / "kiosk.db").c_str(), (aside / "kiosk.db").c_str()) != 0) {
    return cannot("cannot keep", folder / "kiosk.db", errno);
  }
  for (const char* name : {"kiosk.toml", "keys"}) {
    std::error_code failed;
    if (fs::exists(folder / name, missing)) {
      fs::copy(folder / name, aside / name, fs::copy_options::recursive, failed);
    }
    if (failed) return cannot("cannot keep", folder / name, failed.value());
  }
  return aside;
}

core::Result<void> move_in(const fs::path& workshop, const fs::path& folder,
                           const fs::path& aside) {
  std::error_code failed;
  fs::create_directories(folder / "keys", failed);
  ::chmod((folder / "keys").c_str(), 0700);
  for (const auto& entry : fs::directory_iterator(workshop / "keys", failed)) {
    auto moved = put_in_place(entry.path(), folder / "keys" / entry.path().filename());
    if (!moved) return moved;
  }
  if (fs::exists(workshop / "kiosk.toml", failed)) {
    if (auto moved = put_in_place(workshop / "kiosk.toml", folder / "kiosk.toml"); !moved) {
      return moved;
    }
  }
  // The log belongs to the replaced file alone; beside another it would be read into that.
  for (const char* tail : {"-wal", "-shm"}) {
    const fs::path log = folder / (std::string("kiosk.db") + tail);
    if (!fs::exists(log, failed)) continue;
    fs::rename(log, aside / log.filename(), failed);
    if (failed) return cannot("cannot move", log, failed.value());
  }
  return put_in_place(workshop / "kiosk.db", folder / "kiosk.db");
}

/// People who were erased after the backup was made.
core::Result<std::int64_t> erase_again(Store& store) {
  std::int64_t people = 0;
  std::ifstream list(store.folder() / "erased.list");
  for (std::string meeting, attendee; list >> meeting >> attendee;) {
    const auto erased = store.erase({meeting}, attendee);
    if (erased && (erased->people > 0 || erased->rows > 0)) ++people;
    const bool unknown = !erased && erased.error().failure == core::Failure::bad_input;
    if (!erased && !unknown) return tl::unexpected(erased.error());
  }
  return people;
}

core::Result<void> finish(const fs::path& folder, RestoreReport& report) {
  auto store = Store::open({folder, {}, 'A'});
  if (!store) return tl::unexpected(store.error());
  if (report.salvaged_rows > 0) {
    if (auto rebuilt = (*store)->rebuild(); !rebuilt) return rebuilt;
  }
  const auto erased = erase_again(**store);
  if (!erased) return tl::unexpected(erased.error());
  report.erased_again = *erased;
  return {};
}

}  // namespace

core::Result<void> put_in_place(const fs::path& from, const fs::path& to) {
  if (!make_durable(from)) return cannot("cannot write", from, errno);
  if (::rename(from.c_str(), to.c_str()) != 0) return cannot("cannot write", to, errno);
  if (!make_durable(to.parent_path())) return cannot("cannot write", to.parent_path(), errno);
  return {};
}

bool is_sound_copy(const fs::path& database) {
  const Workshop workshop(database.parent_path());
  if (!workshop.made()) return false;
  std::error_code failed;
  fs::copy_file(database, workshop.path() / "kiosk.db", failed);
  return !failed && check_copy(workshop.path() / "kiosk.db").has_value();
}

core::Result<RestoreReport> restore_backup(const fs::path& folder, const fs::path& file,
                                           std::string_view passphrase,
                                           const core::Progress& progress) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  const auto still = Stillness::of(folder);
  if (!still) return tl::unexpected(still.error());
  const Workshop workshop(folder);
  if (!workshop.made()) return cannot("cannot make", workshop.path(), errno);
  if (auto done = unpack(file, passphrase, workshop.path(), progress); !done) {
    return tl::unexpected(done.error());
  }
  if (!core::goes_on(progress, kUnpacked)) return core::stopped();
  const fs::path database = workshop.path() / "kiosk.db";
  const auto sound = check_copy(database);
  if (!sound) {
    return core::fail(core::Failure::bad_input, "The backup is damaged: " + sound.error().what,
                      "Use another backup. The kiosk is as it was.");
  }
  if (!core::goes_on(progress, kChecked)) return core::stopped();
  const auto salvaged = prepare(database, folder / "kiosk.db");
  if (!salvaged) return tl::unexpected(salvaged.error());
  if (!core::goes_on(progress, kPrepared)) return core::stopped();
  const auto aside = keep_aside(folder);
  if (!aside) return tl::unexpected(aside.error());
  if (auto moved = move_in(workshop.path(), folder, *aside); !moved) {
    return tl::unexpected(moved.error());
  }
  (void)core::goes_on(progress, kMovedIn);  // from here on there is no way but to the end
  RestoreReport report{*aside, sound->journal_rows, *salvaged, 0};
  if (auto done = finish(folder, report); !done) return tl::unexpected(done.error());
  if (!fs::exists(report.replaced, failed)) report.replaced.clear();  // it held who was erased
  (void)core::goes_on(progress, 100);
  return report;
}

}  // namespace db
