// Everything the app knows at one moment. A plain value: the shell keeps it, `update` makes the
// next one, the screens draw it.
#pragma once

#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/disagreement.h"
#include "app/hub_sign.h"
#include "app/news.h"
#include "app/person_form.h"
#include "app/text_field.h"
#include "core/attendee.h"
#include "core/finding.h"
#include "core/incoming.h"
#include "core/meeting.h"
#include "core/result.h"
#include "core/scan.h"

namespace app {

/// When something happened: for people, and for measuring how long.
struct Moment {
  core::Instant wall;
  std::chrono::milliseconds up{0};  ///< since the app started; never runs backwards
};
using Uptime = std::chrono::milliseconds;

/// What a person has told so far. Gone after Done, a timeout or Start over.
struct Draft {
  TextField given;
  TextField family;
  core::PartnerId partner;
  TextField town;  ///< of "another place"
  std::string country;
  TextField country_search;
  TextField email;
  core::Gender gender = core::Gender::unasked;
  std::vector<core::SessionId> sessions;
  bool photo_opt_out = false;
  bool needs_consent = false;      ///< to keeping what follows; nothing is asked without it
  std::vector<std::string> needs;  ///< of core::kNeeds
  friend bool operator==(const Draft&, const Draft&) = default;
};

/// A verdict as the door shows it.
struct DoorEntry {
  std::string nonce;
  std::string text;  ///< as scanned, to try again with force or an answer; never drawn
  core::Verdict verdict = core::Verdict::unknown;
  core::CheckpointId checkpoint;
  core::Direction direction = core::Direction::in;
  core::Instant at;
  std::string name;  ///< empty where the verdict must not tell
  std::string given_name;
  std::string number;
  std::string town;
  std::string country;
  std::optional<core::Kind> kind;
  std::string language;  ///< the attendee's
  bool forced = false;
  bool details_pending = false;
  bool undone = false;
  bool conflict = false;  ///< another kiosk, cut off from this one, let them in as well
  std::string reason;
  std::optional<core::Instant> first_at;  ///< with `already`
  std::string first_kiosk;
  core::CheckpointId first_checkpoint;
  std::optional<core::Instant> opens;
  std::vector<core::QuestionId> questions;
  core::Answers answers = {};  ///< given so far, to be sent again with the next one
};

/// A badge that staff asked for again, and what became of it.
struct Reprint {
  enum class State { none, asked, queued, printed, trouble, refused };
  State state = State::none;
  std::string number;
  std::string job;
};

/// A badge on its way to paper, or what became of it.
struct PrintJob {
  enum class State { waiting, trouble, printed, cancelled };
  std::string job;
  std::string number;
  std::string name;
  State state = State::waiting;
  std::string printer;  ///< as in kiosk.toml; empty: the kiosk's own
  std::string detail;   ///< with trouble and cancelled: a catalogue key, or English
  core::Instant at;
};

struct PrinterChoice {
  std::string setting;  ///< as in kiosk.toml; empty: the kiosk's own
  std::string name;     ///< for people; empty for the kiosk's own
};

/// A list that was found on a USB stick.
struct ListFile {
  std::string path;
  std::string name;
  std::string stick;
};

/// A badge template, as the organiser's Meeting lists it.
struct BadgeForm {
  std::string name;  ///< as a meeting file names it
  double width_mm = 0;
  double height_mm = 0;
  int on_a_page = 1;  ///< more than one: a sheet of many
  friend bool operator==(const BadgeForm&, const BadgeForm&) = default;
};

/// What looking through the journal came to.
struct Verified {
  std::int64_t entries = 0;
  int exports = 0;                         ///< whose seals were compared
  std::vector<std::string> problems = {};  ///< for whoever helps, in English; empty: all stands
};

/// A USB stick that can be written to.
struct Stick {
  std::string path;
  std::string name;
  friend bool operator==(const Stick&, const Stick&) = default;
};

/// Where files go that an organiser makes.
struct Targets {
  std::vector<Stick> sticks;
  std::string chosen;  ///< a stick's path; empty: the kiosk's own folder
  bool looking = false;
};

/// What is kept too long at some day, and whom it concerns.
struct RetentionStep {
  enum class What { needs, contacts, people };
  What what = What::needs;
  std::optional<core::Day> day = {};  ///< on which it goes; empty: the meeting file names none
  int people = 0;                     ///< whom it concerns, as of now
  bool due = false;
  friend bool operator==(const RetentionStep&, const RetentionStep&) = default;
};

/// What became of something done to one person's data.
struct DataWork {
  enum class State {
    none,
    open,    ///< what can be done is shown
    asking,  ///< whether they shall be erased
    erasing,
    erased,
    choosing,  ///< where the extract or the certificate goes
    extracting,
    extracted,
    failed
  };
  State state = State::none;
  std::string number;
  int rows = 0;  ///< of the journal, that lost their content
  std::chrono::milliseconds took{0};
  int exports = 0;         ///< made before, which may name them
  bool certifies = false;  ///< it is the certificate that goes somewhere
  std::string file;        ///< that went there
  core::Error failure = {};
};

namespace screen {

struct Welcome {};

struct Name {
  FieldId field = FieldId::given;
  bool tried = false;  ///< Next was pressed: what is missing is marked
};

struct WhereFrom {
  bool another_place = false;
  FieldId field = FieldId::town;
  bool tried = false;
};

struct Optional {
  bool typing_email = false;
  bool email_wrong = false;
};

struct Check {
  enum class Phase { reviewing, saving, failed };
  Phase phase = Phase::reviewing;
  bool notice_open = false;
  core::Error failure;
};

struct Done {
  std::string number;
  std::string code;
  enum class Print { waiting, printed, trouble };
  Print print = Print::waiting;
  std::string job;
  Uptime until{0};
  bool needs_lost = false;  ///< what they need was not kept: the desk has to hear it
};

/// A code was shown, or a number is being typed.
struct HaveCode {
  enum class Phase { waiting, looking };
  Phase phase = Phase::waiting;
  TextField number;
  bool not_found = false;
  std::string nonce;
};

/// Checked in by oneself: greeted, with the badge to print if wanted.
struct Greeting {
  DoorEntry entry;
  bool printing = false;
  Uptime until{0};
};

struct AskAtDesk {
  core::Verdict verdict = core::Verdict::unknown;
  Uptime until{0};
};

struct Pin {
  core::Role role = core::Role::staff;
  std::string digits;
  enum class Phase { entering, checking };
  Phase phase = Phase::entering;
  enum class Answer { none, wrong, locked, unset };
  Answer answer = Answer::none;
  Uptime locked_until{0};
  std::string then = {};  ///< the organisers' screen that was asked for; empty: counts
};

struct Door {
  TextField answer;        ///< to a question without choices
  bool answering = false;  ///< it was touched; else letters go back to what was interrupted
  bool asking_check_out = false;
};

struct Find {
  TextField text;
  std::vector<Person> found;
  std::string asked;             ///< what `found` answers
  bool unread = false;           ///< it could not be answered
  std::optional<Person> chosen;  ///< whose card is open
  bool asking_cancel = false;
  Reprint reprint;
  std::optional<core::Error> trouble;  ///< why the cancelling was not recorded
  DataWork data = {};                  ///< the organiser's erasing and extracts
};

/// A person of Find is being corrected.
struct EditPerson {
  enum class Phase { typing, saving, failed };
  Phase phase = Phase::typing;
  Find find;  ///< to go back to
  Person person;
  PersonForm form;
  core::Error failure;
};

/// The registration in one form.
struct WalkIn {
  enum class Phase { typing, saving, alike, failed };
  Phase phase = Phase::typing;
  PersonForm form;
  bool check_in = true;       ///< at once, when registered
  std::vector<Person> alike;  ///< registered already, perhaps the same person
  core::Error failure;
  Reprint last;  ///< the badge of the last one registered here
};

/// A partner's people come together.
struct Delegation {
  struct Row {
    enum class State { waiting, sent, decided, failed };
    Person person;
    bool ticked = false;
    State state = State::waiting;
    std::string nonce;  ///< of the last try; a failed one is tried again under it
    DoorEntry entry;    ///< once decided
  };
  Find find;  ///< to go back to
  core::PartnerId partner;
  bool loaded = false;
  bool unread = false;  ///< who they are could not be read
  std::vector<Row> rows;
};

/// "Have you registered before?", without showing anybody's data.
struct BeenBefore {
  bool said_yes = false;
};

/// Registrations to merge, conflicts to settle.
struct People {
  enum class Phase { loading, listing, unread, merging, settling, failed };
  Phase phase = Phase::loading;
  std::vector<PeoplePair> pairs;
  std::vector<Disagreement> conflicts;        ///< that nobody has settled
  std::optional<PeoplePair> open;             ///< the two that are compared
  std::optional<Disagreement> conflict = {};  ///< the one that is open
  bool keep_second = false;
  bool asking = false;
  std::string merged;    ///< the number that went on, after a merge
  bool settled = false;  ///< one was, just now
  bool writing = false;  ///< how it was settled, in own words
  TextField how = {};
  core::Error failure;
};

/// What the meeting's file says, and how its badges look.
struct Meeting {
  bool searching = true;         ///< for templates
  std::vector<BadgeForm> forms;  ///< by name
  std::string form;              ///< whose sample is shown
  core::Error failure;           ///< why that one is not
};

/// What a try of one part has shown; the printer's and the scanner's are told elsewhere.
struct PartTry {
  enum class State { none, running, good, bad };
  State state = State::none;
  std::string message = {};  ///< of the catalogue
  std::vector<std::pair<std::string, std::string>> values = {};
  friend bool operator==(const PartTry&, const PartTry&) = default;
};

/// What this kiosk is connected to, and tries of it.
struct Devices {
  bool checking = true;
  std::vector<core::Finding> findings = {};  ///< the last ones, while it is checking again
  enum class TestPrint { none, running, printed, failed };
  TestPrint print = TestPrint::none;
  core::Error failure = {};  ///< of the test print
  std::string read = {};     ///< the beginning of the code that was scanned last
  std::array<PartTry, core::kParts> tries = {};  ///< by core::Part
};

struct Counts {};

struct PrintQueue {
  std::vector<PrintJob> jobs;  ///< what waits first
  std::string chosen;          ///< a job; empty: none
  bool picking = false;        ///< the printers to choose from are shown
  bool searching = false;      ///< for printers
  std::vector<PrinterChoice> printers;
};

struct Export {
  enum class Phase { idle, running, stopping, stopped, done, failed };
  Phase phase = Phase::idle;
  std::string what;  ///< as `kioskctl export` and `kioskctl report` name it
  std::string file;
  std::string checksum;
  core::Error failure;
  int percent = 0;
  bool choosing = false;              ///< which signature sheets it shall be
  std::optional<core::Day> day = {};  ///< of the sheets; none: all
  std::string town = {};              ///< of the sheets; empty: all
};

/// Backups, and what is erased when.
struct Care {
  enum class Page { overview, backup, retention, verify, restore, enrol };
  enum class Phase { idle, running, stopping, stopped, done, failed };
  enum class Fault { none, too_short, differs };
  Page page = Page::overview;
  Phase phase = Phase::idle;
  TextField passphrase = {};  ///< never drawn, never spoken
  TextField again = {};
  bool typing = false;  ///< the passphrase, once it is clear where the backup goes
  bool typing_again = false;
  Fault fault = Fault::none;
  bool seal_copies = false;   ///< those that the kiosk keeps by itself, with the same passphrase
  bool chose_copies = false;  ///< whether somebody touched that
  int percent = 0;
  std::string file = {};                           ///< the backup's
  std::optional<core::Error> copies_failure = {};  ///< why the copies are not as was wanted
  std::vector<RetentionStep> steps = {};
  bool steps_read = false;
  bool asking = false;  ///< whether what is due shall be erased
  int erased = 0;       ///< how many people the last run concerned
  Verified verified = {};
  core::Error failure = {};
  std::optional<std::string> letters = {};  ///< to give to another kiosk; empty: being looked for
  char letter = 0;                          ///< that is given; 0: none is chosen
};

/// Lists of people on USB sticks.
struct Import {
  enum class Phase { looking, choosing, checking, checked, storing, done, stopped, failed };
  Phase phase = Phase::looking;
  std::vector<ListFile> files;
  std::size_t chosen = 0;
  bool update = false;          ///< people who are registered already, by what the list says
  core::IntakeOutcome outcome;  ///< what would happen, later what did
  int percent = 0;              ///< while checking, as is `rows`
  int rows = 0;                 ///< read so far
  int done = 0;                 ///< people of `total`, while storing
  int total = 0;
  core::Error failure;
};

/// A sealed file is opened: an enrolment makes a kiosk without a meeting one of others, a backup
/// makes a kiosk what it was.
struct Unseal {
  enum class Kind { enrolment, backup };
  enum class Phase { looking, choosing, typing, opening, opened };
  Kind kind = Kind::enrolment;
  Phase phase = Phase::looking;
  std::vector<ListFile> files = {};
  std::size_t chosen = 0;
  TextField passphrase = {};  ///< never drawn, never spoken
  std::string letter = {};    ///< once joined
  int percent = 0;            ///< of restoring, as is:
  bool stopping = false;
  std::int64_t taken_over = 0;              ///< entries made after the backup, once restored
  std::optional<core::Error> failure = {};  ///< of the last try
  std::optional<core::Error> before = {};   ///< why this kiosk is out of service; none: it is not
};

/// The kiosk makes its tables anew from the journal, as after an update.
struct Starting {
  int percent = 0;
};

/// Nothing can be written, or the kiosk could not start.
struct OutOfService {
  enum class WayBack { none, offered, asking, going };
  core::Error error;
  bool checking = false;
  WayBack way_back = WayBack::none;  ///< to the newest copy that is whole
  int percent = 0;                   ///< of the way that is being gone, as is:
  bool stopping = false;
  std::optional<core::Instant> copy = {};
  std::string sealed_copy = {};  ///< its path, where only a passphrase opens it
};

}  // namespace screen

using Screen =
    std::variant<screen::Welcome, screen::Name, screen::WhereFrom, screen::Optional, screen::Check,
                 screen::Done, screen::HaveCode, screen::Greeting, screen::AskAtDesk, screen::Pin,
                 screen::Door, screen::Find, screen::Counts, screen::Export, screen::OutOfService,
                 screen::EditPerson, screen::WalkIn, screen::Delegation, screen::BeenBefore,
                 screen::People, screen::PrintQueue, screen::Devices, screen::Import, screen::Care,
                 screen::Starting, screen::Meeting, screen::Unseal>;

/// The word that names a screen in the frame record and in tests: `where_from`.
std::string_view name_of(const Screen& screen);
/// The desk's tab that a screen is on: a person's form is on `find`.
std::string_view tab_of(const Screen& screen);

/// A scan that is on its way to the store.
struct PendingScan {
  std::string nonce;
  std::string text;
  bool at_desk = true;  ///< else shown by the attendee
  core::Answers answers = {};
  bool of_delegation = false;  ///< answered in its list instead of at the door
  Uptime sent{0};
};

/// The staff's desk; lives from signing in to signing out.
struct Desk {
  core::Role role = core::Role::attendee;
  core::CheckpointId checkpoint;
  core::Direction direction = core::Direction::in;
  std::optional<DoorEntry> shown;
  std::deque<DoorEntry> last;               ///< newest first, five at most
  std::optional<core::Error> trouble = {};  ///< why the last scan or undo was not recorded
  bool undo_too_late = false;               ///< the trouble is that only an organiser may undo it
  std::optional<int> checked_out = {};      ///< how many the end of the day let out, just now
  std::vector<Screen> parked = {};  ///< what was left with work in it, the latest last; one a tab
  bool interrupted = false;         ///< a scan took the desk from the latest of them
  Targets targets = {};
};

/// Of reading aloud: 1 to `kLoudest`.
inline constexpr int kUsualVolume = 3;
inline constexpr int kLoudest = 5;

/// How somebody wants it. All but the motion, which belongs to the kiosk, go with the person.
struct Settings {
  bool larger_text = false;
  bool high_contrast = false;
  bool reduced_motion = false;
  bool read_aloud = false;
  bool low_reach = false;  ///< all controls in the lower half of the screen
  int volume = kUsualVolume;
  friend bool operator==(const Settings&, const Settings&) = default;
};

struct Model {
  std::shared_ptr<const core::Meeting> meeting;  ///< never null once started
  bool rehearsal = false;
  std::string language;
  bool language_chosen = false;  ///< by somebody; else the languages take turns
  Settings settings;
  Moment now;

  Screen screen;
  Draft draft;
  Uptime last_touch{0};
  Uptime last_turn{0};                          ///< when the languages last took turns
  std::optional<Uptime> ask_still_there_until;  ///< set while "Are you still there?" is asked

  Desk desk;
  std::vector<PendingScan> pending;
  Counts counts;
  Signs signs;
  CameraSign camera;
  CareSign care;
  HubSign hub;
  std::deque<std::pair<std::string, bool>> prints_ended;  ///< the last few jobs; true: printed
  int preview = 0;  ///< which preview picture belongs to the draft; 0: none asked for
  bool preview_ready = false;
  std::uint64_t nonces = 0;  ///< how many this run has given out
  std::string run;           ///< random, makes this run's nonces unique
};

/// The meeting's file asks for dietary and access needs, which it does by saying when they go.
bool asks_needs(const core::Meeting& meeting);

/// The draft as the store takes it.
core::Details details_of(const Model& model);

/// The field being typed into; null where the screen has none.
TextField* active_field(Model& model);
const TextField* active_field(const Model& model);
/// The text of a field, active or not; null where neither the draft nor the screen has it.
const TextField* field_in(const Model& model, FieldId id);
std::optional<FieldId> active_field_id(const Model& model);

/// Attendees may be on it, so it goes away when nobody touches it.
bool is_attendee_screen(const Screen& screen);
bool is_desk_screen(const Screen& screen);
/// A registration is on its way to the store: nobody can leave before its answer.
bool is_saving(const Screen& screen);
/// Staff or organiser are signed in.
bool is_signed_in(const Model& model);

/// The kiosk has no meeting, so it can become another one of somebody's.
bool can_join(const screen::OutOfService& screen);
/// Where the people come from who are registered: the host's town first, then by name.
std::vector<std::string> towns_of_sheets(const Model& model);
/// A backup can be brought to a kiosk that has no meeting, or whose database is damaged.
bool can_restore(const screen::OutOfService& screen);

/// The question to be answered at the door now; null: none.
const core::Question* open_question(const Model& model);
/// The form that staff type a person into, on Walk-in and while correcting; null elsewhere.
PersonForm* form_on(Screen& screen);
const PersonForm* form_on(const Screen& screen);

/// The checkpoint that the desk, and attendees by themselves, scan at.
const core::Checkpoint* desk_checkpoint(const Model& model);

}  // namespace app
