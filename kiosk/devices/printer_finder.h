// Looks for printers: the queues of the CUPS server, and what announces itself on the network.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "devices/stop_flag.h"

namespace devices {

struct FoundPrinter {
  std::string setting;  ///< as kiosk.toml takes it: the queue's name or an `ipp://` address
  std::string name;     ///< for people
};

/// By name; at most 50. Takes up to `bound`; ends early once `stop` is set. Asks through libcups in
/// the calling thread. Where there is no CUPS server nor network, nothing is found.
std::vector<FoundPrinter> find_printers(std::chrono::milliseconds bound, StopFlag& stop);

}  // namespace devices
