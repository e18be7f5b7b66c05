#include "shell/sync_worker.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <random>

namespace shell {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Small bites: a scan at the desk waits for one at most.
constexpr kiosk_sync::Pace kPace{2'000, 50'000, 200, milliseconds{40}};
constexpr milliseconds kLookEvery{2'000};  ///< at what other programs wrote into the file
constexpr int kManyRows = 500;             ///< from here staff are told that it takes a while
constexpr std::chrono::seconds kClockTolerance{30};

using State = app::HubSign::State;

}  // namespace

SyncWorker::SyncWorker(std::unique_ptr<db::Store> store, kiosk_sync::HubAddress address,
                       SyncTiming timing, std::function<void(const app::HubSign&)> tell,
                       std::function<void()> came, std::function<core::Instant()> now)
    : store_(std::move(store)),
      timing_(timing),
      tell_(std::move(tell)),
      came_(std::move(came)),
      now_(std::move(now)),
      shown_(address.shown),
      backoff_(timing.first_pause, timing.longest_pause, std::random_device{}()),
      wakes_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      follower_(*store_, std::move(address), kPace, kiosk_sync::Hub::kPatience, kLookEvery),
      thread_([this] { work(); }) {}

SyncWorker::~SyncWorker() {
  stop();
  ::close(wakes_);
}

void SyncWorker::stop() {
  ending_ = true;
  follower_.cut();
  wake();
  if (thread_.joinable()) thread_.join();
}

void SyncWorker::wake() { (void)::eventfd_write(wakes_, 1); }

void SyncWorker::work() {
  follower_.progress = [this](const kiosk_sync::Round& round) {
    if (round.pulled + round.pushed >= kManyRows) {
      tell({State::behind, now_(), {}, static_cast<int>(round.pulled + round.pushed), {}});
    }
    return !ending_;
  };
  while (!ending_) {
    const auto pause = exchange();
    if (ending_) return;
    if (pause) {
      rest(*pause);
    } else if (!follower_.wait(wakes_, timing_.quiet)) {
      rest(timing_.first_pause);
    }
  }
}

std::optional<milliseconds> SyncWorker::exchange() {
  const auto round = follower_.turn();
  if (round) {
    backoff_.reset();
    if (round->pulled > 0 && came_) came_();
    tell_of(*round);
    return std::nullopt;
  }
  if (ending_) return std::nullopt;
  const bool refused = round.error().failure == core::Failure::denied;
  const std::string& message = round.error().message;
  tell({refused ? State::refused : State::cut_off,
        now_(),
        message.empty() ? "sync.refused" : message,
        0,
        {}});
  return refused ? timing_.pause_refused : backoff_.next();
}

void SyncWorker::tell_of(const kiosk_sync::Round& round) {
  app::HubSign sign{State::in_step, now_(), {}, 0, {}};
  const auto off = std::chrono::duration_cast<std::chrono::seconds>(round.clock_ahead);
  if (std::chrono::abs(off) > kClockTolerance) sign.clock_ahead = off;
  if (!round.stuck.empty()) sign.word = "sync.stuck";
  tell(sign);
}

/// Since when: of the state, not of the last look.
void SyncWorker::tell(app::HubSign sign) {
  if (sign.state == told_.state && sign.word == told_.word) sign.since = told_.since;
  sign.address = shown_;
  if (sign == told_) return;
  told_ = std::move(sign);
  if (tell_) tell_(told_);
}

/// Own rows do not make a hub that failed answer sooner.
void SyncWorker::rest(milliseconds time) {
  const auto until = steady_clock::now() + time;
  for (auto left = time; !ending_ && left.count() > 0;
       left = std::chrono::ceil<milliseconds>(until - steady_clock::now())) {
    pollfd woken{wakes_, POLLIN, 0};
    ::poll(&woken, 1, static_cast<int>(left.count()));
    empty_wakes();
  }
}

void SyncWorker::empty_wakes() {
  eventfd_t ignored = 0;
  (void)::eventfd_read(wakes_, &ignored);
}

}  // namespace shell
