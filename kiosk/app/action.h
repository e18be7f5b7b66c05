// What can happen, in the past tense: touches, keys, scans, answers of the workers, time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model.h"
#include "app/one_of.h"

namespace app {

// Touches.
struct Touched {};  ///< anywhere: somebody is there
struct LanguageChosen {
  std::string code;
};
struct LargerTextToggled {};
struct HighContrastToggled {};
struct ReadAloudToggled {};
struct LouderPressed {};  ///< after the loudest, the quietest
struct LowReachToggled {};
struct RegisterPressed {};
struct HaveCodePressed {};
struct BackPressed {};
struct NextPressed {};
struct SkipPressed {};
struct StartOverPressed {};
struct StillHerePressed {};
struct FieldFocused {
  FieldId field;
  std::optional<std::size_t> caret;  ///< byte; empty: the end
};
struct TownChosen {
  core::PartnerId partner;
};
struct AnotherPlaceChosen {};
struct CountryChosen {
  std::string code;
};
struct GenderChosen {
  core::Gender gender;
};
struct SessionToggled {
  core::SessionId session;
};
struct PhotoOptOutToggled {};
struct NeedsConsentToggled {};
struct NeedToggled {
  std::string need;  ///< of core::kNeeds
};
struct NoticeToggled {};
struct PrintPressed {};
struct DonePressed {};
struct StaffPressed {};
struct PinRoleChosen {
  core::Role role;
};
struct DigitPressed {
  char digit;
};
struct DeskScreenChosen {
  std::string name;  ///< door, find, counts, export
};
struct CheckpointChosen {
  core::CheckpointId checkpoint;
};
struct DirectionChosen {
  core::Direction direction;
};
struct UndoPressed {
  std::string nonce;
};
struct ForcePressed {};
struct AnswerChosen {
  core::QuestionId question;
  std::string answer;
};
struct PersonCheckedIn {  ///< in Find
  std::string number;
  std::optional<core::Direction> direction = {};  ///< empty: the desk's
};
struct PersonOpened {
  std::string number;
};
struct EditPressed {};
struct CancelPersonPressed {};
struct ClearPressed {};
/// Of a form; and the answer to what is asked once.
struct ConfirmPressed {};
struct KindChosen {
  core::Kind kind;
};
struct OtherTownPressed {};
struct CheckInToggled {};
struct DelegationChosen {
  core::PartnerId partner;
};
struct PersonTicked {
  std::string number;
};
struct AllTicked {
  bool on;
};
struct DelegationCheckedIn {};
struct EntryReopened {
  std::string nonce;
};
struct QuestionSkipped {};
struct CheckOutAllPressed {};
struct BeenBeforeAnswered {
  bool yes;
};
struct PairChosen {
  std::size_t index;
};
struct KeepChosen {
  bool second;
};
struct ConflictChosen {
  std::size_t index;
};
struct ConflictAnswered {
  std::string how;  ///< it was settled, in words for whoever looks it up
};
struct OwnWordsPressed {};
struct ComparePressed {};  ///< the two of the open conflict
struct ReprintPressed {
  std::string number;
};
struct ListChosen {
  std::size_t index;
};
struct ExportPressed {
  std::string what;
};
struct SheetDayChosen {
  std::optional<core::Day> day;  ///< none: all
};
struct SheetTownChosen {
  std::string town;  ///< empty: all
};
struct PrintJobChosen {  ///< on the print queue
  std::string job;
};
struct PrintAgainPressed {};    ///< the chosen job
struct OtherPrinterPressed {};  ///< shows the printers for the chosen job
struct PrinterPicked {
  std::string setting;  ///< empty: the kiosk's own
};
struct CancelPrintPressed {};
struct NewRollPressed {};
struct CarePageChosen {
  screen::Care::Page page;
};
struct TargetChosen {
  std::string path;  ///< of a stick; empty: this kiosk
};
struct LookForSticksPressed {};
struct StopPressed {};  ///< of work that tells how far it is
struct LetterChosen {   ///< for another kiosk
  char letter;
};
struct JoinPressed {};
struct SealCopiesToggled {};
struct UnsealBackupPressed {};  ///< from out of service, or from Data
struct UpdateKnownToggled {};
struct RestorePressed {};
struct PersonDataPressed {};  ///< shows what an organiser can do with it
struct ErasePersonPressed {};
struct ExtractPressed {};
struct CertificatePressed {};
struct TestPrintPressed {};
struct PartTestPressed {
  core::Part part;
};
struct BadgeFormChosen {  ///< on the organiser's Meeting
  std::string name;
};
struct SignOutPressed {};
struct RetryPressed {};

// Keys, on the screen or physical.
struct TextTyped {
  std::string text;
};
struct LetterReplaced {
  std::string text;
};
struct LetterErased {};
struct NextLetterErased {};  ///< after the caret
struct CaretMoved {
  int by;  ///< letters; as far as there are any
};

// Devices.
struct BadgeScanned {
  std::string text;
};
struct PrinterChanged {
  bool trouble;
  std::string detail;
  int waiting;
  std::string word = {};  ///< of the catalogue's `printer.` family; empty: nothing is the matter
  std::optional<Paper> paper = {};
  friend bool operator==(const PrinterChanged&, const PrinterChanged&) = default;
};
struct PrintJobsListed {
  std::vector<PrintJob> jobs;
};
struct PrintersFound {
  std::vector<PrinterChoice> printers;
};
struct CameraChanged {
  CameraSign camera;
};

// Answers of the workers.
struct PreviewDrawn {
  int preview;
};
struct PreviewFailed {
  int preview;
  core::Error error;
};
struct BadgeFormsFound {
  std::vector<BadgeForm> forms;
};
struct PartTested {
  core::Part part;
  screen::PartTry outcome;
};
struct Registered {
  std::string number;
  std::string code;
  std::string print_job;
  bool needs_lost = false;  ///< what they need could not be kept: they have to tell the desk
};
struct RegistrationFailed {
  core::Error error;
};
struct ScanDecided {
  DoorEntry entry;
};
struct ScanFailed {
  std::string nonce;
  core::Error error;
};
struct ScanUndone {
  std::string nonce;
};
struct UndoFailed {
  std::string nonce;
  core::Error error;
};
struct PrintEnded {
  std::string job;
  bool printed;
};
/// Registrations exist that are much like the one asked for; nothing was stored.
struct AlikeFound {
  std::vector<Person> people;  ///< empty where the attendee is asked
};
struct PersonChanged {
  Person person;
};
struct PersonChangeFailed {
  core::Error error;
};
struct PrintQueued {
  std::string number;
  std::string job;
};
struct PrintRefused {
  std::string number;
  core::Error error;
};
struct GuestsFound {
  core::PartnerId partner;
  std::vector<Person> people;
  std::optional<core::Error> trouble = {};  ///< why they could not be read
};
struct AllCheckedOut {
  int people;
};
struct CheckOutAllFailed {
  core::Error error;
};
struct PeopleLoaded {
  std::vector<PeoplePair> pairs;
  std::vector<Disagreement> conflicts;
  std::optional<core::Error> trouble = {};  ///< why they could not be read
};
struct PeopleMerged {
  std::string number;  ///< that went on
};
struct MergeFailed {
  core::Error error;
};
struct ConflictSettled {
  std::string id;
};
struct SettleFailed {
  core::Error error;
};
/// The letters that were never given; none where this kiosk cannot give any.
struct LettersFound {
  std::string letters;
};
struct KioskEnrolled {
  std::string file;
};
struct EnrolFailed {
  core::Error error;
};
/// Enrolments or backups, as was asked.
struct SealedFilesFound {
  std::vector<ListFile> files;
};
struct CopyFound {
  core::Instant at;
  std::string sealed = {};  ///< its path, where only a passphrase opens it
};
struct CopyRestored {
  std::int64_t taken_over = 0;  ///< entries made after it
};
struct RestoreFailed {
  core::Error error;
};
struct KioskJoined {
  std::string letter;
};
struct JoinFailed {
  core::Error error;
};
struct PinChecked {
  core::Role role;
  screen::Pin::Answer answer;  ///< none: it was right
  std::chrono::seconds locked_for;
};
struct CountsChanged {
  Counts counts;
};
struct PeopleFound {
  std::string asked;
  std::vector<Person> people;
  std::optional<core::Error> trouble = {};  ///< why they could not be read
};
struct Exported {
  std::string file;
  std::string checksum;
};
struct ExportFailed {
  core::Error error;
};
struct DevicesChecked {
  std::vector<core::Finding> findings;
};
struct TestPrintEnded {
  std::optional<core::Error> failure;  ///< empty: it was printed
};
struct ListsFound {
  std::vector<ListFile> files;
};
/// How far checking the list is, and how many of its rows are read.
struct CheckProgressed {
  int percent;
  int rows;
};
/// What importing the list would do.
struct ListChecked {
  core::IntakeOutcome outcome;
};
struct ImportProgressed {
  int done;
};
struct ListImported {
  core::IntakeOutcome outcome;
};
struct ImportFailed {
  core::Error error;
};
/// How far the export, backup or restoring is.
struct WorkProgressed {
  int percent;
};
/// It was stopped; nothing of it is left.
struct WorkStopped {};
struct SticksFound {
  std::vector<Stick> sticks;
};
struct BackedUp {
  std::string file;
  bool copies_sealed = false;
  std::string newest_copy = {};                    ///< its path; its name tells how it lies there
  std::optional<core::Error> copies_failure = {};  ///< why they are not as was wanted
};
struct BackupFailed {
  core::Error error;
};
struct RetentionPlanned {
  std::vector<RetentionStep> steps;
};
struct RetentionDone {
  int people;
};
struct RetentionFailed {
  core::Error error;
};
struct RecordsVerified {
  Verified found;
};
struct VerifyFailed {
  core::Error error;
};
struct PersonErased {
  std::string number;
  int rows;
  std::chrono::milliseconds took;
  int exports = 0;  ///< files made before, which may name them
};
struct PersonExtracted {
  std::string number;
  std::string file;
};
/// Of erasing or the extract.
struct DataWorkFailed {
  core::Error error;
};
struct CareChanged {
  CareSign care;
};
struct HubChanged {
  HubSign hub;
};
struct StoreFailed {
  core::Error error;
};
struct StoreReopened {};
struct MeetingChanged {
  std::shared_ptr<const core::Meeting> meeting;
};

// Time.
struct TimePassed {};

/// Touches and keys.
using ByHand = TypeList<
    Touched, LanguageChosen, LargerTextToggled, HighContrastToggled, ReadAloudToggled,
    LouderPressed, LowReachToggled, RegisterPressed, HaveCodePressed, BackPressed, NextPressed,
    SkipPressed, StartOverPressed, StillHerePressed, FieldFocused, TownChosen, AnotherPlaceChosen,
    CountryChosen, GenderChosen, SessionToggled, PhotoOptOutToggled, NeedsConsentToggled,
    NeedToggled, NoticeToggled, PrintPressed, DonePressed, StaffPressed, PinRoleChosen,
    DigitPressed, DeskScreenChosen, CheckpointChosen, DirectionChosen, UndoPressed, ForcePressed,
    AnswerChosen, PersonCheckedIn, PersonOpened, EditPressed, CancelPersonPressed, ClearPressed,
    ConfirmPressed, KindChosen, OtherTownPressed, CheckInToggled, DelegationChosen, PersonTicked,
    AllTicked, DelegationCheckedIn, EntryReopened, QuestionSkipped, CheckOutAllPressed,
    BeenBeforeAnswered, PairChosen, KeepChosen, ConflictChosen, ConflictAnswered, OwnWordsPressed,
    ComparePressed, LetterChosen, JoinPressed, SealCopiesToggled, UnsealBackupPressed,
    SheetDayChosen, SheetTownChosen, UpdateKnownToggled, RestorePressed, ReprintPressed,
    ExportPressed, PrintJobChosen, PrintAgainPressed, OtherPrinterPressed, PrinterPicked,
    CancelPrintPressed, NewRollPressed, TestPrintPressed, PartTestPressed, BadgeFormChosen,
    ListChosen, CarePageChosen, TargetChosen, LookForSticksPressed, StopPressed, PersonDataPressed,
    ErasePersonPressed, ExtractPressed, CertificatePressed, SignOutPressed, RetryPressed, TextTyped,
    LetterReplaced, LetterErased, NextLetterErased, CaretMoved>;

/// What devices, workers and the clock say.
using News =
    TypeList<BadgeScanned, PrinterChanged, CameraChanged, PreviewDrawn, Registered,
             RegistrationFailed, ScanDecided, ScanFailed, ScanUndone, UndoFailed, AlikeFound,
             PersonChanged, PersonChangeFailed, PrintQueued, PrintRefused, GuestsFound,
             AllCheckedOut, CheckOutAllFailed, PeopleLoaded, PeopleMerged, MergeFailed,
             ConflictSettled, SettleFailed, LettersFound, KioskEnrolled, EnrolFailed,
             SealedFilesFound, CopyFound, CopyRestored, RestoreFailed, KioskJoined, JoinFailed,
             HubChanged, PrintEnded, PrintJobsListed, PrintersFound, PinChecked, CountsChanged,
             PeopleFound, Exported, ExportFailed, PartTested, BadgeFormsFound, PreviewFailed,
             DevicesChecked, TestPrintEnded, ListsFound, CheckProgressed, ListChecked,
             ImportProgressed, ListImported, ImportFailed, WorkProgressed, WorkStopped, SticksFound,
             BackedUp, BackupFailed, RetentionPlanned, RetentionDone, RetentionFailed,
             RecordsVerified, VerifyFailed, PersonErased, PersonExtracted, DataWorkFailed,
             CareChanged, StoreFailed, StoreReopened, MeetingChanged, TimePassed>;

/// One of them all.
class Action : public Held {
 public:
  Action() : Action(Touched{}) {}
  template <class Kind>
  requires(ByHand::has<Kind> || News::has<Kind>) Action(Kind kind)
      : Held(std::move(kind)), by_hand_(ByHand::has<Kind>) {}

  [[nodiscard]] bool is_by_hand() const { return by_hand_; }

 private:
  bool by_hand_;
};

}  // namespace app
