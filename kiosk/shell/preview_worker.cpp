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
    auto raster = badges_.preview(*meeting_, wanted.details, kPreviewDpi);
    if (!raster) return;  // the print itself will say what is wrong
    {
      const std::lock_guard lock(mutex_);
      if (wanted_ != wanted.preview) return;
      picture_ = std::move(*raster);
    }
    mailbox_.post(app::PreviewDrawn{wanted.preview});
  });
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
