// One question and one answer of the Internet Printing Protocol, over libcups.
#pragma once

#include <cups/cups.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "devices/stop_flag.h"

namespace devices {

struct IppAddress {
  std::string uri;   ///< `printer-uri` as the printer knows itself
  std::string host;  ///< or the path of the CUPS server's socket
  int port = 631;
  std::string resource;  ///< `/ipp/print`, `/printers/NAME`
  http_encryption_t encryption = HTTP_ENCRYPTION_IF_REQUESTED;
  bool is_queue = false;  ///< of a CUPS server, not a printer itself
};

/// Reads `ipp://host[:port][/path]`, `ipps://…` or the name of a CUPS queue.
core::Result<IppAddress> parse_ipp_address(const std::string& setting);

struct IppDelete {
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using IppMessage = std::unique_ptr<ipp_t, IppDelete>;

/// A request with the attributes that every one has: charset, language, printer and user.
IppMessage new_ipp_request(ipp_op_t operation, const IppAddress& address);

/// The message of a failure after which the printer may have done what it was asked.
inline constexpr std::string_view kFellSilent = "printer.fell_silent";

/// How long a printer may be silent, and what ends the waiting sooner.
struct Patience {
  std::chrono::milliseconds longest;
  std::shared_ptr<StopFlag> stop = nullptr;  ///< null: nothing does
};

/// Sends `request`, and `document` after it unless that is empty, and waits for the answer. The
/// answer is one of success; every other status is a failure.
core::Result<IppMessage> ask_printer(const IppAddress& address, IppMessage request,
                                     std::string_view document, const Patience& patience);

/// All values of a text or keyword attribute; empty if it is not there.
std::vector<std::string> ipp_texts(ipp_t* message, const char* name);

/// The first value of an attribute; empty or 0 if it is not there.
std::string ipp_text(ipp_t* message, const char* name);
int ipp_number(ipp_t* message, const char* name);

}  // namespace devices
