// Erasing people, telling what is held about one, and erasing what was kept too long.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <thread>

#include "core/erasure.h"
#include "db/copies.h"
#include "db/event_codec.h"
#include "db/kiosk_files.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

using nlohmann::ordered_json;

constexpr std::chrono::seconds kPatience{10};
/// Rows whose bodies hold what somebody told of themselves.
const std::vector<std::string_view> kDetailKinds = {"attendee_registered", "attendee_edited"};

/// The rows that a person's bodies may hang from: they themselves, and badges that were scanned
/// before their registration was known.
void add_subjects(const core::AttendeeState& state, std::vector<std::uint64_t>& subjects) {
  subjects.push_back(state.attendee->id.bits);
  for (const core::BadgeState& badge : state.badges) subjects.push_back(badge.id.bits);
}

ordered_json attendee_json(const core::Attendee& attendee) {
  ordered_json details = ordered_json::object();
  for (const char* field :
       {"given", "family", "town", "country", "kind", "partner", "organisation", "email", "gender",
        "sessions", "photo_opt_out", "language", "notice_version"}) {
    details[field] = core::get_field(attendee.details, field);
  }
  return {{"id", core::to_text(attendee.id)},
          {"number", attendee.number},
          {"status", attendee.erased ? "erased" : core::to_text(attendee.status)},
          {"registered_at", core::to_rfc3339(attendee.registered_at, {})},
          {"details", std::move(details)}};
}

ordered_json scan_json(const core::Scan& scan) {
  ordered_json answers = ordered_json::object();
  for (const auto& [question, answer] : scan.answers) answers[question.text] = answer;
  return {{"at", core::to_rfc3339(scan.at, {})},
          {"checkpoint", scan.checkpoint.text},
          {"direction", core::to_text(scan.direction)},
          {"verdict", core::to_text(scan.verdict)},
          {"answers", std::move(answers)},
          {"undone", scan.undone}};
}

/// Files of the folder that one of the traces names. Returns how many could not be removed.
std::size_t remove_traces(const std::filesystem::path& folder,
                          const std::vector<std::string>& traces) {
  std::size_t left = 0;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    const std::string name = entry.path().filename().string();
    const bool theirs = std::any_of(traces.begin(), traces.end(), [&](const std::string& trace) {
      return name.find(trace) != std::string::npos;
    });
    if (!theirs) continue;
    std::error_code kept;
    std::filesystem::remove(entry.path(), kept);
    if (kept) ++left;
  }
  return left;
}

/// Copies of the day, from before an update, and what a restore kept aside hold everybody: sealed
/// ones too, for whoever has the passphrase. They go; the app makes the next copy within the hour.
/// A copy that was begun before waits for nobody, so this waits until it has its name.
core::Result<std::size_t> remove_copies(const std::filesystem::path& folder) {
  const auto backups = Backups::open(folder / "backups");
  if (!backups) return tl::unexpected(backups.error());
  std::vector<std::filesystem::path> copies;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(backups->path(), failed)) {
    if (is_kept_copy(entry.path())) copies.push_back(entry.path());
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().filename().string().rfind("replaced-", 0) == 0) copies.push_back(entry.path());
  }
  const auto left = std::count_if(copies.begin(), copies.end(), [](const auto& copy) {
    std::error_code kept;
    std::filesystem::remove_all(copy, kept);
    return static_cast<bool>(kept);
  });
  return static_cast<std::size_t>(left) + remove_workshops(folder) + backups->left();
}

std::filesystem::path erased_list(const std::filesystem::path& folder) {
  return folder / "erased.list";
}

int files_in(const std::filesystem::path& folder) {
  std::error_code failed;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    files += entry.path().extension() == ".sha256" ? 0 : 1;
  }
  return files;
}

/// What registrations said that no later row does.
struct Told {
  std::set<std::string> numbers;  ///< kiosks that read one list while they were apart give two
  bool their_id = false;
};

std::map<core::AttendeeId, Told> registrations_of(Connection& connection,
                                                  const std::vector<core::AttendeeId>& people) {
  std::map<core::AttendeeId, Told> all;
  for (core::AttendeeId id : people) {
    for (Query row = connection.query("rows_about").with(id); row.step();) {
      const auto event = decode(row.bytes(3), row.bytes(4));
      if (!event) continue;  // erased
      if (const auto* told = std::get_if<core::event::AttendeeRegistered>(&*event)) {
        all[id].numbers.insert(told->number);
        all[id].their_id |= told->their_id;
      }
    }
  }
  return all;
}

}  // namespace

void note_erased(const std::filesystem::path& folder,
                 const std::vector<core::event::AttendeeErased>& people) {
  if (people.empty()) return;
  // A line of its own even where a full disk cut the last one short.
  std::string lines = "\n";
  for (const auto& person : people) {
    lines += person.meeting.text + ' ' + core::to_text(person.attendee) + '\n';
  }
  const auto file = erased_list(folder);
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const bool done =
      handle >= 0 && ::fchmod(handle, 0600) == 0 &&
      ::write(handle, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()) &&
      ::fsync(handle) == 0;
  const int code = errno;
  if (handle >= 0) ::close(handle);
  if (!done) {
    throw std::filesystem::filesystem_error("write", file,
                                            std::error_code(code, std::generic_category()));
  }
}

std::vector<std::pair<core::MeetingId, std::string>> noted_as_erased(
    const std::filesystem::path& folder) {
  std::vector<std::pair<core::MeetingId, std::string>> people;
  std::ifstream list(erased_list(folder));
  for (std::string line; std::getline(list, line);) {
    std::istringstream words(line);
    std::string meeting;
    std::string attendee;
    std::string more;
    if (words >> meeting >> attendee && !(words >> more)) people.push_back({{meeting}, attendee});
  }
  return people;
}

core::Result<ErasureOutcome> Store::erase(const core::MeetingId& meeting_id,
                                          std::string_view text) {
  auto outcome = write([&]() -> core::Result<ErasureOutcome> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const auto id = resolve_person(meeting_id, text);
    if (!id) return tl::unexpected(id.error());
    remember_to_scrub(traces_of({*id}));
    return erase_person(**meeting, *id);
  });
  if (!outcome) return outcome;
  if (auto gone = scrub_if_needed(); !gone) return tl::unexpected(gone.error());
  outcome->exports = files_in(options_.folder / "exports");
  return outcome;
}

ErasureOutcome Store::erase_person(const core::Meeting& meeting, core::AttendeeId id) {
  ErasureOutcome done;
  const core::AttendeeState state = projector_->load(id);
  done.number = state.attendee->number;
  if (!state.attendee->erased) {
    done.rows = erase_people(meeting, {id});
    done.people = 1;
    return done;
  }
  done.rows = erase_rows_about(state);  // that came back with a backup, or late from elsewhere
  // Other kiosks erase what this one did, of the registrations that became theirs too.
  const auto all = done.rows > 0 ? with_merged({id}) : std::vector<core::AttendeeId>();
  for (core::AttendeeId one : all) {
    const core::AttendeeState left = projector_->load(one);
    if (left.attendee) record(core::figures_of(left, meeting, true, options_.now()));
  }
  return done;
}

core::Result<std::int64_t> Store::erase_again(
    const std::vector<std::pair<core::MeetingId, std::string>>& noted) {
  return write([&]() -> core::Result<std::int64_t> {
    std::int64_t people = 0;
    for (const auto& [meeting_id, text] : noted) {
      const auto meeting = projector_->meeting(meeting_id);
      if (!meeting) continue;  // the backup is from before it, or of others
      const auto id = resolve_person(meeting_id, text);
      if (!id && id.error().failure != core::Failure::bad_input) {
        return tl::unexpected(id.error());
      }
      if (!id) continue;
      const auto traces = traces_of({*id});
      const ErasureOutcome done = erase_person(*meeting, *id);
      if (done.people == 0 && done.rows == 0) continue;
      remember_to_scrub(traces);
      ++people;
    }
    return people;
  });
}

/// What is to be removed once the transaction that erased people is durable, even if this program
/// ends in between, or cannot at the first try.
void Store::remember_to_scrub(const std::vector<std::string>& traces) {
  std::string list = setting("to_scrub");
  for (const std::string& trace : traces) list += ' ' + trace;
  connection_->query("set_setting").with("to_scrub", list.empty() ? " " : list).run();
}

core::Result<void> Store::scrub_if_needed() {
  const auto list = guarded([&]() -> core::Result<std::string> { return setting("to_scrub"); });
  if (!list) return tl::unexpected(list.error());
  if (list->empty()) return {};
  std::vector<std::string> traces;
  for (std::size_t at = 0; at < list->size();) {
    const std::size_t end = std::min(list->find(' ', at), list->size());
    if (end > at) traces.push_back(list->substr(at, end - at));
    at = end + 1;
  }
  if (auto gone = scrub(traces); !gone) return gone;
  return write([&]() -> core::Result<void> {
    connection_->query("set_setting").with("to_scrub", "").run();
    return {};
  });
}

/// What the names of files about somebody begin with: their paper, extracts and certificates.
std::vector<std::string> Store::traces_of(const std::vector<core::AttendeeId>& people) {
  const auto all = with_merged(people);
  std::vector<std::string> traces = jobs_of(all);
  for (core::AttendeeId id : all) {
    const auto attendee = projector_->load(id).attendee;
    if (!attendee) continue;
    for (const char* kind : {"extract-", "certificate-"}) {
      traces.push_back(kind + attendee->number + "-");
    }
  }
  return traces;
}

std::vector<std::string> Store::jobs_of(const std::vector<core::AttendeeId>& people) {
  std::vector<std::string> jobs;
  for (core::AttendeeId id : people) {
    for (Query row = connection_->query("print_jobs_of").with(id); row.step();) {
      jobs.push_back(row.text(0));
    }
  }
  return jobs;
}

/// And the registrations that became theirs.
std::vector<core::AttendeeId> Store::with_merged(const std::vector<core::AttendeeId>& people) {
  std::vector<core::AttendeeId> all = people;
  for (core::AttendeeId id : people) {
    for (Query row = connection_->query("merged_ids").with(id); row.step();) {
      all.push_back(core::AttendeeId{row.bits(0)});
    }
  }
  return all;
}

int Store::erase_rows_about(const core::AttendeeState& state) {
  std::vector<std::uint64_t> subjects;
  add_subjects(state, subjects);
  for (core::AttendeeId merged : with_merged({state.attendee->id})) {
    if (projector_->load(merged).attendee) subjects.push_back(merged.bits);
  }
  return journal_->erase_bodies(subjects);
}

/// Puts figures in the place of people, in the caller's transaction. Returns how many rows of the
/// journal lost their bodies.
int Store::erase_people(const core::Meeting& meeting, const std::vector<core::AttendeeId>& people) {
  std::map<std::string, std::int64_t> towns;
  for (Query row = connection_->query("counts").with(meeting.id, "town"); row.step();) {
    towns[row.text(0)] = row.integer(1);
  }
  std::vector<std::uint64_t> subjects;
  std::vector<core::event::AttendeeErased> figures;
  for (core::AttendeeId id : with_merged(people)) {
    const core::AttendeeState state = projector_->load(id);
    if (!state.attendee || state.attendee->erased) continue;
    const bool town_is_shared = towns[state.attendee->details.town] > 1;
    figures.push_back(core::figures_of(state, meeting, town_is_shared, options_.now()));
    for (Query row = connection_->query("settled_about").with(id); row.step();) {
      figures.back().settled.push_back(row.text(0));
    }
    add_subjects(state, subjects);
  }
  const int rows = journal_->erase_bodies(subjects);
  note_erased(options_.folder, figures);
  for (const core::event::AttendeeErased& left : figures) record(left);
  return rows;
}

/// After the erasing transaction: nothing of the person stays in pages that were freed, in the log,
/// in spooled paper, in extracts or in copies.
core::Result<void> Store::scrub(const std::vector<std::string>& traces) {
  const auto copies = remove_copies(options_.folder);
  const std::size_t left = remove_traces(options_.folder / "spool", traces) +
                           remove_traces(options_.folder / "exports", traces) + copies.value_or(0);
  const auto rewritten = guarded([&]() -> core::Result<void> {
    connection_->query("rewrite_file").run();
    return empty_log();
  });
  if (!rewritten) {
    return core::fail(rewritten.error().failure,
                      "The person is erased, but freed parts of the file could not be rewritten: " +
                          rewritten.error().what,
                      "Run the same command again; it goes on from here.");
  }
  if (!copies) {
    return core::fail(copies.error().failure,
                      "The person is erased, but copies of the database could not be removed: " +
                          copies.error().what,
                      "Run the same command again; it goes on from here.");
  }
  if (left == 0) return {};
  return core::fail(
      core::Failure::storage,
      "The person is erased, but a file in spool, exports or backups could not be removed.",
      "Remove it by hand, or give this user the right to, and run the command again.");
}

/// Others may be reading the log for a moment.
core::Result<void> Store::empty_log() {
  const auto log = options_.folder / "kiosk.db-wal";
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    connection_->checkpoint();
    std::error_code missing;
    const auto size = std::filesystem::file_size(log, missing);
    if (missing || size == 0) return {};
    if (std::chrono::steady_clock::now() > until) {
      return core::fail(core::Failure::storage, "another program keeps the log open.",
                        "Close it, then run the command again.");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

core::Result<std::string> Store::extract(const core::MeetingId& meeting, std::string_view text,
                                         SealedNeeds needs) {
  return guarded([&]() -> core::Result<std::string> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const auto id = resolve_person(meeting, text);
    if (!id) return tl::unexpected(id.error());
    const core::AttendeeState state = projector_->load(*id);
    ordered_json all = {{"meeting", meeting.text}, {"attendee", attendee_json(*state.attendee)}};
    all["badges"] = ordered_json::array();
    for (const core::BadgeState& badge : state.badges) {
      all["badges"].push_back({{"badge", core::to_text(badge.id)}, {"revoked", badge.revoked}});
    }
    all["scans"] = ordered_json::array();
    for (const core::Scan& scan : state.scans) all["scans"].push_back(scan_json(scan));
    if (needs == SealedNeeds::opened) {
      const auto told = needs_of(meeting, *id);
      if (!told) return tl::unexpected(told.error());
      all["needs"] = *told;
    } else {
      const bool has_some = connection_->query("needs_of").with(*id).step();
      all["needs"] = has_some ? ordered_json("sealed") : ordered_json::array();
    }
    all["print_jobs"] = jobs_of({*id});
    all["journal"] = ordered_json::array();
    std::vector<std::uint64_t> subjects;
    add_subjects(state, subjects);
    for (core::AttendeeId merged : with_merged({*id})) subjects.push_back(merged.bits);
    journal_->for_each_about(subjects, [&](const RowAbout& row) {
      const core::Instant at{std::chrono::milliseconds{row.clock >> 16U}};
      all["journal"].push_back(
          {{"kiosk", kiosk_letter(row.kiosk)},
           {"row", row.seq},
           {"recorded_at", core::to_rfc3339(at, {})},
           {"kind", row.kind},
           {"body", row.body.empty() ? ordered_json(nullptr)
                                     : ordered_json::parse(row.body, nullptr, false)}});
    });
    return all.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  });
}

core::Result<RetentionPlan> Store::plan_retention(const core::MeetingId& meeting_id) {
  return guarded([&]() -> core::Result<RetentionPlan> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const auto count = [&](std::string_view statement) {
      return static_cast<int>(ids_of(statement, meeting_id).size());
    };
    return RetentionPlan{core::retention_days(**meeting),
                         core::retention_due(**meeting, options_.now()), count("people_with_needs"),
                         count("people_with_contact"), count("people_of_meeting")};
  });
}

core::Result<RetentionOutcome> Store::run_retention(const core::MeetingId& meeting_id,
                                                    bool dry_run) {
  const auto work = [&]() -> core::Result<RetentionOutcome> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    return retain(**meeting, core::retention_due(**meeting, options_.now()), dry_run);
  };
  auto outcome = dry_run ? guarded(work) : write(work);
  if (!outcome || dry_run) return outcome;
  if (auto gone = scrub_if_needed(); !gone) return tl::unexpected(gone.error());
  return outcome;
}

core::Result<std::optional<RetentionOutcome>> Store::run_daily_retention(
    const core::MeetingId& meeting_id) {
  bool done_before = false;
  const auto outcome = write([&]() -> core::Result<RetentionOutcome> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const std::string key = "retention:" + meeting_id.text;
    const std::string today = core::to_text((*meeting)->zone.day_of(options_.now()));
    done_before = setting(key) == today;
    if (done_before) return RetentionOutcome{};
    connection_->query("set_setting").with(key, today).run();
    const auto due = core::retention_due(**meeting, options_.now(), begun());
    if (!due.needs && !due.contacts && !due.people) return RetentionOutcome{};
    return retain(**meeting, due, false);
  });
  if (!outcome) return tl::unexpected(outcome.error());
  if (auto gone = scrub_if_needed(); !gone) return tl::unexpected(gone.error());
  return done_before ? std::optional<RetentionOutcome>() : std::optional(*outcome);
}

/// The clock of the first row of all.
core::Instant Store::begun() {
  Query row = connection_->query("oldest_clock");
  if (!row.step() || row.is_null(0)) return {};
  return core::Instant{std::chrono::milliseconds{row.bits(0) >> 16U}};
}

core::Result<RetentionOutcome> Store::retain(const core::Meeting& meeting, core::RetentionDue due,
                                             bool dry_run) {
  RetentionOutcome outcome;
  outcome.meeting = meeting.id;
  const auto people =
      due.people ? ids_of("people_of_meeting", meeting.id) : std::vector<core::AttendeeId>();
  const auto contacts = due.contacts && !due.people ? ids_of("people_with_contact", meeting.id)
                                                    : std::vector<core::AttendeeId>();
  const auto needy = due.needs || due.people ? ids_of("people_with_needs", meeting.id)
                                             : std::vector<core::AttendeeId>();
  outcome.needs = static_cast<int>(needy.size());
  outcome.contacts = static_cast<int>(contacts.size());
  outcome.people = static_cast<int>(people.size());
  if (dry_run) return outcome;
  if (!outcome.nothing()) remember_to_scrub(traces_of(people));
  erase_people(meeting, people);
  for (core::AttendeeId id : needy) connection_->query("forget_needs_of").with(id).run();
  forget_contacts(meeting.id, contacts);
  record(core::event::RetentionRun{meeting.id, outcome.needs, outcome.contacts, outcome.people,
                                   options_.now()});
  return outcome;
}

core::Result<void> Store::check_file() {
  return guarded([&]() -> core::Result<void> {
    Query row = connection_->query("quick_check");
    if (row.step() && row.bytes(0) == "ok") return {};
    throw SQLite::Exception("quick_check", SQLITE_CORRUPT);
  });
}

std::vector<core::AttendeeId> Store::ids_of(std::string_view statement,
                                            const core::MeetingId& meeting) {
  std::vector<core::AttendeeId> ids;
  for (Query row = connection_->query(statement).with(meeting); row.step();) {
    ids.push_back(core::AttendeeId{row.bits(0)});
  }
  return ids;
}

/// A body is erased as a whole, so what may stay is said again in a row of its own.
void Store::forget_contacts(const core::MeetingId& meeting,
                            const std::vector<core::AttendeeId>& people) {
  std::vector<std::uint64_t> subjects;
  subjects.reserve(people.size());
  for (core::AttendeeId id : people) subjects.push_back(id.bits);
  std::map<core::AttendeeId, Told> told = registrations_of(*connection_, people);
  journal_->erase_bodies(subjects, kDetailKinds);
  for (core::AttendeeId id : people) {
    const auto attendee = projector_->load(id).attendee;
    if (!attendee) continue;
    core::Details details = attendee->details;
    details.email.clear();
    told[id].numbers.erase(attendee->number);
    const auto say_again = [&](const std::string& number) {
      record(core::event::AttendeeRegistered{meeting, id, number, details, attendee->registered_at,
                                             told[id].their_id});
    };
    for (const std::string& number : told[id].numbers) say_again(number);
    say_again(attendee->number);
    if (attendee->status == core::Status::cancelled) {
      record(core::event::AttendeeCancelled{id, options_.now(), {}});
    }
  }
}

}  // namespace db
