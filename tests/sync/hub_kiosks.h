// Real kiosks, each with a store of its own, that share one hub.
#pragma once

#include <iterator>

#include "db/kiosks.h"
#include "sync/follower.h"
#include "sync/hub_desk.h"

namespace test {

class KiosksTest : public HubTest {
 protected:
  static constexpr const char* kMeeting = "daugavpils-2019-03";

  KiosksTest() : url_(login({kMeeting})) {}

  /// The first one stores the meeting; the others get their key from it.
  Kiosk& add(char letter) {
    const auto begun = core::parse_instant("2019-03-12T09:00+02:00", {}).value();
    kiosks_.push_back(std::make_unique<Kiosk>(letter, begun + std::chrono::seconds(letter),
                                              kiosks_.empty() ? nullptr : kiosks_.front().get()));
    return *kiosks_.back();
  }

  std::unique_ptr<Follower> follow(Kiosk& kiosk, int at_port = 0) const {
    std::string url = url_;
    const std::string port = ":" + std::to_string(server().port()) + "/";
    if (at_port != 0) {
      url.replace(url.find(port), port.size(), ":" + std::to_string(at_port) + "/");
    }
    return std::make_unique<Follower>(*kiosk.store, address(url), Pace{},
                                      std::chrono::milliseconds(5000));
  }

  Round sync(Kiosk& kiosk) const {
    const auto round = follow(kiosk)->turn();
    EXPECT_TRUE(round) << core::describe(round.error());
    if (!round) return {};
    for (const Stuck& stuck : round->stuck) ADD_FAILURE() << stuck.letter << ": " << stuck.reason;
    return *round;
  }

  /// Until nobody has anything for anybody.
  void sync_all() const {
    for (int rounds = 0; rounds < 10; ++rounds) {
      std::int64_t moved = 0;
      for (const auto& kiosk : kiosks_) {
        const Round round = sync(*kiosk);
        moved += round.pushed + round.pulled;
      }
      if (moved == 0) return;
    }
    ADD_FAILURE() << "they never come to rest";
  }

  void expect_all_alike() const {
    for (const auto& kiosk : kiosks_) {
      EXPECT_EQ(differences(*kiosk, *kiosks_.front()), "");
      kiosk->expect_verified();
    }
  }

  /// Lines that only one of them has; their beginnings.
  static std::string differences(const Kiosk& one, const Kiosk& other) {
    const auto left = one.canonical();
    const auto right = other.canonical();
    std::vector<std::string> lines;
    std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(),
                                  std::back_inserter(lines));
    std::string text;
    for (const std::string& line : lines) text += line.substr(0, 200) + "\n";
    return text;
  }

  static core::Details somebody(int n) {
    return Desk::person("Anna" + std::to_string(n), "Kalniņa" + std::to_string(n));
  }

  const std::string url_;
  std::vector<std::unique_ptr<Kiosk>> kiosks_;
};

}  // namespace test
