// A printer's own words about itself, as a state. Pure.
#pragma once

#include "devices/ipp.h"
#include "devices/printer.h"

namespace devices {

/// From an answer to Get-Printer-Attributes: `printer-state`, its reasons and message.
PrinterState read_state(ipp_t* answer);

}  // namespace devices
