// What a printer says it can do, and which of its papers a badge goes on. Pure.
#pragma once

#include <cups/cups.h>

#include <string>
#include <vector>

#include "core/result.h"

namespace devices {

/// A paper of the printer's.
struct Media {
  std::string name;  ///< PWG 5101.1: `oe_badge_62x100mm`; may be empty
  double width_mm = 0;
  double height_mm = 0;
};

/// Paper of any size between two.
struct MediaRange {
  double least_width_mm = 0, most_width_mm = 0;
  double least_height_mm = 0, most_height_mm = 0;
};

/// Empty or 0 where the printer does not say.
struct PrinterAbilities {
  std::vector<Media> papers;       ///< that it knows
  std::vector<MediaRange> ranges;  ///< of sizes that it also takes
  std::vector<Media> loaded;       ///< that is in it now
  int dpi = 0;                     ///< the finest in both directions, at most 1200
  int most_copies = 0;
  bool two_sided = false;
  bool scales_unasked = false;  ///< and can be told not to
};

/// From an answer to Get-Printer-Attributes. What makes no sense is left out.
PrinterAbilities read_abilities(ipp_t* answer);

/// How far a side of the paper may differ from the badge's.
inline constexpr double kPaperToleranceMm = 2.5;

/// The printer's paper that is nearest to `width_mm` × `height_mm`, the loaded one if it fits as
/// well as any. Exactly that size where the printer tells no sizes or takes any.
/// Fails with `bad_input`, message `printer.no_such_media`, if it has none so near, and with
/// `unreachable`, message `printer.wrong_media`, if another one is loaded.
core::Result<Media> choose_media(const PrinterAbilities& abilities, double width_mm,
                                 double height_mm);

}  // namespace devices
