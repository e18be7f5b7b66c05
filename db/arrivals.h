// Puts rows of other kiosks where they belong in the fold, though they come after rows that are
// later than they are.
//
// A row that is later than every row about the same people is projected as if it were this kiosk's
// own. Of everybody else, what is derived is taken back and their rows are folded again, once, when
// all have come. Also keeps the rule for bodies, which does not depend on the order of arrival:
//
//   - what was told of somebody before they were registered anew, under the same number, has none;
//   - rows about somebody erased have none if they are earlier than the erasure, nor have those,
//     however late, that say who it is.
#pragma once

#include <set>
#include <vector>

#include "core/event.h"
#include "db/connection.h"
#include "db/exchange.h"
#include "db/projector.h"

namespace db {

/// A row that was verified, with what its body says; absent: it has none.
struct Arrival {
  core::Stamp stamp;
  std::int64_t k = 0;  ///< local number of the kiosk that wrote it
  const TravellingRow* row = nullptr;
  std::optional<core::Event> event;
};

/// Somebody who was erased by another kiosk, and what that one may not have known of them.
struct ErasedElsewhere {
  core::event::AttendeeErased said;
  std::vector<core::BadgeId> badges;
  std::vector<core::event::Visit> own_visits;
};

/// Works inside the caller's transaction; `take` is called in the order of the stamps.
class Arrivals {
 public:
  /// `own_k`: this kiosk's local number.
  Arrivals(Connection& connection, Projector& projector, std::int64_t own_k)
      : connection_(connection), projector_(projector), own_k_(own_k) {}

  void take(const Arrival& arrival);
  /// Folds again what has to be.
  void finish();

  [[nodiscard]] const std::vector<ErasedElsewhere>& erased() const { return erased_; }
  /// Whether bodies that stood in the file were erased.
  [[nodiscard]] bool has_stripped() const { return stripped_ > 0; }

 private:
  using Subjects = std::set<std::uint64_t>;
  /// An event of the journal with its place.
  struct Row {
    core::Stamp stamp;
    std::int64_t k = 0;
    core::Event event;
  };

  void insert(const Arrival& arrival, bool with_body);
  void put(const Arrival& arrival);
  [[nodiscard]] Subjects linked(Subjects some);
  void add_linked(std::uint64_t subject, Subjects& found);
  /// Whose visits, as far as is known here, an erasure tells of.
  void add_holders(const core::Event& any, Subjects& found);
  [[nodiscard]] std::vector<Row> rows_about(std::uint64_t subject);
  [[nodiscard]] bool is_late(const Subjects& subjects, const core::Stamp& stamp);
  [[nodiscard]] bool is_waiting(const Subjects& subjects) const;
  [[nodiscard]] bool must_strip(const Arrival& arrival, const Subjects& subjects, bool late);
  void strip_told_before(const Arrival& arrival);
  void strip_erased(const core::event::AttendeeErased& erased, const core::Stamp& stamp);
  void note_own(const core::event::AttendeeErased& erased, const Subjects& subjects);

  Connection& connection_;
  Projector& projector_;
  std::int64_t own_k_;
  Subjects waiting_;  ///< to be folded again
  std::vector<ErasedElsewhere> erased_;
  int stripped_ = 0;
};

}  // namespace db
