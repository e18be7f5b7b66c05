// A hub of its own for each test, on one PostgreSQL for the program.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fakes/hub_server.h"
#include "sync/hub.h"
#include "sync/hub_admin.h"

namespace test {

using namespace kiosk_sync;
using core::KioskId;

inline fakes::HubServer& server() {
  static fakes::HubServer one;
  return one;
}

/// Rows as far as the hub looks at them: hashes fit no chain.
inline db::TravellingRow row(KioskId kiosk, std::int64_t seq, const std::string& meeting,
                             const std::string& kind = "scan_tried", const std::string& body = "{}",
                             std::uint64_t subject = 0) {
  db::TravellingRow made;
  made.kiosk = kiosk;
  made.seq = seq;
  made.clock = (1'552'380'000'000U + static_cast<std::uint64_t>(seq)) << 16U;
  made.kind = kind;
  made.subject = subject;
  made.meeting = meeting;
  made.body = body;
  made.salt = std::string(16, 's');
  made.body_hash = std::string(32, 'b');
  made.hash = std::string(28, 'h') + std::to_string(1000 + seq % 9000);
  return made;
}

class HubTest : public testing::Test {
 protected:
  HubTest() {
    server().fresh();
    EXPECT_TRUE(init_hub(address(server().owner_url())));
  }

  static HubAddress address(const std::string& url) {
    auto read = read_hub_address(url);
    EXPECT_TRUE(read) << core::describe(read.error());
    return read.value_or(HubAddress{});
  }

  /// A login that shares the meetings; its address.
  static std::string login(const std::vector<std::string>& meetings) {
    static int made = 0;
    const std::string name = "login" + std::to_string(++made);
    const auto granted = grant_meetings(address(server().owner_url()), name, meetings);
    EXPECT_TRUE(granted) << core::describe(granted.error());
    return server().url(name, granted->password);
  }

  static std::unique_ptr<Hub> connect(const std::string& url) {
    auto hub = Hub::connect(address(url));
    EXPECT_TRUE(hub) << core::describe(hub.error());
    return hub ? std::move(*hub) : nullptr;
  }

  /// Joined, with rows 1 to `rows` of `meeting`.
  static std::unique_ptr<Hub> kiosk(const std::string& url, KioskId id, const std::string& letter,
                                    int rows = 0, const std::string& meeting = "fair") {
    auto hub = connect(url);
    EXPECT_TRUE(hub->join(id, letter, {}));
    for (int seq = 1; seq <= rows; ++seq) push(*hub, id, {row(id, seq, meeting)});
    return hub;
  }

  static core::Result<std::int64_t> push(Hub& hub, KioskId id, Rows rows) {
    return hub.push(id, [&](const HubMark&) -> core::Result<Rows> { return rows; });
  }

  static Rows pull(Hub& hub, const std::vector<Held>& held) {
    Rows all;
    const auto pulled = hub.pull(
        held, 100'000, [] { return 3; },
        [&](const Rows& rows) -> core::Result<void> {
          all.insert(all.end(), rows.begin(), rows.end());
          return {};
        });
    EXPECT_TRUE(pulled) << core::describe(pulled.error());
    return all;
  }

  template <class T>
  static std::string words(const core::Result<T>& result) {
    return result ? "no failure" : core::describe(result.error());
  }
};

}  // namespace test
