#include "db/store.h"

#include <sys/stat.h>

#include <algorithm>

#include "db/change_places.h"
#include "db/damage.h"
#include "db/migrations.h"
#include "db/store_write.h"
#include "meeting/meeting_file.h"

namespace db {
namespace {

namespace fs = std::filesystem;

/// A folder that everybody shares, such as /tmp, is not ours to close to others.
bool is_shared(const std::filesystem::path& folder) {
  struct stat found {};
  return ::stat(folder.c_str(), &found) == 0 && (found.st_mode & S_ISVTX) != 0;
}

core::Result<void> make_folder(const std::filesystem::path& folder) {
  if (is_shared(folder)) {
    return core::fail(core::Failure::storage,
                      "The folder " + folder.string() + " is shared by everybody on this machine.",
                      "Name a folder inside it with --data.");
  }
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (!failed && ::chmod(folder.c_str(), 0700) == 0) return {};
  return core::fail(core::Failure::storage,
                    "The data folder " + folder.string() + " cannot be made or changed.",
                    "Give this user the right to write there, or name another with --data.");
}

bool holds(const std::filesystem::path& folder, std::string_view ending) {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (entry.path().extension() == ending) return true;
  }
  return false;
}

/// No database, or one without a byte, where there are copies of one, keys or a log: to begin anew
/// would hide the loss.
bool is_lost(const std::filesystem::path& folder) {
  // Looked for before the file is: another process may be making all of them, the file first.
  const fs::path backups = folder / "backups";
  const bool had_copies = holds(backups, ".db") || holds(backups, ".backup");
  const bool had_keys = holds(folder / "keys", ".key");
  std::error_code none;
  const auto logged = fs::file_size(folder / "kiosk.db-wal", none);
  const bool had_log = !none && logged > 0;
  const auto size = fs::file_size(folder / "kiosk.db", none);
  if (!none && size > 0) return false;
  return had_copies || had_keys || had_log;
}

core::Result<void> lost() {
  return core::fail(
      core::Failure::storage,
      "The database is gone or empty, though this kiosk has keys, copies or a log of it.",
      "Restore the newest copy of backups/ with kioskctl restore. To begin anew "
      "instead, move what is in the data folder away.",
      "failure.damaged");
}

}  // namespace

Store::Store(StoreOptions options) : options_(std::move(options)), keys_(options_.folder / "keys") {
  if (!options_.now) {
    options_.now = [] {
      return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    };
  }
}

core::Result<std::unique_ptr<Store>> Store::open(StoreOptions options) {
  use_sodium();
  if (options.letter < 'A' || options.letter > 'Z') {
    return core::fail(core::Failure::bad_input, "A kiosk's letter is one of A to Z.",
                      "Set it in kiosk.toml.");
  }
  auto store = std::make_unique<Store>(std::move(options));
  if (auto made = make_folder(store->options_.folder); !made) return tl::unexpected(made.error());
  if (auto shared = store->share_folder(); !shared) return tl::unexpected(shared.error());
  if (auto connected = store->connect(); !connected) return tl::unexpected(connected.error());
  return store;
}

/// Whoever is the first takes back a restore that was cut short, and keeps what SQLite would pass
/// over.
core::Result<void> Store::share_folder() {
  using Kind = FolderLock::Kind;
  const auto& folder = options_.folder;
  if (const auto alone = FolderLock::take(folder, Kind::alone, std::chrono::milliseconds{0})) {
    if (auto mended = take_back_half_restored(folder); !mended) return mended;
    auto kept = keep_damaged_log(folder);
    if (!kept) return tl::unexpected(kept.error());
    damaged_log_ = std::move(*kept);
  }
  auto shared = FolderLock::take(folder, Kind::shared);
  if (!shared) return tl::unexpected(shared.error());
  lock_.emplace(std::move(*shared));
  return {};
}

core::Result<void> Store::connect() {
  if (is_lost(options_.folder)) return lost();
  auto opened = Connection::open(options_.folder / "kiosk.db");
  if (!opened) return tl::unexpected(opened.error());
  if (auto migrated = migrate(**opened, options_.folder / "backups"); !migrated) return migrated;
  use(std::move(*opened));
  if (auto derived = follow_schema(); !derived) return derived;
  return become_a_kiosk();
}

void Store::use(std::unique_ptr<Connection> connection) {
  journal_.reset();
  projector_.reset();
  connection_ = std::move(connection);
  projector_ = std::make_unique<Projector>(*connection_);
  journal_ = std::make_unique<Journal>(*connection_, options_.now);
  journal_->write_as(kiosk_, k_);
  journal_->act_as(role_);
}

/// The first start gives the file its kiosk id; later ones find it.
core::Result<void> Store::become_a_kiosk() {
  const auto take_identity = [&] {
    const std::string id = setting("kiosk");
    if (id.empty()) return false;
    kiosk_ = core::KioskId{core::from_crockford(id).value_or(0)};
    Query row = connection_->query("kiosk_number").with(kiosk_);
    if (!row.step()) return false;
    k_ = row.integer(0);
    journal_->write_as(kiosk_, k_);
    return true;
  };
  auto known = guarded([&]() -> core::Result<bool> { return take_identity(); });
  if (!known) return tl::unexpected(known.error());
  if (!*known) {
    auto opened = write([&]() -> core::Result<void> {
      if (take_identity()) return {};  // another process was first
      kiosk_ = core::KioskId{random_bits()};
      const std::string letter(1, options_.letter);
      connection_->query("set_setting").with("kiosk", core::to_text(kiosk_)).run();
      connection_->query("add_kiosk").with(kiosk_, letter).run();
      take_identity();
      record(core::event::KioskOpened{options_.letter});
      return {};
    });
    if (!opened) return opened;
  }
  return guarded([&]() -> core::Result<void> {
    letter_ = kiosk_letter(kiosk_);
    return {};
  });
}

core::Stamp Store::record(const core::Event& event) {
  const core::Stamp stamp = journal_->append(event);
  projector_->project(event, stamp, k_);
  return stamp;
}

std::string Store::setting(std::string_view key) {
  Query row = connection_->query("setting").with(key);
  return row.step() ? row.text(0) : std::string();
}

std::string Store::kiosk_letter(core::KioskId kiosk) {
  if (kiosk == kiosk_ && !letter_.empty()) return letter_;
  Query row = connection_->query("kiosk_letter").with(kiosk);
  return row.step() ? row.text(0) : std::string();
}

core::Result<MeetingSummary> Store::store_meeting(std::string_view toml,
                                                  std::string_view file_name) {
  auto parsed = meeting::parse_meeting(toml, file_name);
  if (!parsed) return tl::unexpected(parsed.error());
  if (auto key = have_key(parsed->id); !key) return tl::unexpected(key.error());
  return write([&]() -> core::Result<MeetingSummary> {
    Query stored = connection_->query("meeting_toml").with(parsed->id);
    const bool known = stored.step();
    if (!known || stored.bytes(0) != toml) {
      std::string before = known ? fingerprint(stored.bytes(0)) : std::string();
      record(core::event::MeetingStored{parsed->id, std::string(toml), std::move(before)});
    }
    MeetingSummary summary{parsed->id, {}, {}};
    for (const auto& checkpoint : parsed->checkpoints) summary.checkpoints.push_back(checkpoint.id);
    for (const auto& session : parsed->sessions) summary.sessions.push_back(session.id);
    return summary;
  });
}

/// A meeting that is known has a key already; a fresh one would make its printed badges forgeries.
core::Result<void> Store::have_key(const core::MeetingId& meeting) {
  const auto known = guarded([&]() -> core::Result<bool> {
    return connection_->query("meeting_clock").with(meeting).step();
  });
  if (!known) return tl::unexpected(known.error());
  if (!*known) return keys_.ensure(meeting);
  const auto tag = keys_.tag(meeting, core::BadgeId{1});
  if (!tag) return tl::unexpected(tag.error());
  return {};
}

core::Result<std::optional<core::Instant>> Store::last_recorded() {
  return guarded([&]() -> core::Result<std::optional<core::Instant>> {
    Query newest = connection_->query("newest_clock");
    if (!newest.step() || newest.bits(0) == 0) return std::optional<core::Instant>();
    const auto wall = static_cast<std::int64_t>(newest.bits(0) >> 16U);
    return std::optional(core::Instant{std::chrono::milliseconds{wall}});
  });
}

core::Result<std::vector<core::MeetingId>> Store::meetings() {
  return guarded([&]() -> core::Result<std::vector<core::MeetingId>> {
    std::vector<core::MeetingId> ids;
    for (Query row = connection_->query("meeting_ids"); row.step();) ids.push_back({row.text(0)});
    return ids;
  });
}

core::Result<std::shared_ptr<const core::Meeting>> Store::meeting(const core::MeetingId& id) {
  return guarded([&] { return known_meeting(id); });
}

core::Result<std::shared_ptr<const core::Meeting>> Store::known_meeting(const core::MeetingId& id) {
  if (auto found = projector_->meeting(id)) return found;
  return core::fail(
      core::Failure::bad_input, "There is no meeting '" + id.text + "' here.",
      "`kioskctl meeting list` shows those that are; `kioskctl meeting add FILE.toml` "
      "adds one.");
}

core::Result<CountTable> Store::counts(const core::MeetingId& meeting_id,
                                       const std::vector<core::Dimension>& by) {
  return guarded([&]() -> core::Result<CountTable> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    CountTable table;
    const auto total = count(meeting_id, {core::Dimension::total, ""});
    if (!total) return tl::unexpected(total.error());
    table.total = *total;
    if (by.empty()) return table;
    if (by.size() == 1) {
      const std::string dimension(to_text(by.front()));
      for (Query row = connection_->query("counts").with(meeting_id, dimension); row.step();) {
        table.rows.push_back({{{dimension, row.text(0)}},
                              {static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)),
                               static_cast<int>(row.integer(3))}});
      }
      return table;
    }
    table.rows = cross_counts(**meeting, by);
    return table;
  });
}

namespace {

/// The keys that a person has in one dimension, each with what it counts there.
std::vector<std::pair<std::string, core::Count>> keys_in(const core::Contribution& person,
                                                         core::Dimension dimension) {
  std::vector<std::pair<std::string, core::Count>> keys;
  for (const auto& [key, count] : person) {
    if (key.dimension == dimension) keys.emplace_back(key.key, count);
  }
  return keys;
}

using Cells = std::map<std::map<std::string, std::string>, core::Count>;

core::Count both(const core::Count& a, const core::Count& b) {
  return {std::min(a.registered, b.registered), std::min(a.present, b.present),
          std::min(a.inside, b.inside)};
}

/// Each combination of a person's keys, with what all of them count.
Cells crossed(const core::Contribution& person, const std::vector<core::Dimension>& by) {
  Cells cells = {{{}, {1, 1, 1}}};
  for (core::Dimension dimension : by) {
    Cells wider;
    for (const auto& [keys, count] : cells) {
      for (const auto& [key, own] : keys_in(person, dimension)) {
        auto more = keys;
        more[std::string(to_text(dimension))] = key;
        wider[std::move(more)] = both(count, own);
      }
    }
    cells = std::move(wider);
  }
  return cells;
}

/// Whether a checkpoint and a day, where both are among the keys, belong together.
bool is_on_that_day(const core::Contribution& person,
                    const std::map<std::string, std::string>& keys) {
  const auto checkpoint = keys.find("checkpoint");
  const auto day = keys.find("day");
  if (checkpoint == keys.end() || day == keys.end()) return true;
  const auto at =
      person.find({core::Dimension::checkpoint_day, checkpoint->second + " " + day->second});
  return at != person.end() && at->second.registered > 0;
}

/// What a person adds to each combination. Present is taken from one entry at a time: having been
/// in a room and having been there on a day is not having been in the room on that day.
Cells cells_of(const core::Meeting& meeting, const core::AttendeeState& person,
               const std::vector<core::Dimension>& by) {
  const auto whole = contribution(meeting, person);
  Cells cells = crossed(whole, by);
  for (auto& [keys, count] : cells) {
    count.present = 0;
    if (!is_on_that_day(whole, keys)) count.registered = 0;
  }
  core::AttendeeState one = person;
  for (const core::Scan& scan : person.scans) {
    if (!scan.stands() || scan.direction != core::Direction::in) continue;
    one.scans = {scan};
    for (const auto& [keys, count] : crossed(contribution(meeting, one), by)) {
      if (count.present > 0) cells[keys].present = 1;
    }
  }
  return cells;
}

}  // namespace

/// Every person counts once in each combination of their keys.
std::vector<CountRow> Store::cross_counts(const core::Meeting& meeting,
                                          const std::vector<core::Dimension>& by) {
  std::vector<core::AttendeeId> people;
  for (const char* who : {"attendee_ids", "subjects_with_scans_only"}) {
    for (Query row = connection_->query(who).with(meeting.id); row.step();) {
      people.push_back(core::AttendeeId{row.bits(0)});
    }
  }
  Cells sums;
  for (core::AttendeeId id : people) {
    for (const auto& [keys, count] : cells_of(meeting, projector_->load(id), by)) {
      sums[keys] += count;
    }
  }
  std::vector<CountRow> table;
  for (const auto& [keys, count] : sums) {
    if (count != core::Count{}) table.push_back({keys, count});
  }
  return table;
}

core::Result<core::Count> Store::count(const core::MeetingId& meeting, const core::CountKey& key) {
  return guarded([&]() -> core::Result<core::Count> {
    Query row = connection_->query("count").with(meeting, to_text(key.dimension), key.key);
    if (!row.step()) return core::Count{};
    return core::Count{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)),
                       static_cast<int>(row.integer(2))};
  });
}

}  // namespace db
