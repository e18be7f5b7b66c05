// From a person to the badge: template, words and code put together for the badge renderer.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "badge/render.h"
#include "badge/template.h"
#include "core/attendee.h"
#include "core/meeting.h"
#include "core/result.h"
#include "i18n/catalogue.h"
#include "shell/badge_forms.h"

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
  /// Loads the meeting's template.
  static core::Result<BadgeMaker> load(BadgeFolders folders, const core::Meeting& meeting,
                                       i18n::Catalogues words);

  /// As it will print, but with a code that no kiosk takes: a picture of this one is worth nothing.
  /// With another template where `form` names one.
  [[nodiscard]] core::Result<badge::Raster> preview(const core::Meeting& meeting,
                                                    const core::Details& details, double dpi,
                                                    const std::string& form = {}) const;

  /// The templates that a preview can be made with.
  [[nodiscard]] std::vector<app::BadgeForm> forms() const { return list_forms(folders_); }

  /// Renders, reads the QR back from the pixels with the scanner's decoder, and fails rather than
  /// hand out a badge that cannot be read.
  [[nodiscard]] core::Result<PrintableBadge> make(const core::Meeting& meeting,
                                                  const core::Attendee& attendee,
                                                  const std::string& code, double dpi) const;

  [[nodiscard]] double width_mm() const { return form_.width; }

 private:
  BadgeMaker(BadgeFolders folders, badge::Template form, i18n::Catalogues words)
      : folders_(std::move(folders)), form_(std::move(form)), words_(std::move(words)) {}
  BadgeFolders folders_;
  badge::Template form_;
  i18n::Catalogues words_;
};

}  // namespace shell
