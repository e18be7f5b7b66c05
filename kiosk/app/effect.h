// What is to be done outside, in the imperative. The shell hands each to the worker that owns it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/one_of.h"
#include "core/attendee.h"
#include "core/decide.h"
#include "core/event.h"
#include "core/finding.h"

namespace app {

/// Where registrations exist that are much like this one, nothing is stored and `AlikeFound` comes
/// instead: with them for staff, without for the attendee.
enum class Alike { ask, show, ignore };
struct RegisterAttendee {
  core::Details details;
  core::Instant at;
  Alike alike = Alike::ask;
  std::vector<std::string> needs = {};  ///< what they agreed to have kept, of core::kNeeds
};
/// Answered by `PersonChanged` or `PersonChangeFailed`, as `CancelAttendee` is.
struct EditAttendee {
  std::string number;
  core::FieldChanges changes;
  core::CheckpointId checkpoint;  ///< whose presence is told
};
struct CancelAttendee {
  std::string number;
  core::CheckpointId checkpoint;
};
struct LoadGuests {
  core::PartnerId partner;
  core::CheckpointId checkpoint;
};
struct CheckOutAll {
  core::CheckpointId checkpoint;
  core::Instant at;
};
/// Pairs that look like one person, and conflicts.
struct LoadPeople {};
struct MergeAttendees {
  std::string from;  ///< numbers
  std::string into;
};
/// Answered by `ConflictSettled` or `SettleFailed`.
struct SettleConflict {
  std::string id;
  std::string how;
};
/// Draw the badge of these details; answered by `PreviewDrawn` or `PreviewFailed`.
struct DrawPreview {
  int preview;
  core::Details details;
  std::string form = {};  ///< a template's name; empty: the meeting's
};
/// Answered by `BadgeFormsFound`.
struct FindBadgeForms {};
struct RecordScan {
  core::ScanCommand command;
};
struct UndoScan {
  std::string nonce;
  bool as_organiser = false;
};
struct CheckPin {
  core::Role role;
  std::string digits;
};
struct LoadCounts {};
struct FindPeople {
  std::string text;
  core::CheckpointId checkpoint = {};  ///< whose presence is told
};
struct QueuePrint {
  std::string number;
};
struct LoadPrintJobs {};
/// Print it once more, there.
struct MovePrint {
  std::string job;
  std::string printer;  ///< as in kiosk.toml; empty: the kiosk's own
};
struct CancelPrint {
  std::string job;
};
/// Answered by `PrintersFound`, after seconds.
struct FindPrinters {};
struct SetPaper {
  int left;
};
struct ExportData {
  std::string what;
  std::string language = {};          ///< of documents
  std::string stick = {};             ///< its path; empty: into the kiosk's own folder
  std::optional<core::Day> day = {};  ///< of signature sheets; none: all
  std::string town = {};              ///< of signature sheets; empty: all
};
/// The export or backup being made; answered by `WorkStopped`.
struct StopWork {};
/// Answered by `SticksFound`.
struct FindSticks {};
/// Answered by `BackedUp` or `BackupFailed`, after `WorkProgressed`.
struct BackUp {
  std::string passphrase;
  std::string stick = {};
  /// The kiosk's own ones are sealed with it as well, or lie open; none: as they are.
  std::optional<bool> seal_copies = {};
};
/// Answered by `LettersFound`.
struct FindLetters {};
/// A sealed file with which another kiosk joins; answered by `KioskEnrolled` or `EnrolFailed`.
struct EnrolKiosk {
  char letter;
  std::string passphrase;
  std::string stick = {};
};
/// Enrolments on USB sticks, for a kiosk without a meeting; answered by `SealedFilesFound`.
struct FindEnrolments {};
/// Sealed backups on USB sticks and in the kiosk's own folder; answered by `SealedFilesFound`.
struct FindBackups {};
/// Where the database is damaged: the newest copy that is whole. Answered by `CopyFound`, or not.
struct FindCopy {};
/// Puts it in place; what is here is kept aside. Answered by `CopyRestored` or `RestoreFailed`,
/// after `WorkProgressed`.
struct RestoreCopy {};
/// The same with a sealed backup.
struct RestoreBackup {
  std::string path;
  std::string passphrase;
};
/// The way back that is being gone, while it can be stopped; `RestoreFailed` says that it was.
struct StopRestoring {};
/// Answered by `KioskJoined` or `JoinFailed`.
struct JoinKiosk {
  std::string path;
  std::string passphrase;
};
/// Answered by `RetentionPlanned` or `RetentionFailed`.
struct PlanRetention {};
/// Erases what is due; answered by `RetentionDone` or `RetentionFailed`.
struct RunRetention {};
/// Answered by `RecordsVerified`, `VerifyFailed` or `WorkStopped`.
struct VerifyRecords {};
/// Answered by `PersonErased` or `DataWorkFailed`.
struct ErasePerson {
  std::string number;
};
/// Answered by `PersonExtracted` or `DataWorkFailed`.
struct ExtractPerson {
  std::string number;
  std::string stick = {};
};
/// Their certificate of attendance. Answered by `PersonExtracted` or `DataWorkFailed`.
struct CertifyPerson {
  std::string number;
  std::string stick = {};
};
/// Look at every device; answered by `DevicesChecked`.
struct CheckDevices {};
/// A badge of nobody; answered by `TestPrintEnded`.
struct PrintTest {};
/// Answered by `PartTested`, after seconds where a device does not answer.
struct TestPart {
  core::Part part;
};
/// Look for lists on USB sticks; answered by `ListsFound`.
struct FindLists {};
/// Answered by `ListChecked` or `ImportFailed`, after `CheckProgressed`; by nothing once stopped.
struct CheckList {
  std::string path;
  bool update = false;  ///< what is known of somebody by what the list says
};
/// The rows that are right; answered by `ListImported` or `ImportFailed`.
struct ImportList {
  std::string path;
  bool update = false;
};
/// What is being checked or stored.
struct StopImport {};
enum class Sound { admitted, stop, look };
struct PlaySound {
  Sound sound;
};
/// Nothing of the last person may be left: pictures, scroll positions, keyboard state.
struct ForgetPerson {};
struct ReopenStore {};

using Wishes =
    TypeList<RegisterAttendee, EditAttendee, CancelAttendee, LoadGuests, CheckOutAll, LoadPeople,
             MergeAttendees, DrawPreview, RecordScan, UndoScan, CheckPin, LoadCounts, FindPeople,
             QueuePrint, ExportData, PlaySound, ForgetPerson, ReopenStore, LoadPrintJobs, MovePrint,
             CancelPrint, FindPrinters, SetPaper, CheckDevices, PrintTest, TestPart, FindBadgeForms,
             FindLists, CheckList, ImportList, StopImport, StopWork, FindSticks, BackUp,
             PlanRetention, RunRetention, VerifyRecords, ErasePerson, ExtractPerson, CertifyPerson,
             SettleConflict, FindLetters, EnrolKiosk, FindEnrolments, JoinKiosk, FindCopy,
             RestoreCopy, FindBackups, RestoreBackup, StopRestoring>;

/// One of them all.
class Effect : public Held {
 public:
  template <class Kind>
  requires(Wishes::has<Kind>) Effect(Kind kind) : Held(std::move(kind)) {}
};
using Effects = std::vector<Effect>;

}  // namespace app
