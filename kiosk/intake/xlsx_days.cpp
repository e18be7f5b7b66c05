#include "intake/xlsx_days.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "intake/xml.h"

namespace intake {
namespace {

constexpr int kFirstSure = 61;  // 1 March 1900
constexpr int kLast = 2'958'465;

/// Of the formats that every workbook knows (ECMA-376, 18.8.30), East Asian calendars included.
bool is_known_day_format(int id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
         (id >= 50 && id <= 54) || id == 57 || id == 58;
}

/// Whether a format such as `[$-426]yyyy". gada "d. mmmm` has years or days in it.
bool is_day_format(std::string_view format) {
  bool quoted = false;
  bool bracketed = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '[' || c == ']') bracketed = c == '[';
    if (c == '\\' || c == '_') ++i;  // the next letter stands for itself, or for its width
    const bool counts = c == 'y' || c == 'Y' || c == 'd' || c == 'D';
    if (counts && !bracketed) return true;
  }
  return false;
}

int whole_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? number : 0;
}

std::string attribute(const XmlEvents::Attributes& attributes, std::string_view name) {
  const auto at = attributes.find(name);
  return at == attributes.end() ? std::string() : at->second;
}

}  // namespace

core::Result<void> DayStyles::read(std::string_view document) {
  std::set<std::string> own;  // formats of the workbook's own
  bool in_cells = false;
  int style = 0;
  XmlEvents events;
  events.start = [&](std::string_view element, const auto& attributes) {
    const std::string format = attribute(attributes, "numFmtId");
    if (element == "numFmt" && is_day_format(attribute(attributes, "formatCode"))) {
      own.insert(format);
    }
    if (element == "cellXfs") in_cells = true;
    if (element != "xf" || !in_cells) return;
    if (own.count(format) != 0 || is_known_day_format(whole_number(format))) {
      styles_.insert(std::to_string(style));
    }
    ++style;
  };
  events.end = [&](std::string_view element) {
    if (element == "cellXfs") in_cells = false;
  };
  events.text = [](std::string_view) {};
  return read_xml(document, events);
}

std::optional<std::string> day_text(std::string_view number, bool from_1904) {
  using namespace std::chrono;
  const int count = whole_number(number);
  if (count < (from_1904 ? 1 : kFirstSure) || count > kLast - (from_1904 ? 1462 : 0)) {
    return std::nullopt;
  }
  const sys_days first = from_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / 30};
  const year_month_day day{first + days{count}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace intake
