#include "shell/restore_worker.h"

#include "db/backup.h"

namespace shell {
namespace {

/// The copy is looked for again: what was offered may have gone since.
core::Result<db::RestoreReport> go_back(const std::filesystem::path& data) {
  const auto copy = db::newest_good_copy(data);
  if (!copy) return core::fail(core::Failure::storage, "No copy that is whole is left.");
  return db::restore_backup(data, copy->file, {});
}

}  // namespace

RestoreWorker::RestoreWorker(std::filesystem::path data, Mailbox& mailbox)
    : data_(std::move(data)), mailbox_(mailbox) {}

bool RestoreWorker::take(const app::Effect& effect) {
  if (effect.is<app::FindCopy>()) {
    worker_.post([this] { find(); });
    return true;
  }
  if (effect.is<app::RestoreCopy>()) {
    worker_.post([this] { restore(); });
    return true;
  }
  return false;
}

void RestoreWorker::find() {
  if (const auto copy = db::newest_good_copy(data_)) mailbox_.post(app::CopyFound{copy->at});
}

void RestoreWorker::restore() {
  const auto done = go_back(data_);
  if (done) {
    mailbox_.post(app::CopyRestored{});
  } else {
    mailbox_.post(app::RestoreFailed{done.error()});
  }
}

}  // namespace shell
