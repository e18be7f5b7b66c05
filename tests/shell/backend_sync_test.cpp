// The whole kiosk behind its screens on a hub: the sign, and a meeting that another kiosk changed.
#include "shell/backend.h"
#include "shell/backstage.h"
#include "sync/hub_kiosks.h"

namespace test {
namespace {

class BackendOnAHub : public KiosksTest {
 protected:
  std::unique_ptr<shell::Backend> start(const Kiosk& kiosk) {
    shell::Configuration configuration;
    configuration.has_camera = false;
    configuration.hub = url_;
    auto words = i18n::Catalogues::load(i18n::catalogues_folder());
    auto started = shell::Backend::start({kiosk.folder.path(), assets(), {}}, configuration, *words,
                                         clock_, post_.mailbox);
    EXPECT_TRUE(started) << (started ? "" : core::describe(started.error()));
    return started ? std::move(*started) : nullptr;
  }
  bool comes(app::HubSign::State state) {
    return post_.wait([&](const app::Action& action) {
      const auto* news = action.get<app::HubChanged>();
      if (news != nullptr) sign_ = news->hub;
      return news != nullptr && news->hub.state == state;
    });
  }

  shell::Clock clock_{std::nullopt};
  Post post_;
  app::HubSign sign_;
};

TEST_F(BackendOnAHub, TellsItsScreensHowItStands) {
  Kiosk& a = add('A');
  const auto backend = start(a);
  ASSERT_TRUE(backend);
  EXPECT_TRUE(comes(app::HubSign::State::in_step));
  EXPECT_NE(sign_.address.find('/'), std::string::npos);
  EXPECT_EQ(sign_.address.find('@'), std::string::npos) << "no login, no password";
}

TEST_F(BackendOnAHub, AMeetingThatAnotherKioskChangedReachesTheScreen) {
  Kiosk& a = add('A');
  Kiosk& b = add('B');
  sync_all();
  const auto backend = start(b);
  ASSERT_TRUE(backend);
  ASSERT_TRUE(comes(app::HubSign::State::in_step));
  std::string toml = sample_meeting();
  const std::string was = "Vienības nams";
  ASSERT_NE(toml.find(was), std::string::npos);
  toml.replace(toml.find(was), was.size(), "Marka Rotko centrs");
  a.now += std::chrono::hours{1};
  ASSERT_TRUE(a.store->store_meeting(toml, "changed"));
  sync(a);
  const auto changed = post_.wait_for<app::MeetingChanged>();
  ASSERT_TRUE(changed.meeting);
  EXPECT_EQ(changed.meeting->id, b.id);
  EXPECT_NE(changed.meeting, backend->meeting());
}

}  // namespace
}  // namespace test
