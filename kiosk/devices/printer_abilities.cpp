#include "devices/printer_abilities.h"

#include <cups/pwg.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "devices/ipp.h"

namespace devices {
namespace {

constexpr double kHundredths = 100;  // of a millimetre, as IPP measures paper
constexpr int kMostPapers = 500;     // a printer that claims more is not believed
constexpr int kMostDpi = 1200;
constexpr double kCmPerInch = 2.54;

bool is_size(const Media& media) { return media.width_mm > 0 && media.height_mm > 0; }

std::optional<Media> media_of_name(const char* name) {
  const pwg_media_t* known = name == nullptr ? nullptr : pwgMediaForPWG(name);
  if (known == nullptr) return std::nullopt;
  return Media{name, known->width / kHundredths, known->length / kHundredths};
}

void add_names(ipp_t* answer, const char* attribute, std::vector<Media>& into) {
  for (const std::string& name : ipp_texts(answer, attribute)) {
    // What begins so is an end of a range, not a paper.
    if (name.starts_with("custom_min") || name.starts_with("custom_max")) continue;
    const auto media = media_of_name(name.c_str());
    if (media && is_size(*media) && into.size() < kMostPapers) into.push_back(*media);
  }
}

struct Side {
  double least = 0;
  double most = 0;
};

Side side_of(ipp_t* size, const char* name) {
  ipp_attribute_t* side = ippFindAttribute(size, name, IPP_TAG_ZERO);
  if (side == nullptr) return {};
  if (ippGetValueTag(side) == IPP_TAG_RANGE) {
    int most = 0;
    const int least = ippGetRange(side, 0, &most);
    return {least / kHundredths, most / kHundredths};
  }
  const double length = ippGetInteger(side, 0) / kHundredths;
  return {length, length};
}

void add_size(ipp_t* size, PrinterAbilities& abilities, std::vector<Media>& into) {
  const Side width = side_of(size, "x-dimension");
  const Side height = side_of(size, "y-dimension");
  if (width.most <= 0 || height.most <= 0) return;
  if (width.least < width.most || height.least < height.most) {
    abilities.ranges.push_back({width.least, width.most, height.least, height.most});
  } else if (into.size() < kMostPapers) {
    into.push_back({{}, width.most, height.most});
  }
}

/// The sizes inside `media-col-ready`, or those of `media-size-supported` themselves.
void add_sizes(ipp_t* answer, const char* attribute, PrinterAbilities& abilities,
               std::vector<Media>& into) {
  ipp_attribute_t* all = ippFindAttribute(answer, attribute, IPP_TAG_BEGIN_COLLECTION);
  for (int i = 0; i < ippGetCount(all); ++i) {
    ipp_t* one = ippGetCollection(all, i);
    ipp_attribute_t* inner = ippFindAttribute(one, "media-size", IPP_TAG_BEGIN_COLLECTION);
    add_size(inner == nullptr ? one : ippGetCollection(inner, 0), abilities, into);
  }
}

int dots_per_inch(ipp_attribute_t* attribute, int index) {
  int y = 0;
  ipp_res_t unit = IPP_RES_PER_INCH;
  const int x = ippGetResolution(attribute, index, &y, &unit);
  const double dots = std::min(x, y) * (unit == IPP_RES_PER_CM ? kCmPerInch : 1.0);
  return dots >= 1 && dots <= kMostDpi ? static_cast<int>(std::lround(dots)) : 0;
}

int finest(ipp_t* answer) {
  int best = 0;
  for (const char* name : {"printer-resolution-default", "printer-resolution-supported"}) {
    ipp_attribute_t* attribute = ippFindAttribute(answer, name, IPP_TAG_RESOLUTION);
    for (int i = 0; i < ippGetCount(attribute); ++i) {
      best = std::max(best, dots_per_inch(attribute, i));
    }
    if (best > 0) return best;  // what it prints with unless told otherwise
  }
  return best;
}

bool has(ipp_t* answer, const char* attribute, std::string_view value) {
  const auto texts = ipp_texts(answer, attribute);
  return std::find(texts.begin(), texts.end(), value) != texts.end();
}

double off_by(const Media& media, double width_mm, double height_mm) {
  return std::max(std::abs(media.width_mm - width_mm), std::abs(media.height_mm - height_mm));
}

const Media* nearest(const std::vector<Media>& papers, double width_mm, double height_mm) {
  const auto best =
      std::min_element(papers.begin(), papers.end(), [&](const Media& a, const Media& b) {
        return off_by(a, width_mm, height_mm) < off_by(b, width_mm, height_mm);
      });
  const bool fits = best != papers.end() && off_by(*best, width_mm, height_mm) < kPaperToleranceMm;
  return fits ? &*best : nullptr;
}

bool in_a_range(const PrinterAbilities& abilities, double width_mm, double height_mm) {
  return std::any_of(abilities.ranges.begin(), abilities.ranges.end(), [&](const MediaRange& r) {
    return width_mm >= r.least_width_mm && width_mm <= r.most_width_mm &&
           height_mm >= r.least_height_mm && height_mm <= r.most_height_mm;
  });
}

std::string size_text(double width_mm, double height_mm) {
  return fmt::format("{:g} × {:g} mm", width_mm, height_mm);
}

}  // namespace

PrinterAbilities read_abilities(ipp_t* answer) {
  PrinterAbilities abilities;
  add_sizes(answer, "media-size-supported", abilities, abilities.papers);
  add_names(answer, "media-supported", abilities.papers);
  add_sizes(answer, "media-col-ready", abilities, abilities.loaded);
  add_names(answer, "media-ready", abilities.loaded);
  abilities.dpi = finest(answer);
  abilities.two_sided = has(answer, "sides-supported", "two-sided-long-edge");
  abilities.scales_unasked = has(answer, "print-scaling-supported", "none");
  int most = 0;
  ippGetRange(ippFindAttribute(answer, "copies-supported", IPP_TAG_RANGE), 0, &most);
  abilities.most_copies = std::max(0, most);
  return abilities;
}

core::Result<Media> choose_media(const PrinterAbilities& abilities, double width_mm,
                                 double height_mm) {
  const std::string wanted = size_text(width_mm, height_mm);
  const Media* ready = nearest(abilities.loaded, width_mm, height_mm);
  if (!abilities.loaded.empty() && ready == nullptr) {
    const Media& other = abilities.loaded.front();
    return core::fail(core::Failure::unreachable,
                      "The printer has paper of " + size_text(other.width_mm, other.height_mm) +
                          " loaded; the badge needs " + wanted + ".",
                      "Load paper of the badge's size.", "printer.wrong_media");
  }
  if (ready != nullptr) return *ready;
  if (const Media* paper = nearest(abilities.papers, width_mm, height_mm)) return *paper;
  const bool any = abilities.papers.empty() && abilities.ranges.empty();
  if (any || in_a_range(abilities, width_mm, height_mm)) return Media{{}, width_mm, height_mm};
  return core::fail(core::Failure::bad_input, "The printer has no paper of " + wanted + ".",
                    "Load paper of the badge's size and set that size at the printer.",
                    "printer.no_such_media");
}

}  // namespace devices
