#include <sodium.h>

#include <array>
#include <optional>

#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kFreeTries = 3;
constexpr std::size_t kShortestPin = 4;
constexpr std::size_t kLongestPin = 64;

/// After the third wrong try in a row, the fourth, and every later one.
seconds lock_after(std::int64_t wrong_tries) {
  if (wrong_tries < kFreeTries) return seconds{0};
  if (wrong_tries == kFreeTries) return seconds{10};
  return wrong_tries == kFreeTries + 1 ? seconds{30} : seconds{120};
}

struct Pin {
  std::string hash;
  std::int64_t wrong_tries = 0;
  core::Instant locked_until;
};

std::optional<Pin> read_pin(Connection& connection, core::Role role) {
  Query row = connection.query("pin").with(to_text(role));
  if (!row.step()) return std::nullopt;
  return Pin{row.text(0), row.integer(1), core::Instant{milliseconds{row.integer(2)}}};
}

/// Further off than the lock is long, the clock was set back meanwhile: then it is open.
std::optional<seconds> locked_for(const Pin& pin, core::Instant now) {
  if (now >= pin.locked_until || pin.locked_until - now > lock_after(pin.wrong_tries)) {
    return std::nullopt;
  }
  return std::chrono::ceil<seconds>(pin.locked_until - now);
}

PinOutcome count_try(Connection& connection, core::Role role, bool right, std::int64_t wrong_before,
                     core::Instant now) {
  const std::int64_t wrong = right ? 0 : wrong_before + 1;
  const seconds lock = lock_after(wrong);
  const core::Instant until = lock.count() > 0 ? now + lock : core::Instant{};
  connection.query("pin_tried")
      .with(to_text(role), wrong, static_cast<std::int64_t>(until.time_since_epoch().count()))
      .run();
  if (right) return {PinAnswer::right, {}};
  return {lock.count() > 0 ? PinAnswer::locked : PinAnswer::wrong, lock};
}

}  // namespace

void Store::act_as(core::Role role) {
  role_ = role;
  journal_->act_as(role);
}

core::Result<bool> Store::has_pin(core::Role role) {
  return guarded(
      [&]() -> core::Result<bool> { return connection_->query("pin").with(to_text(role)).step(); });
}

/// Argon2id with libsodium's interactive limits: about 0.1 s, 64 MiB.
core::Result<void> Store::set_pin(core::Role role, std::string_view pin) {
  const bool digits = pin.find_first_not_of("0123456789") == std::string_view::npos;
  if (role == core::Role::attendee || pin.size() < kShortestPin || pin.size() > kLongestPin ||
      !digits) {
    return core::fail(core::Failure::bad_input, "A PIN has 4 to 64 digits and nothing else.",
                      "Give it on standard input, followed by Enter.");
  }
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return core::fail(core::Failure::storage, "There is not enough memory to store the PIN.",
                      "Close other programs and try again.");
  }
  return write([&]() -> core::Result<void> {
    connection_->query("set_pin").with(to_text(role), hash.data()).run();
    record(core::event::PinChanged{role, options_.now()});
    return {};
  });
}

/// The slow part runs before the transaction, so that nobody at the door waits for it. Tries that
/// run at once are counted one after the other: what was decided meanwhile holds.
core::Result<PinOutcome> Store::check_pin(core::Role role, std::string_view pin) {
  for (;;) {
    const auto known =
        guarded([&]() -> core::Result<std::optional<Pin>> { return read_pin(*connection_, role); });
    if (!known) return tl::unexpected(known.error());
    if (!*known) return PinOutcome{PinAnswer::unset, {}};
    if (const auto lock = locked_for(**known, options_.now())) {
      return PinOutcome{PinAnswer::locked, *lock};
    }
    const std::string& hash = (*known)->hash;
    const bool right = crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
    const auto outcome = write([&]() -> core::Result<std::optional<PinOutcome>> {
      const core::Instant now = options_.now();
      const auto pin_now = read_pin(*connection_, role);
      if (!pin_now || pin_now->hash != hash) return std::optional<PinOutcome>();  // set anew
      if (const auto lock = locked_for(*pin_now, now)) {
        return std::optional(PinOutcome{PinAnswer::locked, *lock});
      }
      record(core::event::SignedIn{role, right, now});
      return std::optional(count_try(*connection_, role, right, pin_now->wrong_tries, now));
    });
    if (!outcome) return tl::unexpected(outcome.error());
    if (*outcome) return **outcome;
  }
}

}  // namespace db
