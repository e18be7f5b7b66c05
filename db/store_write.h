// How every changing call of the Store runs: one immediate transaction. Only for db/store*.cpp.
#pragma once

#include "db/store.h"

namespace db {

/// A backup made before must not bring people back: `erased.list` says whom a restore erases again.
/// Ids only; written before the erasure is, so that none is missing. Throws.
void note_erased(const std::filesystem::path& folder,
                 const std::vector<core::event::AttendeeErased>& people);

/// Those of the list, each with the attendee's id; what is no line of it is passed over.
std::vector<std::pair<core::MeetingId, std::string>> noted_as_erased(
    const std::filesystem::path& folder);

/// Identifies a text, as `instead_of` of a stored meeting does: 13 characters.
std::string fingerprint(std::string_view text);

/// Runs `work`, which returns a Result, inside BEGIN IMMEDIATE and commits if it succeeded. After a
/// failure that leaves the disk in doubt, further writes are refused until `reopen_checked`.
template <class Work>
auto Store::write(Work work) -> decltype(work()) {
  if (out_of_service_) {
    return core::fail(core::Failure::storage,
                      "The database is out of service after a failed write.",
                      "Mend what was reported, then open it again.");
  }
  try {
    SQLite::Transaction transaction(connection_->database(),
                                    SQLite::TransactionBehavior::IMMEDIATE);
    auto result = work();
    if (result) transaction.commit();
    return result;
  } catch (const SQLite::Exception& failure) {
    projector_->forget_meetings();
    out_of_service_ = is_serious(failure);
    return tl::unexpected<core::Error>(explain(failure));
  } catch (const std::exception& failure) {
    projector_->forget_meetings();
    return tl::unexpected<core::Error>(explain_other(failure));
  }
}

}  // namespace db
