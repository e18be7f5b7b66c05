#include "db/copies.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>
#include <system_error>

#include "db/change_places.h"
#include "db/kiosk_files.h"
#include "db/sealed_file.h"

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDaily = "daily-";
constexpr std::string_view kBefore = "before-schema-";
constexpr std::string_view kKept = "kept-";  // a copy of any other name, once it is sealed
constexpr const char* kOpen = ".db";
constexpr const char* kSealed = ".backup";
constexpr const char* kSealName = "copies.seal";
constexpr std::string_view kSealMark = "KIOSKCOPIES1";

fs::path seal_file(const fs::path& backups) { return backups / kSealName; }

template <std::size_t Size>
std::string hex(const std::array<unsigned char, Size>& bytes) {
  std::string text(2 * Size + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

template <std::size_t Size>
bool from_hex(const std::string& text, std::array<unsigned char, Size>& bytes) {
  std::size_t read = 0;
  const bool done =
      sodium_hex2bin(bytes.data(), Size, text.data(), text.size(), nullptr, &read, nullptr) == 0;
  return done && read == Size && text.size() == 2 * Size;
}

/// Empty where no passphrase was given. A file that cannot be read is no reason to leave copies in
/// the clear.
core::Result<std::optional<SealingKey>> sealing_key(const fs::path& backups) {
  const fs::path file = seal_file(backups);
  std::error_code failed;
  const bool is_there = fs::exists(file, failed);
  if (!is_there && !failed) return std::optional<SealingKey>();
  std::ifstream stream(file);
  std::string mark;
  std::string salt;
  std::string half;
  SealingKey key;
  stream >> mark >> salt >> half;
  if (mark == kSealMark && from_hex(salt, key.salt) && from_hex(half, key.half)) return {key};
  return core::fail(core::Failure::storage,
                    "No copy is made: the file " + file.string() +
                        ", with which the copies are sealed, is damaged or cannot be read.",
                    "`kioskctl backup FILE --copies sealed` makes it anew.");
}

core::Result<void> write_seal(const fs::path& backups, const SealingKey& key) {
  const Scrap scrap(backups);
  const std::string text =
      std::string(kSealMark) + "\n" + hex(key.salt) + "\n" + hex(key.half) + "\n";
  const int handle = ::open(scrap.file().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written =
      handle >= 0 && ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int code = errno;
  if (handle >= 0) ::close(handle);
  if (written) return put_in_place(scrap.file(), seal_file(backups));
  return core::fail(core::Failure::storage,
                    "The file " + seal_file(backups).string() +
                        " cannot be written: " + std::generic_category().message(code) + ".",
                    "Free some space or give this user the right to write there.");
}

core::Result<void> seal_copy(const fs::path& database, const fs::path& file,
                             const SealingKey& key) {
  StreamKey made;
  auto sealed = SealedWriter::create(file, key, made);
  if (!sealed) return tl::unexpected(sealed.error());
  if (auto packed = pack({{"kiosk.db", database}}, **sealed); !packed) return packed;
  auto again = SealedReader::open(file, made);
  auto read = again ? read_through(**again) : core::Result<void>(tl::unexpected(again.error()));
  std::error_code ignored;
  if (!read) fs::remove(file, ignored);  // what was not read to its end does not count
  return read;
}

/// Under a name by which it is known again: a backup that an organiser made has that ending too.
fs::path sealed_name(const fs::path& copy) {
  const std::string stem = copy.stem().string();
  const bool is_ours = stem.starts_with(kDaily) || stem.starts_with(kBefore);
  return copy.parent_path() / ((is_ours ? stem : std::string(kKept) + stem) + kSealed);
}

/// It keeps the time at which it was made.
core::Result<void> seal_in_place(const fs::path& copy, const SealingKey& key) {
  std::error_code failed;
  const auto sound = is_sound_copy(copy);
  if (!sound) return tl::unexpected(sound.error());
  if (*sound) {
    const auto made = fs::last_write_time(copy, failed);
    const fs::path sealed = sealed_name(copy);
    if (auto done = seal_copy(copy, sealed, key); !done) return done;
    if (!failed) fs::last_write_time(sealed, made, failed);
  }
  fs::remove(copy, failed);  // one that is damaged helps nobody
  if (!failed) return {};
  return core::fail(core::Failure::storage,
                    "The copy " + copy.string() + " cannot be removed: " + failed.message() + ".",
                    "Remove it by hand: everybody stands in it in the clear.");
}

std::vector<fs::path> copies_in(const fs::path& backups) {
  std::vector<fs::path> copies;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(backups, failed)) {
    if (is_kept_copy(entry.path())) copies.push_back(entry.path());
  }
  return copies;
}

/// Newest first, whole or not.
std::vector<fs::path> newest_first(const fs::path& backups) {
  std::vector<std::pair<fs::file_time_type, fs::path>> dated;
  for (fs::path& copy : copies_in(backups)) {
    std::error_code gone;
    dated.emplace_back(fs::last_write_time(copy, gone), std::move(copy));
  }
  std::sort(dated.rbegin(), dated.rend());
  std::vector<fs::path> copies;
  for (auto& [at, copy] : dated) copies.push_back(std::move(copy));
  return copies;
}

core::Result<void> seal_open_ones(const fs::path& backups, const SealingKey& key) {
  for (const fs::path& copy : copies_in(backups)) {
    if (copy.extension() != kOpen) continue;
    if (auto sealed = seal_in_place(copy, key); !sealed) return sealed;
  }
  return {};
}

bool is_good(const fs::path& copy) {
  return copy.extension() == kOpen ? is_sound_copy(copy).value_or(false) : has_its_checksum(copy);
}

core::Instant written_at(const fs::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return {};
  return core::Instant{std::chrono::seconds{found.st_mtim.tv_sec}};
}

}  // namespace

bool is_kept_copy(const fs::path& file) {
  if (file.extension() == kOpen) return true;
  const std::string name = file.filename().string();
  return file.extension() == kSealed &&
         (name.starts_with(kDaily) || name.starts_with(kBefore) || name.starts_with(kKept));
}

core::Result<void> keep_copy(const fs::path& database, const fs::path& backups,
                             const std::string& stem) {
  const auto key = sealing_key(backups);
  if (!key) return tl::unexpected(key.error());
  if (*key) return seal_copy(database, backups / (stem + kSealed), **key);
  std::error_code failed;
  fs::permissions(database, fs::perms::owner_read | fs::perms::owner_write, failed);
  return put_in_place(database, backups / (stem + kOpen));
}

core::Result<bool> write_daily_copy(const fs::path& folder, core::Day day, int keep) {
  const auto used = Backups::open(folder / "backups");
  if (!used) return tl::unexpected(used.error());
  const fs::path& backups = used->path();
  const auto key = sealing_key(backups);
  if (!key) return tl::unexpected(key.error());
  if (*key) {  // the disk may have been full, or the power gone, when they were to be sealed
    if (auto done = seal_open_ones(backups, **key); !done) return tl::unexpected(done.error());
  }
  const std::string stem = std::string(kDaily) + core::to_text(day);
  std::error_code failed;
  for (const char* ending : {kOpen, kSealed}) {
    if (fs::exists(backups / (stem + ending), failed)) return false;
  }
  const Scrap copy(backups);
  if (auto done = snapshot(folder, copy.file()); !done) return tl::unexpected(done.error());
  if (const auto sound = check_copy(copy.file()); !sound) return tl::unexpected(sound.error());
  if (auto kept = keep_copy(copy.file(), backups, stem); !kept) {
    return tl::unexpected(kept.error());
  }
  std::set<fs::path> daily;
  for (const fs::path& path : copies_in(backups)) {
    if (path.filename().string().starts_with(kDaily)) daily.insert(path);
  }
  for (auto oldest = daily.begin(); static_cast<int>(daily.size()) > std::max(1, keep);) {
    fs::remove(*oldest, failed);
    oldest = daily.erase(oldest);
  }
  return true;
}

core::Result<void> seal_copies(const fs::path& folder, std::string_view passphrase) {
  const auto key = make_sealing_key(passphrase);
  if (!key) return tl::unexpected(key.error());
  const auto backups = Backups::open(folder / "backups");
  if (!backups) return tl::unexpected(backups.error());
  if (auto written = write_seal(backups->path(), *key); !written) return written;
  return seal_open_ones(backups->path(), *key);
}

core::Result<void> leave_copies_open(const fs::path& folder) {
  std::error_code failed;
  fs::remove(seal_file(folder / "backups"), failed);
  if (!failed) return {};
  return core::fail(core::Failure::storage,
                    "The file " + seal_file(folder / "backups").string() +
                        " cannot be removed: " + failed.message() + ".",
                    "Give this user the right to write there.");
}

bool copies_are_sealed(const fs::path& folder) {
  std::error_code failed;
  return fs::exists(seal_file(folder / "backups"), failed);
}

std::vector<fs::path> good_copies(const fs::path& folder) {
  std::vector<fs::path> copies = newest_first(folder / "backups");
  std::erase_if(copies, [](const fs::path& copy) { return !is_good(copy); });
  return copies;
}

std::optional<GoodCopy> newest_good_copy(const fs::path& folder) {
  for (const fs::path& copy : newest_first(folder / "backups")) {
    if (is_good(copy)) return GoodCopy{copy, written_at(copy), copy.extension() == kSealed};
  }
  return std::nullopt;
}

}  // namespace db
