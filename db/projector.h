// Keeps the derived tables true to the journal, one event at a time, in the event's transaction.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/counts.h"
#include "core/event.h"
#include "core/meeting.h"
#include "core/state.h"
#include "db/connection.h"
#include "db/search_index.h"

namespace db {

/// How a conflict about somebody who was erased since was settled.
inline constexpr std::string_view kErasedWords = "(erased)";

class SearchBulk;

/// The only code that writes derived tables. Works inside the caller's transaction.
class Projector {
 public:
  explicit Projector(Connection& connection) : connection_(connection) {}

  /// Applies one journal row. `k` is the writing kiosk's local number.
  void project(const core::Event& event, const core::Stamp& stamp, std::int64_t k);

  /// The same for a scan whose slice was already read to decide it.
  void project_scan(const core::event::ScanTried& tried, const core::Stamp& stamp, std::int64_t k,
                    core::AttendeeState state);

  /// The same for people who are new to the file, each with their first badge; `finish` moves the
  /// counters, once for all of them.
  class Newcomers {
   public:
    Newcomers(Projector& projector, const core::Meeting& meeting);
    Newcomers(const Newcomers&) = delete;
    Newcomers& operator=(const Newcomers&) = delete;
    ~Newcomers();
    /// `folded` is the whole name as i18n::fold gives it.
    void add(const core::Attendee& attendee, std::string folded, core::BadgeId badge,
             std::uint64_t badge_clock);
    void finish();

   private:
    struct Group {
      core::Contribution each;
      int people = 0;
    };
    Projector& projector_;
    const core::Meeting& meeting_;
    std::map<std::string, Group> groups_;  ///< by what counts of a person
    std::map<std::string, std::int64_t> numbers_;
    std::unique_ptr<SearchBulk> index_;
  };

  /// While it lives, what is projected moves counters and search rows in memory, and `finish` moves
  /// the tables: many rows in one transaction touch the same ones. Nobody may read either table in
  /// between. What was not finished is dropped.
  class Batch {
   public:
    explicit Batch(Projector& projector);
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch();
    void finish();

   private:
    friend class Projector;
    friend struct ProjectEvent;
    /// From what stands in the file to what is to stand there.
    struct Move {
      std::optional<FoundBy> before;
      std::optional<FoundBy> now;
    };
    using People = std::unordered_map<core::AttendeeId, Move>;
    void note(const core::MeetingId& meeting, core::AttendeeId id, std::optional<FoundBy> before,
              std::optional<FoundBy> now);
    void write_index();
    void write_index(const core::MeetingId& meeting, People& people);

    Projector& projector_;
    std::map<core::MeetingId, core::Contribution> counts_;
    std::map<core::MeetingId, People> people_;
    std::size_t moved_ = 0;
    /// Nobody else can store one meanwhile. Null: there is none.
    std::map<core::MeetingId, std::shared_ptr<const core::Meeting>> meetings_;
  };

  /// What the database knows of an attendee; with refused tries left out unless they asked
  /// a question.
  core::AttendeeState load(core::AttendeeId attendee);
  /// Scans of a genuine badge whose attendee is not known here.
  core::AttendeeState load_pending(core::BadgeId badge);

  /// Whose badge it is; none if it was not issued as far as is known here.
  core::AttendeeId owner_of(core::BadgeId badge);

  /// The registration that an attendee's was merged into, or the attendee's own.
  core::AttendeeId stays(core::AttendeeId attendee);

  /// The meeting an attendee is registered for; empty if there is no such attendee.
  core::MeetingId meeting_of(core::AttendeeId attendee);

  /// As stored and parsed; null if there is none. Kept until the stored text changes.
  std::shared_ptr<const core::Meeting> meeting(const core::MeetingId& id);

  void forget_meetings() { meetings_.clear(); }

  /// Removes what is derived from rows about these subjects, which are complete: all that are
  /// linked with one of them by merging or by a badge are there.
  void take_back(const std::vector<std::uint64_t>& subjects);

 private:
  friend struct ProjectEvent;
  /// Of an attendee, or of the scans of one who is not known; empty for neither.
  core::MeetingId meeting_around(std::uint64_t subject);
  /// Of the row that says what the meeting is; all zero where there is none.
  core::Stamp meeting_stamp(const core::MeetingId& id);
  void add_counts(const core::MeetingId& meeting, const core::Contribution& delta);
  /// Writes down the zone's offsets around the meeting, for the views.
  void keep_offsets(const core::Meeting& meeting);
  void recount(const core::Meeting& meeting);
  void erase(const core::event::AttendeeErased& erased, const core::Stamp& stamp);
  void forget_words(const core::event::AttendeeErased& erased, const core::Stamp& stamp);
  void forget_pending(const core::MeetingId& meeting_id, core::BadgeId badge);
  void take_over(const core::MeetingId& meeting_id, const core::Stamp& visit,
                 core::AttendeeId owner);
  void put_visit(const core::MeetingId& meeting, const core::Scan& scan);
  void put_attendee(const core::MeetingId& meeting, const core::Attendee& attendee);
  void put_attendee(const core::MeetingId& meeting, const core::Attendee& attendee,
                    const std::string& folded);
  /// Moves the search index from what somebody was found by to what they are found by now.
  void index_person(const core::MeetingId& meeting, core::AttendeeId id,
                    std::optional<FoundBy> before, std::optional<FoundBy> now);
  void move_search_rows(std::int64_t meeting, core::AttendeeId id,
                        const std::optional<FoundBy>& before, const std::optional<FoundBy>& now);
  void write_counts(const core::MeetingId& meeting, const core::Contribution& delta);
  std::shared_ptr<const core::Meeting> read_meeting(const core::MeetingId& id);

  struct CachedMeeting {
    core::Stamp stamp;
    std::shared_ptr<const core::Meeting> meeting;
  };
  Connection& connection_;
  std::map<core::MeetingId, CachedMeeting> meetings_;
  Batch* batch_ = nullptr;  ///< the one that lives
};

/// The columns that `attendee` and `attendees_of_meeting` select.
core::Attendee read_attendee(const Query& row);

/// The columns that `scans_that_matter`, `scan_of_nonce` and `scans_of_meeting` select.
core::Scan read_scan(const Query& row);

/// The local kiosk number in the id of a row of `scans`.
std::int64_t kiosk_number_of_scan(std::int64_t scan_id);

}  // namespace db
