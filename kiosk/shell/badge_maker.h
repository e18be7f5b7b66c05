// From a person to the badge: template, words and code put together for the badge renderer.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "badge/render.h"
#include "badge/template.h"
#include "core/attendee.h"
#include "core/meeting.h"
#include "core/result.h"
#include "i18n/catalogue.h"

namespace shell {

struct PrintableBadge {
  std::string pdf;
  double width_mm = 0;
  double height_mm = 0;
  bool two_sided = false;
};

/// Immutable; any thread.
class BadgeMaker {
 public:
  /// Loads the meeting's template from `assets`/badges.
  static core::Result<BadgeMaker> load(const std::filesystem::path& assets,
                                       const core::Meeting& meeting, i18n::Catalogues words);

  /// As it will print, but with a code that no kiosk takes: a picture of this one is worth nothing.
  [[nodiscard]] core::Result<badge::Raster> preview(const core::Meeting& meeting,
                                                    const core::Details& details, double dpi) const;

  /// Renders, reads the QR back from the pixels with the scanner's decoder, and fails rather than
  /// hand out a badge that cannot be read.
  [[nodiscard]] core::Result<PrintableBadge> make(const core::Meeting& meeting,
                                                  const core::Attendee& attendee,
                                                  const std::string& code, double dpi) const;

  [[nodiscard]] double width_mm() const { return form_.width; }

 private:
  BadgeMaker(badge::Template form, i18n::Catalogues words)
      : form_(std::move(form)), words_(std::move(words)) {}
  badge::Template form_;
  i18n::Catalogues words_;
};

}  // namespace shell
