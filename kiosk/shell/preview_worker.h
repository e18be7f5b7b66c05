// Draws the badge for the Check and the Meeting screen beside the loop.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "app/effect.h"
#include "core/meeting.h"
#include "shell/badge_maker.h"
#include "shell/mailbox.h"
#include "shell/worker.h"

namespace shell {

/// Any thread calls; the picture is taken by the loop when `PreviewDrawn` arrives.
class PreviewWorker {
 public:
  PreviewWorker(BadgeMaker badges, std::shared_ptr<const core::Meeting> meeting, Mailbox& mailbox)
      : badges_(std::move(badges)), meeting_(std::move(meeting)), mailbox_(mailbox) {}

  void draw(const app::DrawPreview& wanted);
  /// What is drawn from now on is of this one.
  void use(std::shared_ptr<const core::Meeting> meeting);
  /// Answers with `BadgeFormsFound`.
  void find_forms();
  /// The newest picture, handed over; empty if none is waiting.
  std::optional<badge::Raster> take();
  /// Drops what is drawn or being drawn.
  void forget();

 private:
  const BadgeMaker badges_;
  std::shared_ptr<const core::Meeting> meeting_;  ///< of the worker's thread
  Mailbox& mailbox_;
  std::mutex mutex_;  ///< guards the two below
  int wanted_ = 0;    ///< only this preview is of use; 0: none
  std::optional<badge::Raster> picture_;
  Worker worker_;  ///< last: its thread uses what stands above
};

}  // namespace shell
