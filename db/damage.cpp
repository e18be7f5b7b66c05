#include "db/damage.h"

#include "db/copies.h"
#include "db/log_damage.h"

namespace db {
namespace {

constexpr std::string_view kLogDamaged = "failure.log_damaged";

}  // namespace

core::Error with_way_back(core::Error error, const std::filesystem::path& folder) {
  const bool may_be_damage =
      error.message == "failure.damaged" || error.message == "failure.not_a_database";
  if (!may_be_damage) return error;
  const auto copy = newest_good_copy(folder);
  if (!copy) return error;
  error.message = "failure.damaged";
  error.next_step = "Close the kiosk, then type: kioskctl --data " + folder.string() + " restore " +
                    copy->file.string();
  return error;
}

core::Result<void> check_log(const std::filesystem::path& folder) {
  const auto damage = damage_of_log(folder / "kiosk.db-wal");
  if (!damage) return {};
  return core::fail(core::Failure::storage,
                    "The log of the last changes (kiosk.db-wal) is damaged; what was recorded last "
                    "cannot be read.",
                    "Have the badges of the last minutes scanned once more. To go on with what is "
                    "left, touch \"Try again\".",
                    std::string(kLogDamaged));
}

bool is_log_damage(const core::Error& error) { return error.message == kLogDamaged; }

}  // namespace db
