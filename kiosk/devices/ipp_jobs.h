// The jobs that an IPP printer or a CUPS queue has: found by the name that we gave them.
#pragma once

#include <string>
#include <vector>

#include "devices/ipp.h"
#include "devices/printer.h"

namespace devices {

/// What became of our job whose name ends in `id`. The one that is out or on its way is told before
/// one that came to nothing. Fails with `unreachable` only; a printer that lists no jobs has none
/// and keeps no list.
core::Result<JobReport> find_job(const IppAddress& address, const std::string& id,
                                 const Patience& patience);

/// Cancels every job of that name that is still waiting or printing.
core::Result<void> cancel_job(const IppAddress& address, const std::string& id,
                              const Patience& patience);

}  // namespace devices
