#include "shell/preview_worker.h"

#include <utility>

namespace shell {
namespace {

constexpr double kPreviewDpi = 200;

}  // namespace

void PreviewWorker::draw(const app::DrawPreview& wanted) {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = wanted.preview;
  }
  worker_.post([this, wanted] {
    {
      const std::lock_guard lock(mutex_);
      if (wanted_ != wanted.preview) return;
    }
    auto raster = badges_.preview(*meeting_, wanted.details, kPreviewDpi, wanted.form);
    if (!raster) {
      mailbox_.post(app::PreviewFailed{wanted.preview, raster.error()});
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      if (wanted_ != wanted.preview) return;
      picture_ = std::move(*raster);
    }
    mailbox_.post(app::PreviewDrawn{wanted.preview});
  });
}

void PreviewWorker::use(std::shared_ptr<const core::Meeting> meeting) {
  worker_.post([this, meeting = std::move(meeting)] { meeting_ = meeting; });
}

void PreviewWorker::find_forms() {
  worker_.post([this] { mailbox_.post(app::BadgeFormsFound{badges_.forms()}); });
}

std::optional<badge::Raster> PreviewWorker::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(picture_, std::nullopt);
}

void PreviewWorker::forget() {
  const std::lock_guard lock(mutex_);
  wanted_ = 0;
  picture_.reset();
}

}  // namespace shell
