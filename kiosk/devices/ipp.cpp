#include "devices/ipp.h"

#include <array>
#include <utility>

namespace devices {
namespace {

constexpr int kMaxPart = 256;
using Part = std::array<char, kMaxPart>;

struct HttpClose {
  void operator()(http_t* connection) const { httpClose(connection); }
};
using HttpConnection = std::unique_ptr<http_t, HttpClose>;

tl::unexpected<core::Error> bad_address(const std::string& setting) {
  return core::fail(core::Failure::bad_input, "“" + setting + "” names no printer.",
                    "Give the name of a CUPS queue or an address as ipp://host:631/ipp/print.");
}

bool is_queue_name(const std::string& text) {
  return !text.empty() && text.size() <= 127 &&
         text.find_first_of(" \t\n/#?:\\'\"<>%@") == std::string::npos;
}

IppAddress queue_address(const std::string& queue) {
  std::array<char, HTTP_MAX_URI> uri{};
  httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), HTTP_MAX_URI, "ipp", nullptr, "localhost", 0,
                   "/printers/%s", queue.c_str());
  return {uri.data(), cupsServer(), ippPort(), "/printers/" + queue, cupsEncryption(), true};
}

core::Result<IppAddress> printer_address(const std::string& setting) {
  Part scheme{};
  Part user{};
  Part host{};
  std::array<char, HTTP_MAX_URI> resource{};
  int port = 0;
  const auto status =
      httpSeparateURI(HTTP_URI_CODING_ALL, setting.c_str(), scheme.data(), kMaxPart, user.data(),
                      kMaxPart, host.data(), kMaxPart, &port, resource.data(), HTTP_MAX_URI);
  const bool is_sealed = std::string_view(scheme.data()) == "ipps";
  const bool is_ipp = is_sealed || std::string_view(scheme.data()) == "ipp";
  if (status < HTTP_URI_STATUS_OK || !is_ipp || host[0] == '\0') return bad_address(setting);
  const std::string path = resource.data();
  IppAddress address{{}, host.data(), port, path.size() > 1 ? path : "/ipp/print"};
  if (is_sealed) address.encryption = HTTP_ENCRYPTION_ALWAYS;
  std::array<char, HTTP_MAX_URI> uri{};
  httpAssembleURI(HTTP_URI_CODING_ALL, uri.data(), HTTP_MAX_URI, scheme.data(), nullptr,
                  host.data(), port, address.resource.c_str());
  address.uri = uri.data();
  return address;
}

/// A kiosk has nobody to ask for a password; without this libcups asks the terminal.
const char* no_password(const char*, http_t*, const char*, const char*, void*) { return nullptr; }

/// Says that a silence of one timeout is long enough.
/// How often libcups asks whether to go on waiting.
constexpr std::chrono::milliseconds kLook{100};

/// What is left of a patience, as libcups' callback wears it down.
struct Waiting {
  std::chrono::milliseconds left;
  const StopFlag* stop;
};

/// 1: goes on waiting.
int wait_on(http_t*, void* user) {
  auto& waiting = *static_cast<Waiting*>(user);
  waiting.left -= kLook;
  const bool is_ended = waiting.stop != nullptr && waiting.stop->is_set();
  return waiting.left.count() > 0 && !is_ended ? 1 : 0;
}

tl::unexpected<core::Error> no_answer(const IppAddress& address) {
  return core::fail(core::Failure::unreachable, "The printer " + address.uri + " does not answer.",
                    "Check that it is switched on and connected.", "printer.unreachable");
}

/// It was there and then was not: what it was given may have reached it.
tl::unexpected<core::Error> fell_silent(const IppAddress& address) {
  return core::fail(core::Failure::unreachable,
                    "The printer " + address.uri + " fell silent in the middle of a job.",
                    "Check that it is switched on and connected.", std::string(kFellSilent));
}

HttpConnection connect(const IppAddress& address, const Patience& patience, Waiting& waiting) {
  int* const cancel = patience.stop ? patience.stop->for_libcups() : nullptr;
  HttpConnection connection(httpConnect2(address.host.c_str(), address.port, nullptr, AF_UNSPEC,
                                         address.encryption, 1,
                                         static_cast<int>(patience.longest.count()), cancel));
  if (connection) {
    const double seconds = std::chrono::duration<double>(kLook).count();
    httpSetTimeout(connection.get(), seconds, wait_on, &waiting);
  }
  return connection;
}

IppMessage exchange(http_t* connection, const IppAddress& address, ipp_t* request,
                    std::string_view document) {
  const std::size_t length = ippLength(request) + document.size();
  auto status = cupsSendRequest(connection, request, address.resource.c_str(), length);
  if (status == HTTP_STATUS_CONTINUE && !document.empty()) {
    status = cupsWriteRequestData(connection, document.data(), document.size());
  }
  if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK) return nullptr;
  return IppMessage(cupsGetResponse(connection, address.resource.c_str()));
}

/// Without an answer libcups puts broken connections among the server's own errors.
bool is_refusal(ipp_status_t status) {
  return (status >= IPP_STATUS_ERROR_BAD_REQUEST && status < IPP_STATUS_ERROR_INTERNAL) ||
         status == IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED;
}

tl::unexpected<core::Error> refused(const IppAddress& address, ipp_status_t status,
                                    const std::string& words) {
  const std::string said = words.empty() ? ippErrorString(status) : words;
  const std::string what = "The printer " + address.uri + " refused: " + said;
  switch (status) {
    case IPP_STATUS_ERROR_NOT_FOUND:
      return core::fail(core::Failure::unreachable, "There is no printer at " + address.uri + ".",
                        "Check the name of the printer in kiosk.toml.", "printer.unreachable");
    case IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES:
    case IPP_STATUS_ERROR_CONFLICTING:
      return core::fail(core::Failure::bad_input, what,
                        "Load paper of the badge's size and set that size at the printer.",
                        "printer.no_such_media");
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
      return core::fail(core::Failure::bad_input, what,
                        "This printer takes no PDF: make it a CUPS queue and name that.",
                        "printer.refused");
    case IPP_STATUS_ERROR_BUSY:
      return core::fail(core::Failure::unreachable, what, "Wait: it is printing something else.",
                        "printer.busy");
    case IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED:
      return core::fail(core::Failure::bad_input, what, "Use a printer that speaks IPP.",
                        "printer.refused");
    case IPP_STATUS_ERROR_FORBIDDEN:
    case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
    case IPP_STATUS_ERROR_NOT_AUTHORIZED:
    case IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED:
      return core::fail(core::Failure::denied, what,
                        "Let the kiosk's user print without a password.", "printer.refused");
    default:
      return core::fail(core::Failure::unreachable, what, "Look at the printer, then print again.",
                        "printer.refused");
  }
}

}  // namespace

core::Result<IppAddress> parse_ipp_address(const std::string& setting) {
  if (setting.find("://") != std::string::npos) return printer_address(setting);
  if (is_queue_name(setting)) return queue_address(setting);
  return bad_address(setting);
}

IppMessage new_ipp_request(ipp_op_t operation, const IppAddress& address) {
  IppMessage request(ippNewRequest(operation));
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
               address.uri.c_str());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
               cupsUser());
  return request;
}

core::Result<IppMessage> ask_printer(const IppAddress& address, IppMessage request,
                                     std::string_view document, const Patience& patience) {
  if (patience.stop && patience.stop->is_set()) return no_answer(address);
  cupsSetPasswordCB2(no_password, nullptr);
  Waiting waiting{patience.longest, patience.stop.get()};
  const HttpConnection connection = connect(address, patience, waiting);
  if (!connection) return no_answer(address);
  IppMessage answer = exchange(connection.get(), address, request.get(), document);
  const ipp_status_t status = answer ? ippGetStatusCode(answer.get()) : cupsLastError();
  if (answer && status <= IPP_STATUS_OK_CONFLICTING) return answer;
  if (!answer && !is_refusal(status)) return fell_silent(address);
  return refused(address, status, answer ? ipp_text(answer.get(), "status-message") : "");
}

std::vector<std::string> ipp_texts(ipp_t* message, const char* name) {
  std::vector<std::string> texts;
  ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
  for (int i = 0; i < ippGetCount(attribute); ++i) {
    const char* text = ippGetString(attribute, i, nullptr);
    if (text != nullptr) texts.emplace_back(text);
  }
  return texts;
}

std::string ipp_text(ipp_t* message, const char* name) {
  auto texts = ipp_texts(message, name);
  return texts.empty() ? std::string() : std::move(texts.front());
}

int ipp_number(ipp_t* message, const char* name) {
  ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
  return attribute == nullptr ? 0 : ippGetInteger(attribute, 0);
}

}  // namespace devices
