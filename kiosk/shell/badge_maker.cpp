#include "shell/badge_maker.h"

#include "core/badge_code.h"
#include "devices/read_back.h"
#include "report/badge_content.h"

namespace shell {
namespace {

/// Our form with a tag of zeros: forged, should somebody show a photograph of the preview.
std::string worthless_code() { return core::to_text(core::BadgeCode{}); }

}  // namespace

core::Result<BadgeMaker> BadgeMaker::load(BadgeFolders folders, const core::Meeting& meeting,
                                          i18n::Catalogues words) {
  auto form = load_form(folders, meeting.badge_template);
  if (!form) return tl::unexpected(form.error());
  return BadgeMaker(std::move(folders), std::move(*form), std::move(words));
}

core::Result<badge::Raster> BadgeMaker::preview(const core::Meeting& meeting,
                                                const core::Details& details, double dpi,
                                                const std::string& form) const {
  core::Attendee attendee;
  attendee.details = details;
  attendee.number = "····";  // given when the registration is stored
  const badge::Content content =
      report::make_badge_content(meeting, attendee, worthless_code(), words_);
  if (form.empty() || form == meeting.badge_template) {
    return badge::render_raster(form_, content, dpi);
  }
  const auto other = load_form(folders_, form);
  if (!other) return tl::unexpected(other.error());
  return badge::render_raster(*other, content, dpi);
}

core::Result<PrintableBadge> BadgeMaker::make(const core::Meeting& meeting,
                                              const core::Attendee& attendee,
                                              const std::string& code, double dpi) const {
  const badge::Content content = report::make_badge_content(meeting, attendee, code, words_);
  const auto raster = badge::render_raster(form_, content, dpi);
  if (!raster) return tl::unexpected(raster.error());
  if (!devices::reads_as({raster->rgba.data(), raster->width, raster->height, raster->stride},
                         code)) {
    return core::fail(core::Failure::bad_input,
                      "The badge's QR code could not be read back, so it was not printed.",
                      "Choose a larger badge template or a finer printer resolution.");
  }
  auto pdf = badge::render_pdf(form_, content, dpi);
  if (!pdf) return tl::unexpected(pdf.error());
  return PrintableBadge{std::move(*pdf), form_.page_width(), form_.page_height(),
                        form_.sides == badge::Sides::two};
}

}  // namespace shell
