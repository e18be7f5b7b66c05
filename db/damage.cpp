#include "db/damage.h"

#include <system_error>

#include "db/change_places.h"
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

core::Result<std::filesystem::path> keep_damaged_log(const std::filesystem::path& folder) {
  const auto log = folder / "kiosk.db-wal";
  if (!damage_of_log(log)) return std::filesystem::path();
  auto aside = make_aside(folder);
  if (!aside) return aside;
  std::error_code failed;
  std::filesystem::copy_file(log, *aside / "kiosk.db-wal", failed);
  if (!failed) return aside;
  return core::fail(core::Failure::storage,
                    "The damaged log of the last changes cannot be kept in " + aside->string() +
                        ": " + failed.message() + ".",
                    "Free some space, then start again.");
}

bool is_log_damage(const core::Error& error) { return error.message == kLogDamaged; }

}  // namespace db
