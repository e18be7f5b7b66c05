#include "sync/follower.h"

#include <algorithm>

namespace kiosk_sync {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::minutes kGreetEvery{10};

void add(Round& sum, Round part) {
  sum.pushed += part.pushed;
  sum.pulled += part.pulled;
  sum.known += part.known;
  sum.stuck = std::move(part.stuck);
  sum.ahead = std::move(part.ahead);
  sum.clock_ahead = part.clock_ahead;
}

}  // namespace

core::Result<Round> Follower::turn() {
  auto round = exchange();
  if (!round) drop();
  return round;
}

core::Result<Round> Follower::exchange() {
  if (auto connected = connect(); !connected) return tl::unexpected(connected.error());
  if (auto greeted = greet_if_due(); !greeted) return tl::unexpected(greeted.error());
  Round sum;
  for (;;) {
    auto part = pump_->round();
    if (!part) return part;
    const bool again = part->again;
    add(sum, std::move(*part));
    const auto seq = own_seq();  // taking rows may have written some
    if (!seq) return tl::unexpected(seq.error());
    const bool wrote = *seq != std::exchange(pushed_to_, *seq);
    if ((!again && !wrote) || (progress && !progress(sum))) return sum;
  }
}

core::Result<void> Follower::connect() {
  if (hub_) return {};
  auto hub = Hub::connect(address_, patience_);
  if (!hub) return tl::unexpected(hub.error());
  {
    const std::lock_guard lock(mutex_);
    hub_ = std::move(*hub);
    if (is_cut_) hub_->cut();
  }
  pump_.emplace(store_, *hub_, pace_);
  pump_->progress = progress;
  greet_due_ = {};
  return hub_->listen(store_.kiosk());
}

core::Result<void> Follower::greet_if_due() {
  if (steady_clock::now() < greet_due_) return {};
  if (auto greeted = pump_->greet(); !greeted) return tl::unexpected(greeted.error());
  greet_due_ = steady_clock::now() + kGreetEvery;
  return {};
}

core::Result<bool> Follower::wait(int wake, std::chrono::milliseconds time) {
  const auto until = steady_clock::now() + time;
  while (hub_) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
    if (left.count() <= 0) return false;
    auto news = hub_->wait(wake, std::min(left, look_every_));
    if (!news) drop();
    if (!news || *news) return news;
    const auto seq = own_seq();
    if (!seq) return tl::unexpected(seq.error());
    if (*seq != pushed_to_) return true;
  }
  return true;
}

core::Result<std::int64_t> Follower::own_seq() {
  const auto marks = store_.marks();
  if (!marks) return tl::unexpected(marks.error());
  const auto own = std::find_if(marks->begin(), marks->end(), [](const auto& m) { return m.own; });
  return own == marks->end() ? 0 : own->seq;
}

void Follower::drop() {
  const std::lock_guard lock(mutex_);
  pump_.reset();
  hub_.reset();
}

void Follower::cut() {
  const std::lock_guard lock(mutex_);
  is_cut_ = true;
  if (hub_) hub_->cut();
}

}  // namespace kiosk_sync
