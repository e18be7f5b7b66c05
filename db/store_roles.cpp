#include <sodium.h>

#include <array>

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

}  // namespace

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
    return {};
  });
}

core::Result<PinOutcome> Store::check_pin(core::Role role, std::string_view pin) {
  return write([&]() -> core::Result<PinOutcome> {
    const core::Instant now = options_.now();
    std::string hash;
    std::int64_t wrong = 0;
    core::Instant locked_until;
    {
      Query row = connection_->query("pin").with(to_text(role));
      if (!row.step()) return PinOutcome{PinAnswer::unset, {}};
      hash = row.text(0);
      wrong = row.integer(1);
      locked_until = core::Instant{milliseconds{row.integer(2)}};
    }
    // Further off than the lock is long: the clock was set back meanwhile.
    if (now < locked_until && locked_until - now <= lock_after(wrong)) {
      return PinOutcome{PinAnswer::locked, std::chrono::ceil<seconds>(locked_until - now)};
    }
    const bool right = crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
    record(core::event::SignedIn{role, right, now});
    wrong = right ? 0 : wrong + 1;
    const seconds lock = lock_after(wrong);
    const core::Instant until = lock.count() > 0 ? now + lock : core::Instant{};
    connection_->query("pin_tried")
        .with(to_text(role), wrong, static_cast<std::int64_t>(until.time_since_epoch().count()))
        .run();
    if (right) return PinOutcome{PinAnswer::right, {}};
    return PinOutcome{lock.count() > 0 ? PinAnswer::locked : PinAnswer::wrong, lock};
  });
}

}  // namespace db
