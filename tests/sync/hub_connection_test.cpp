// What a kiosk says when the hub cannot be used, and what it asks of the line.
#include <gmock/gmock.h>

#include "fakes/tcp_proxy.h"
#include "sync/hub_desk.h"

namespace test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr KioskId kA{11};
constexpr KioskId kB{22};

class HubConnection : public HubTest {};

TEST_F(HubConnection, WrongPasswordIsToldWithoutThePassword) {
  const auto hub = Hub::connect(address(server().url("hub", "hunter2")));
  EXPECT_THAT(words(hub),
              AllOf(HasSubstr("does not take this password"), Not(HasSubstr("hunter2"))));
  EXPECT_EQ(hub.error().failure, core::Failure::unreachable);
}

TEST_F(HubConnection, NobodyThereIsToldSoon) {
  const auto began = steady_clock::now();
  const auto url = server().owner_url(fakes::free_port());
  EXPECT_THAT(words(Hub::connect(address(url))), HasSubstr("cannot be reached"));
  EXPECT_LT(steady_clock::now() - began, seconds(8));
}

TEST_F(HubConnection, MachineThatTakesTheLineAndSaysNothingIsGivenUp) {
  const fakes::SilentServer silent;
  const auto began = steady_clock::now();
  EXPECT_THAT(words(Hub::connect(address(server().owner_url(silent.port())))),
              HasSubstr("cannot be reached"));
  EXPECT_LT(steady_clock::now() - began, seconds(12));
}

TEST_F(HubConnection, CertificateIsCheckedAgainstItsAuthorityAndName) {
  const std::string base = "postgresql://hub:owner@localhost:" + std::to_string(server().port()) +
                           "/kiosk?sslmode=verify-full&hostaddr=127.0.0.1&sslrootcert=";
  EXPECT_TRUE(Hub::connect(address(base + server().authority())));
  EXPECT_THAT(words(Hub::connect(address(base + server().other_authority()))),
              HasSubstr("cannot prove that it is the hub"));
  const std::string named =
      "postgresql://hub:owner@hub.example.org:" + std::to_string(server().port()) +
      "/kiosk?sslmode=verify-full&hostaddr=127.0.0.1&sslrootcert=";
  EXPECT_THAT(words(Hub::connect(address(named + server().authority()))),
              HasSubstr("cannot prove that it is the hub"));
}

TEST_F(HubConnection, OffThisMachineTheCertificateIsCheckedUnlessTheAddressSaysOtherwise) {
  const auto far = address("postgresql://hall:pw@hub.example.org/kiosk");
  EXPECT_FALSE(far.is_local);
  EXPECT_THAT(far.connection, AllOf(HasSubstr("sslmode='verify-full'"), HasSubstr("sslrootcert=")));
  EXPECT_EQ(far.shown, "hub.example.org:5432/kiosk");
  EXPECT_THAT(address("postgresql://hall:pw@hub.example.org/kiosk?sslmode=require").connection,
              HasSubstr("sslmode='require'"));
  EXPECT_THAT(address("postgresql://hall:pw@127.0.0.1,hub.example.org/kiosk").connection,
              HasSubstr("sslmode='verify-full'"))
      << "one of several is elsewhere";
  for (const char* near : {"postgresql://hall@localhost/kiosk", "postgresql://hall@127.0.0.2/kiosk",
                           "postgresql://hall@[::1]/kiosk", "postgresql:///kiosk?host=/run/pg"}) {
    EXPECT_TRUE(address(near).is_local) << near;
  }
}

TEST_F(HubConnection, AddressThatCannotBeReadIsRefusedWithoutQuotingIt) {
  const auto read = read_hub_address("postgresql://hall:hunter2@[broken/kiosk");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().failure, core::Failure::bad_input);
  EXPECT_THAT(core::describe(read.error()), Not(HasSubstr("hunter2")));
}

TEST_F(HubConnection, AddressForAnotherLoginLeadsToTheSameHub) {
  const auto url = hub_address_for("postgresql://hub:owner@localhost:5433/kiosk?sslmode=require",
                                   "hall one", "a/b");
  ASSERT_TRUE(url);
  EXPECT_EQ(*url, "postgresql://hall%20one:a%2Fb@localhost:5433/kiosk?sslmode=require");
}

TEST_F(HubConnection, LineThatGoesSilentIsCutAfterTheBound) {
  fakes::TcpProxy proxy(server().port());
  auto hub = Hub::connect(address(server().owner_url(proxy.port())), milliseconds(600));
  ASSERT_TRUE(hub) << core::describe(hub.error());
  proxy.go_silent();
  const auto began = steady_clock::now();
  EXPECT_THAT(words((*hub)->marks()), HasSubstr("cannot be reached"));
  EXPECT_LT(steady_clock::now() - began, seconds(5));
}

TEST_F(HubConnection, CutFromAnotherThreadEndsWhatIsWaitedFor) {
  fakes::TcpProxy proxy(server().port());
  auto hub = connect(server().owner_url(proxy.port()));
  proxy.go_silent();
  std::thread other([&] { hub->cut(); });
  const auto began = steady_clock::now();
  EXPECT_FALSE(hub->marks());
  EXPECT_LT(steady_clock::now() - began, seconds(10));
  other.join();
}

TEST_F(HubConnection, NewsOfOtherKiosksWakeAndOwnDoNot) {
  const auto url = login({"fair"});
  auto a = kiosk(url, kA, "A");
  auto b = kiosk(url, kB, "B");
  ASSERT_TRUE(a->listen(kA));
  ASSERT_TRUE(push(*a, kA, {row(kA, 1, "fair")}));
  EXPECT_FALSE(a->wait(-1, milliseconds(100)).value_or(true)) << "its own";
  ASSERT_TRUE(push(*b, kB, {row(kB, 1, "fair")}));
  const auto began = steady_clock::now();
  EXPECT_TRUE(a->wait(-1, seconds(10)).value_or(false));
  EXPECT_LT(steady_clock::now() - began, seconds(5));
}

TEST_F(HubConnection, ClocksAgreeOnOneMachine) {
  auto hub = connect(login({"fair"}));
  const auto ahead = hub->clock_ahead();
  ASSERT_TRUE(ahead);
  EXPECT_LT(std::chrono::abs(*ahead), seconds(2));
}

}  // namespace
}  // namespace test
