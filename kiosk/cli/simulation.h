// A day of a programme: real kiosks, each with a store of its own on the disk, and a real hub.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"
#include "sync/hub_admin.h"

namespace cli {

struct SimulationPlan {
  std::string hub;     ///< address of a login that owns the database
  int kiosks = 200;    ///< spread evenly over the meetings; 26 at most at each
  int meetings = 100;  ///< towns that meet at the same time
  int attendees = 1'000'000;
  double pace = 35;               ///< admissions a second in all, of a day of eight hours
  std::chrono::seconds calm{60};  ///< how long that pace is kept up, at the end of the day
  std::filesystem::path folder;   ///< where the kiosks keep their data; has to be on a disk
};

/// How long what one kiosk wrote took to be held by each other of its meeting, in milliseconds.
struct SeenElsewhere {
  std::int64_t times = 0;  ///< measured: once for each row and other kiosk
  double p50 = 0;
  double p99 = 0;
};

struct SimulationReport {
  int prepared = 0;             ///< people registered before the day began
  double prepared_seconds = 0;  ///< until every kiosk held them
  int walk_ins = 0;             ///< registered during the day
  int admissions = 0;           ///< of the rush, each a transaction of its own
  int details_pending = 0;      ///< admitted before the kiosk had heard of them
  double rush_seconds = 0;      ///< every desk as fast as it can
  SeenElsewhere in_rush;        ///< the machine is the bottleneck then, not the hub
  double calm_seconds = 0;      ///< at the plan's pace
  int calm_admissions = 0;
  SeenElsewhere in_calm;
  double settling_seconds = 0;    ///< from the last act until every kiosk held everything
  kiosk_sync::HubSize hub;        ///< what the day added
  std::int64_t kiosk_bytes = 0;   ///< of all kiosks' files
  std::int64_t memory_bytes = 0;  ///< the most this process held
};

/// What is going on, how far it is, and how much there is of it in all.
struct SimulationProgress {
  std::string phase;
  std::int64_t done = 0;
  std::int64_t all = 0;
};

/// Plays it; made-up people only. `tell` is called twice a second. Fails where the hub holds other
/// meetings, and where the kiosks do not end alike: everybody registered and admitted once
/// everywhere, every chain verified. The meetings stay on the hub, the kiosks' files do not.
core::Result<SimulationReport> simulate(const SimulationPlan& plan,
                                        const std::function<void(const SimulationProgress&)>& tell);

}  // namespace cli
