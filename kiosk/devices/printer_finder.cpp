#include "devices/printer_finder.h"

#include <cups/cups.h>

#include <algorithm>

#include "core/attendee.h"
#include "devices/ipp.h"

namespace devices {
namespace {

constexpr std::size_t kMostPrinters = 50;
constexpr std::size_t kLongestName = 100;

struct Search {
  const StopFlag& stop;
  std::vector<FoundPrinter> found;
};

std::string option(const cups_dest_t& dest, const char* name) {
  const char* value = cupsGetOption(name, dest.num_options, dest.options);
  return value == nullptr ? std::string() : std::string(value);
}

/// A queue by its name; a printer that only announced itself by its address.
std::string setting_of(const cups_dest_t& dest) {
  std::string announced = option(dest, "device-uri");
  const bool is_queue = !option(dest, "printer-uri-supported").empty();
  if (!is_queue && parse_ipp_address(announced) && announced.starts_with("ipp")) return announced;
  return dest.name;
}

int take(void* user, unsigned flags, cups_dest_t* dest) {
  auto& search = *static_cast<Search*>(user);
  const bool is_gone = (flags & CUPS_DEST_FLAGS_REMOVED) != 0;
  if (is_gone || dest == nullptr || dest->name == nullptr || dest->instance != nullptr) return 1;
  if (search.found.size() >= kMostPrinters) return 0;
  FoundPrinter printer{setting_of(*dest), option(*dest, "printer-info")};
  if (printer.name.empty() || !core::is_clean_text(printer.name, kLongestName)) {
    printer.name = printer.setting;
  }
  if (parse_ipp_address(printer.setting)) search.found.push_back(std::move(printer));
  return search.stop.is_set() ? 0 : 1;
}

}  // namespace

std::vector<FoundPrinter> find_printers(std::chrono::milliseconds bound, StopFlag& stop) {
  Search search{stop, {}};
  cupsEnumDests(CUPS_DEST_FLAGS_NONE, static_cast<int>(bound.count()), stop.for_libcups(), 0, 0,
                take, &search);
  const auto by_name = [](const FoundPrinter& a, const FoundPrinter& b) {
    return a.name != b.name ? a.name < b.name : a.setting < b.setting;
  };
  std::sort(search.found.begin(), search.found.end(), by_name);
  const auto same = [](const FoundPrinter& a, const FoundPrinter& b) {
    return a.setting == b.setting;
  };
  search.found.erase(std::unique(search.found.begin(), search.found.end(), same),
                     search.found.end());
  return std::move(search.found);
}

}  // namespace devices
