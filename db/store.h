// The only writer of a kiosk's database. Every call is one transaction: it is durable when it
// returns, or it changed nothing. A Store belongs to one thread; several Stores, in several
// processes, may share one file.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/attendee.h"
#include "core/counts.h"
#include "core/decide.h"
#include "core/erasure.h"
#include "core/incoming.h"
#include "core/meeting.h"
#include "core/progress.h"
#include "core/result.h"
#include "core/scan.h"
#include "db/connection.h"
#include "db/exchange.h"
#include "db/folder_lock.h"
#include "db/journal.h"
#include "db/keys.h"
#include "db/projector.h"

namespace db {

struct StoreOptions {
  std::filesystem::path folder;        ///< holds kiosk.db, keys/, spool/, backups/
  std::function<core::Instant()> now;  ///< empty: the system clock
  char letter = 'A';                   ///< of a kiosk that is new
  /// Told 0 to 100 while `open` makes tables anew from the journal, as after an update.
  std::function<void(int percent)> progress = {};
};

struct MeetingSummary {
  core::MeetingId id;
  std::vector<core::CheckpointId> checkpoints;
  std::vector<core::SessionId> sessions;
};

struct Registration {
  core::AttendeeId attendee;
  std::string number;
  std::string code;       ///< of the badge
  std::string print_job;  ///< empty: none asked for
};

/// What somebody asked for, of core::kNeeds.
struct Needs {
  core::AttendeeId attendee;
  std::string number;
  std::vector<std::string> words;
};

/// One person with the badge that is valid now.
struct AttendeeCard {
  core::Attendee attendee;
  std::string code;  ///< empty where no badge is valid
  std::vector<core::Scan> scans;
};

/// The scan that let somebody in, as `already` tells it.
struct FirstScan {
  core::Instant at;
  std::string kiosk;
  core::CheckpointId checkpoint;
};

struct ScanOutcome {
  core::Scan scan;  ///< verdict, nonce, at, checkpoint, direction, forced, details_pending
  std::optional<core::Attendee> attendee;  ///< empty where the verdict must not tell it
  std::optional<FirstScan> first;
  std::vector<core::QuestionId> questions;
  std::optional<core::Instant> opens;
  bool conflict = false;  ///< admitted twice by kiosks that were cut off from each other
  bool repeated = false;  ///< a retry of a nonce that was counted before
};

struct UndoCommand {
  core::MeetingId meeting;
  std::string nonce;
  std::string by;
  std::string why;
  std::optional<core::Instant> at;  ///< absent: now, measured from when the scan was recorded
  bool as_organiser = false;
};

struct CountRow {
  std::map<std::string, std::string> keys;  ///< dimension → key
  core::Count count;
};

struct CountTable {
  core::Count total;
  std::vector<CountRow> rows;
};

/// A scan together with the attendee's data at the time of reading, for exports.
struct AttendanceRow {
  core::Instant at;
  core::CheckpointId checkpoint;
  core::Direction direction = core::Direction::in;
  bool forced = false;
  std::string kiosk;
  core::AttendeeId attendee;
  core::BadgeId badge;
  std::string nonce;
  std::string number, given_name, family_name, town, country, kind, partner, organisation;
};

struct PrintTicket {
  std::string job;
  core::MeetingId meeting;
  core::AttendeeId attendee;
  int tries = 0;
  bool failed_before = false;
  std::string detail;
  int turn = 0;         ///< how often staff asked for it once more
  std::string printer;  ///< as in kiosk.toml; empty: the kiosk's own
  std::string sent_as;  ///< the name under which a printer may have it already; empty: none has

  /// What a printer is to know this turn of the job by.
  [[nodiscard]] std::string name() const;
};

enum class PrintState { queued, printed, failed, cancelled };

/// A job as the print queue shows it.
struct PrintJobInfo {
  std::string job;
  core::AttendeeId attendee;
  std::string number, given_name, family_name;
  PrintState state = PrintState::queued;
  std::string printer;  ///< as in kiosk.toml; empty: the kiosk's own
  std::string detail;   ///< where it went or what was wrong: a catalogue key or English
  int tries = 0;
  core::Instant at;  ///< queued
};

/// Something that a printer may still print and should not.
struct PrintSend {
  std::string job;
  std::string sent_as;
  std::string printer;
};

/// Labels of the kiosk's own printer.
struct Paper {
  int left = 0;
  int roll = 0;  ///< a new roll has
  [[nodiscard]] bool is_low() const { return left <= std::max(5, roll / 10); }
};

/// Whether somebody is in at a checkpoint.
struct Admission {
  bool present = false;            ///< an entry stands; a further one would be `already`
  bool inside = false;             ///< and they have not left since
  std::optional<FirstScan> first;  ///< that entry, with `present`
};

/// Somebody of a delegation.
struct Guest {
  core::Attendee attendee;
  bool present = false;
  bool inside = false;
};

/// Two registrations that may be one person's; the earlier one first.
struct LikelyPair {
  core::Attendee first;
  core::Attendee second;
};

enum class PinAnswer { right, wrong, locked, unset };

struct PinOutcome {
  PinAnswer answer = PinAnswer::unset;
  std::chrono::seconds locked_for{0};
};

/// The last row of a kiosk's journal: whatever is changed or removed before it no longer leads
/// there.
struct JournalHead {
  std::string letter;
  std::int64_t seq = 0;
  std::string hash;  ///< hex
};

struct Verification {
  bool ok = true;
  std::string integrity;  ///< `ok`, or what SQLite found
  std::vector<ChainReport> chains;
  std::vector<std::string> problems;
};

struct ErasureOutcome {
  std::string number;
  int people = 0;   ///< 0: erased before
  int rows = 0;     ///< of the journal, that lost their content
  int exports = 0;  ///< files made before, in `exports`, which are not touched and may name them
};

/// Whom the meeting's dates concern, as of now.
struct RetentionPlan {
  core::RetentionDays days;
  core::RetentionDue due;
  int needs = 0;
  int contacts = 0;
  int people = 0;
};

/// What a retention run erased, or would.
struct RetentionOutcome {
  core::MeetingId meeting;
  int needs = 0;     ///< people whose dietary and access needs went
  int contacts = 0;  ///< people whose e-mail address went
  int people = 0;    ///< people of whom only figures are left
  [[nodiscard]] bool nothing() const { return needs == 0 && contacts == 0 && people == 0; }
};

struct IntakeStep;       // of db/store_intake.cpp
struct ErasedElsewhere;  // of db/arrivals.h

class Store {
 public:
  /// Opens the folder's database, made and migrated as needed. Fails with a message for a person.
  static core::Result<std::unique_ptr<Store>> open(StoreOptions options);

  /// Where a log was kept of which whole transactions could not be read; empty: it was whole.
  [[nodiscard]] const std::filesystem::path& damaged_log() const { return damaged_log_; }

  // Meetings. Mistakes in a file come back with line and key; nothing is stored then.
  core::Result<MeetingSummary> store_meeting(std::string_view toml, std::string_view file_name);
  core::Result<std::vector<core::MeetingId>> meetings();
  /// By the clock of the newest row of the journal, whichever kiosk's; empty: there is none.
  core::Result<std::optional<core::Instant>> last_recorded();
  /// `bad_input` where there is no such meeting.
  core::Result<std::shared_ptr<const core::Meeting>> meeting(const core::MeetingId& id);

  // People.
  /// Seals what an attendee agreed to tell with a key outside the database; instead of what was
  /// told before, and nothing at all where `words` is empty. Never in the journal, so it stays on
  /// this kiosk and neither sync nor an export takes it along.
  core::Result<void> keep_needs(const core::MeetingId& meeting, core::AttendeeId attendee,
                                const std::vector<std::string>& words);
  /// By number. Fails with `denied` where the key is missing.
  core::Result<std::vector<Needs>> needs(const core::MeetingId& meeting);
  /// For erasure and when their time is over; returns how many there were.
  core::Result<int> forget_needs(const core::MeetingId& meeting,
                                 std::optional<core::AttendeeId> attendee = std::nullopt);

  core::Result<Registration> register_attendee(const core::MeetingId& meeting,
                                               const core::Details& details,
                                               std::optional<core::Instant> at, bool print);
  /// A list of people in one transaction: all of it or, where a row is wrong and `partial` is not
  /// set, nothing. Somebody is known by the external id, the e-mail address, or name and town.
  core::Result<core::IntakeOutcome> register_many(const core::MeetingId& meeting,
                                                  const std::vector<core::Incoming>& people,
                                                  const core::IntakeOptions& options);
  /// By id, number or code.
  core::Result<AttendeeCard> find_attendee(const core::MeetingId& meeting, std::string_view text);
  core::Result<AttendeeCard> edit_attendee(const core::MeetingId& meeting, std::string_view text,
                                           const core::FieldChanges& changes);
  core::Result<AttendeeCard> cancel_attendee(const core::MeetingId& meeting, std::string_view text,
                                             const std::string& why);
  core::Result<AttendeeCard> revoke_badge(const core::MeetingId& meeting, std::string_view text,
                                          const std::string& why);
  /// A new badge; the earlier ones are revoked by it.
  core::Result<AttendeeCard> reissue_badge(const core::MeetingId& meeting, std::string_view text);
  /// Best match first; fewer than two letters find nobody.
  core::Result<std::vector<core::Attendee>> search(const core::MeetingId& meeting,
                                                   std::string_view text, int limit);

  // The same person twice. Likely are: the same name (given and family in either order) and town,
  // the same e-mail, or a name one letter apart; case, accents and script do not matter.
  /// Who may be registered already, most likely first; cancelled and merged people left out.
  core::Result<std::vector<core::Attendee>> likely_duplicates(const core::MeetingId& meeting,
                                                              const core::Details& details,
                                                              int limit);
  /// For the organiser, most likely first; at most `kMostPairs`. Goes through all people.
  core::Result<std::vector<LikelyPair>> duplicates(const core::MeetingId& meeting);
  static constexpr int kMostPairs = 300;
  /// Badges and scans of one become the other's, who stays and is returned. Its number and code
  /// find the one that stays from then on. What was left empty there is taken over, sessions are
  /// put together.
  core::Result<AttendeeCard> merge_attendees(const core::MeetingId& meeting,
                                             std::string_view from_text,
                                             std::string_view into_text);

  // Who is in.
  /// Registered people of a partner by family name, as the meeting's first language orders them.
  core::Result<std::vector<Guest>> guests_of_partner(const core::MeetingId& meeting,
                                                     const core::PartnerId& partner,
                                                     const core::CheckpointId& checkpoint,
                                                     core::Instant at);
  /// One for each of `people`, in their order.
  core::Result<std::vector<Admission>> admissions_of(const core::MeetingId& meeting,
                                                     const core::CheckpointId& checkpoint,
                                                     const std::vector<core::AttendeeId>& people,
                                                     core::Instant at);

  // Privacy. What was erased is gone from the file, its log, spooled paper and copies; counts
  // and the hash chain stay. Takes as long as writing the file anew.
  core::Result<ErasureOutcome> erase(const core::MeetingId& meeting, std::string_view text);
  /// People of `erased.list` whom a backup brought back; returns how many they were. Their paper
  /// and copies go with the next `scrub_if_needed`.
  core::Result<std::int64_t> erase_again(
      const std::vector<std::pair<core::MeetingId, std::string>>& noted);
  /// Removes what an erasure left to be removed; every erasure ends with it, or the next one does.
  core::Result<void> scrub_if_needed();
  enum class SealedNeeds { opened, named };
  /// All that is held about one person, as a JSON document. Dietary and access needs are opened for
  /// somebody who may, else it only names that there are some: `"sealed"`.
  core::Result<std::string> extract(const core::MeetingId& meeting, std::string_view text,
                                    SealedNeeds needs);
  core::Result<RetentionPlan> plan_retention(const core::MeetingId& meeting);
  /// Erases what is kept too long by the meeting's dates; again: nothing more. A dry run counts.
  core::Result<RetentionOutcome> run_retention(const core::MeetingId& meeting, bool dry_run);
  /// The same by itself, once a day; leaves alone what was due before this database was begun, for
  /// that is a rehearsal of an old meeting. Absent: today's was done.
  core::Result<std::optional<RetentionOutcome>> run_daily_retention(const core::MeetingId& meeting);
  /// Goes through the file without changing it; fails where it is damaged.
  core::Result<void> check_file();

  // Scans.
  core::Result<ScanOutcome> scan(const core::ScanCommand& command);
  core::Result<ScanOutcome> undo(const UndoCommand& command);
  /// Records an exit for everybody inside; returns for how many.
  core::Result<int> check_out_all(const core::MeetingId& meeting,
                                  const core::CheckpointId& checkpoint,
                                  std::optional<core::Instant> at);

  // Counts. One dimension is a lookup; several go through the people.
  core::Result<CountTable> counts(const core::MeetingId& meeting,
                                  const std::vector<core::Dimension>& by);
  core::Result<core::Count> count(const core::MeetingId& meeting, const core::CountKey& key);

  // Rows for exports, streamed in a stable order; `visit` must not call the Store.
  core::Result<void> for_each_attendee(const core::MeetingId& meeting,
                                       const std::function<void(const core::Attendee&)>& visit);
  core::Result<void> for_each_attendance(const core::MeetingId& meeting,
                                         const std::function<void(const AttendanceRow&)>& visit);
  /// Every try, refused and undone ones too, with the kiosk's letter.
  core::Result<void> for_each_scan(
      const core::MeetingId& meeting,
      const std::function<void(const core::Scan&, const std::string& kiosk)>& visit);
  /// How many tries there are, refused and undone ones too.
  core::Result<std::int64_t> count_scans(const core::MeetingId& meeting);

  // Printing. `printer` is a setting as in kiosk.toml; empty is the kiosk's own. A job belongs to
  // the kiosk that queued it.
  core::Result<std::string> queue_print(const core::MeetingId& meeting, std::string_view text,
                                        const std::string& printer = {});
  /// Queued and printed in one: for who prints first and tells afterwards.
  core::Result<void> record_print(const core::MeetingId& meeting, std::string_view text,
                                  const std::string& job, const std::string& printer,
                                  const std::string& detail);
  /// This kiosk's, oldest first.
  core::Result<std::vector<PrintTicket>> print_jobs_waiting(int limit);
  /// Of one meeting: what waits, oldest first, then what has ended, newest first.
  core::Result<std::vector<PrintJobInfo>> print_jobs(const core::MeetingId& meeting, int limit);
  /// Takes `pages` off the roll if it was printed. Does nothing if the job was moved since, or if
  /// it was cancelled and did not come out.
  core::Result<void> end_print(const PrintTicket& ticket, bool printed, const std::string& detail,
                               int pages = 0);
  /// Asked for once more, on `printer`. `bad_input` where there is no such job.
  core::Result<void> move_print(const std::string& job, const std::string& printer);
  /// Nothing changes if it has been printed. `bad_input` where there is no such job.
  core::Result<void> cancel_print(const std::string& job, const std::string& why);
  /// Before a printer gets the job: if the kiosk is killed then, it is known that it may be out.
  core::Result<void> note_send(const PrintTicket& ticket);
  core::Result<void> forget_send(const std::string& job, const std::string& sent_as);
  core::Result<std::vector<PrintSend>> sends_to_withdraw();

  // Paper: of this machine, not in the journal. Empty until somebody has said how much there is.
  core::Result<std::optional<Paper>> paper();
  /// 0 to 100,000 labels; a `roll` of 0 leaves the size of a new roll as it is, or takes `left`.
  core::Result<void> set_paper(int left, int roll = 0);

  // Roles.
  /// Who is written into the journal as the doer of what follows; none until told.
  void act_as(core::Role role);
  // Three wrong tries lock for 10 s, the fourth for 30 s, then 120 s, across restarts.
  core::Result<bool> has_pin(core::Role role);
  core::Result<void> set_pin(core::Role role, std::string_view pin);
  core::Result<PinOutcome> check_pin(core::Role role, std::string_view pin);

  // Several kiosks. Whatever order rows come in and however often, what is derived from them is the
  // fold of the rows that are held.
  /// Of every kiosk of which anything is held, this one included.
  core::Result<std::vector<KioskMark>> marks();
  /// At most `limit` rows of that kiosk beyond `seq`, in order; none of a kiosk that is not known.
  core::Result<std::vector<TravellingRow>> rows_after(core::KioskId kiosk, std::int64_t seq,
                                                      int limit);
  /// Takes rows of any kiosks in any order, all in one transaction. Of a kiosk whose rows have a
  /// gap, do not verify or cannot be read, those before it are taken and the rest is refused; that
  /// is no failure. People who were erased elsewhere are erased here. May write rows of this kiosk:
  /// exchange again until the marks are the same.
  core::Result<Taken> take_rows(std::span<const TravellingRow> rows);
  /// Gives a letter to another kiosk. `bad_input` where it was given before, or where this kiosk
  /// joined others itself: only the one that a meeting began with gives letters.
  core::Result<Enrolment> enrol(char letter);
  /// Before anything else happens on this kiosk: its letter, and the ticket it was enrolled with.
  core::Result<void> join(const Enrolment& enrolment);
  core::Result<void> leave_out(char letter);
  /// Whether others have left this kiosk out.
  core::Result<bool> is_left_out();
  /// Where the hub is; empty: none.
  core::Result<std::string> hub();
  core::Result<void> set_hub(const std::string& address);
  /// Writes down that a conflict was looked at; `conflict` is its id. `how` goes when the person
  /// whom it is `about` is erased; `kErasedWords` are left.
  core::Result<void> settle(const core::MeetingId& meeting, const std::string& conflict,
                            const std::string& how, core::AttendeeId about);
  /// Of each conflict that was settled, how.
  core::Result<std::map<std::string, std::string>> settled(const core::MeetingId& meeting);
  /// In the order of the fold. Goes through the whole journal.
  core::Result<std::vector<EditClash>> edit_clashes(const core::MeetingId& meeting);
  [[nodiscard]] core::KioskId kiosk() const { return kiosk_; }

  // Care.
  core::Result<Verification> verify(const core::Progress& progress = {});
  /// Of each kiosk that has written anything, by letter.
  core::Result<std::vector<JournalHead>> journal_heads();
  /// Whether the row that a document named still stands with that hash.
  core::Result<bool> has_journal_row(const JournalHead& head);
  core::Result<void> rebuild();
  /// Writes the log back; call when nobody waits.
  core::Result<void> rest();
  /// After a failed write: opens the file anew and checks it. Until then writes are refused.
  core::Result<void> reopen_checked();
  [[nodiscard]] bool out_of_service() const { return out_of_service_; }

  [[nodiscard]] const std::string& letter() const { return letter_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return options_.folder; }
  Keys& keys() { return keys_; }

  explicit Store(StoreOptions options);

 private:
  core::Result<void> share_folder();
  core::Result<void> connect();
  void use(std::unique_ptr<Connection> connection);
  core::Result<void> have_key(const core::MeetingId& meeting);
  core::Result<void> become_a_kiosk();
  core::Result<void> follow_schema();
  template <class Work>
  auto write(Work work) -> decltype(work());
  core::Stamp record(const core::Event& event);

  core::Result<std::shared_ptr<const core::Meeting>> known_meeting(const core::MeetingId& id);
  core::Result<core::AttendeeId> resolve_person(const core::MeetingId& meeting,
                                                std::string_view text);
  core::Slice slice_for(const core::Meeting& meeting, const core::Checkpoint& checkpoint,
                        std::string_view text);
  core::Credential credential_of(const core::MeetingId& meeting, const core::BadgeCode& code);
  std::vector<core::AttendeeId> people_called(const core::MeetingId& meeting,
                                              std::string_view text);
  FirstScan first_scan(const core::Scan& scan);
  std::map<std::int64_t, std::string> kiosk_letters();
  core::Result<std::optional<ScanOutcome>> counted_before(const core::ScanCommand& command,
                                                          const core::Slice& slice);
  ScanOutcome decide_and_record(const core::ScanCommand& command, core::Slice slice);
  core::Result<AttendeeCard> card_of(const core::MeetingId& meeting, core::AttendeeId id);
  core::Result<Admission> admission_of(const core::Meeting& meeting,
                                       const core::Checkpoint& checkpoint, core::AttendeeId person,
                                       core::Instant at);
  core::Result<core::AttendeeId> resolve_to_merge(const core::MeetingId& meeting,
                                                  std::string_view text);
  core::Result<void> check_places(const core::Meeting& meeting, const core::Details& details);
  std::vector<std::string> jobs_of(const std::vector<core::AttendeeId>& people);
  std::vector<core::AttendeeId> with_merged(const std::vector<core::AttendeeId>& people);
  int erase_rows_about(const core::AttendeeState& state);
  int erase_people(const core::Meeting& meeting, const std::vector<core::AttendeeId>& people);
  core::Result<RetentionOutcome> retain(const core::Meeting& meeting, core::RetentionDue due,
                                        bool dry_run);
  core::Instant begun();
  core::Result<std::vector<std::string>> needs_of(const core::MeetingId& meeting,
                                                  core::AttendeeId attendee);
  core::Result<void> scrub(const std::vector<std::string>& traces);
  core::Result<void> empty_log();
  std::vector<core::AttendeeId> ids_of(std::string_view statement, const core::MeetingId& meeting);
  void forget_contacts(const core::MeetingId& meeting, const std::vector<core::AttendeeId>& people);
  core::Result<std::vector<core::AttendeeId>> ids_by_list(
      const core::MeetingId& meeting, const std::vector<core::Incoming>& people);
  core::Result<std::vector<IntakeStep>> plan_intake(const core::Meeting& meeting,
                                                    const std::vector<core::Incoming>& people,
                                                    const core::IntakeOptions& options,
                                                    core::IntakeOutcome& outcome);
  void update_person(core::AttendeeId id, const core::Incoming& person);
  core::Result<void> carry_out(const core::Meeting& meeting,
                               const std::vector<core::Incoming>& people,
                               const std::vector<IntakeStep>& steps,
                               const core::IntakeOptions& options);
  std::string issue_badge(core::AttendeeId attendee, core::Instant at, std::uint64_t tag,
                          core::BadgeId badge);
  std::vector<CountRow> cross_counts(const core::Meeting& meeting,
                                     const std::vector<core::Dimension>& by);
  std::string kiosk_letter(core::KioskId kiosk);
  /// Those of them who are known and stand.
  std::vector<core::AttendeeId> unerased(std::vector<core::AttendeeId> people);
  void answer_erasures(const std::vector<ErasedElsewhere>& erased);
  std::vector<std::string> traces_of(const std::vector<core::AttendeeId>& people);
  ErasureOutcome erase_person(const core::Meeting& meeting, core::AttendeeId id);
  void remember_to_scrub(const std::vector<std::string>& traces);
  void follow_those_left_out();
  std::optional<core::event::KioskOpened> own_opening();
  std::string setting(std::string_view key);

  StoreOptions options_;
  std::filesystem::path damaged_log_;
  std::optional<FolderLock> lock_;  ///< shared with other stores, not with a restore
  Keys keys_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Projector> projector_;
  std::unique_ptr<Journal> journal_;
  core::KioskId kiosk_;
  std::int64_t k_ = 0;
  std::string letter_;
  bool out_of_service_ = false;
  std::optional<core::Role> role_;
};

}  // namespace db
