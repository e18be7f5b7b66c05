// The app's side of the exchange: what staff are told, and that the desk is not in its way.
#include <gmock/gmock.h>

#include "fakes/tcp_proxy.h"
#include "shell/sync_worker.h"
#include "sync/hub_kiosks.h"

namespace test {
namespace {

using State = app::HubSign::State;
using std::chrono::milliseconds;
using std::chrono::seconds;

class SyncWorkerTest : public KiosksTest {
 protected:
  std::unique_ptr<shell::SyncWorker> start(Kiosk& kiosk, int at_port) {
    auto store = db::Store::open({kiosk.folder.path(), [&] { return kiosk.now; }, 'A'});
    EXPECT_TRUE(store);
    std::string url = url_;
    const std::string port = ":" + std::to_string(server().port()) + "/";
    url.replace(url.find(port), port.size(), ":" + std::to_string(at_port) + "/");
    const shell::SyncTiming timing{milliseconds(50), milliseconds(100), milliseconds(100),
                                   milliseconds(300)};
    return std::make_unique<shell::SyncWorker>(
        std::move(*store), address(url), timing,
        [this](const app::HubSign& sign) {
          const std::lock_guard lock(mutex_);
          sign_ = sign;
        },
        [this] { ++came_; }, [&] { return kiosk.now; });
  }

  /// Whether staff are told that state within the bound.
  bool comes(State state) {
    return fakes::wait_until([&] { return sign().state == state; });
  }

  app::HubSign sign() {
    const std::lock_guard lock(mutex_);
    return sign_;
  }

  std::mutex mutex_;  ///< guards `sign_`
  app::HubSign sign_;
  std::atomic<int> came_ = 0;
};

TEST_F(SyncWorkerTest, TellsWhenItIsInStepAndSinceWhenItIsCutOff) {
  Kiosk& a = add('A');
  fakes::TcpProxy proxy(server().port());
  const auto worker = start(a, proxy.port());
  EXPECT_TRUE(comes(State::in_step));
  EXPECT_EQ(sign().word, "");
  proxy.cut_after(0);
  EXPECT_TRUE(comes(State::cut_off));
  EXPECT_EQ(sign().word, "sync.unreachable");
  EXPECT_EQ(sign().since, a.now);
  proxy.mend();
  EXPECT_TRUE(comes(State::in_step));
}

TEST_F(SyncWorkerTest, BringsNewsBothWaysAndTellsTheDesk) {
  Kiosk& a = add('A');
  sync_all();
  Kiosk& b = add('B');
  sync_all();
  const auto worker = start(a, server().port());
  ASSERT_TRUE(comes(State::in_step));
  const auto here = a.register_person(somebody(1));
  worker->wake();
  const auto told_there = [&] {
    sync(b);
    return b.store->find_attendee(b.id, here.number).has_value();
  };
  EXPECT_TRUE(fakes::wait_until(told_there));
  const auto there = b.register_person(somebody(2));
  sync(b);
  EXPECT_TRUE(
      fakes::wait_until([&] { return a.store->find_attendee(a.id, there.number).has_value(); }));
  EXPECT_TRUE(fakes::wait_until([&] { return came_ > 0; }));
}

TEST_F(SyncWorkerTest, KioskThatWasLeftOutIsToldSo) {
  Kiosk& a = add('A');
  sync_all();
  ASSERT_TRUE(leave_out(address(server().owner_url()), kMeeting, "A"));
  const auto worker = start(a, server().port());
  EXPECT_TRUE(comes(State::refused));
  EXPECT_EQ(sign().word, "sync.left_out");
}

TEST_F(SyncWorkerTest, EndsAtOnceWhileTheLineIsSilent) {
  Kiosk& a = add('A');
  fakes::TcpProxy proxy(server().port());
  auto worker = start(a, proxy.port());
  ASSERT_TRUE(comes(State::in_step));
  proxy.go_silent();
  a.register_person(somebody(1));
  worker->wake();
  const auto began = std::chrono::steady_clock::now();
  worker.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - began, seconds(3));
}

}  // namespace
}  // namespace test
