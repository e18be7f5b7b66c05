#include "shell/restore_worker.h"

#include <algorithm>

#include "core/wipe.h"
#include "db/backup.h"
#include "db/copies.h"
#include "db/sealed_file.h"
#include "shell/sticks.h"

namespace shell {
namespace {

namespace fs = std::filesystem;

bool is_backup(const fs::path& file) {
  return file.extension() == kBackupEnding && db::looks_sealed(file);
}

/// Those that an organiser made without a stick; newest first, as their names tell the time.
std::vector<app::ListFile> own_backups(const fs::path& data) {
  std::vector<app::ListFile> files;
  std::error_code failed;  // a folder that is not there holds none
  for (const auto& entry : fs::directory_iterator(data / "backups", failed)) {
    if (!is_backup(entry.path())) continue;
    files.push_back({entry.path().string(), entry.path().filename().string(), ""});
  }
  std::sort(files.begin(), files.end(),
            [](const auto& left, const auto& right) { return left.name > right.name; });
  return files;
}

}  // namespace

RestoreWorker::RestoreWorker(fs::path data, FindRoots roots, Mailbox& mailbox)
    : data_(std::move(data)), roots_(std::move(roots)), mailbox_(mailbox) {}

RestoreWorker::~RestoreWorker() {
  stop_ = true;
  worker_.stop();
}

bool RestoreWorker::take(const app::Effect& effect) {
  if (effect.is<app::StopRestoring>()) {
    stop_ = true;
  } else if (effect.is<app::FindCopy>()) {
    worker_.post([this] { find(); });
  } else if (effect.is<app::FindBackups>()) {
    worker_.post([this] { find_backups(); });
  } else if (effect.is<app::RestoreCopy>()) {
    stop_ = false;
    worker_.post([this] { restore_newest(); });
  } else if (const auto* wanted = effect.get<app::RestoreBackup>()) {
    stop_ = false;
    worker_.post([this, sealed = *wanted]() mutable {
      restore(sealed.path, sealed.passphrase);
      core::wipe(sealed.passphrase);
    });
  } else {
    return false;
  }
  return true;
}

void RestoreWorker::find() {
  const auto copy = db::newest_good_copy(data_);
  if (!copy) return;
  mailbox_.post(app::CopyFound{copy->at, copy->is_sealed ? copy->file.string() : std::string()});
}

void RestoreWorker::find_backups() {
  std::vector<app::ListFile> files = find_on_sticks(roots_(), is_backup);
  const std::vector<app::ListFile> own = own_backups(data_);
  files.insert(files.end(), own.begin(), own.end());
  mailbox_.post(app::SealedFilesFound{std::move(files)});
}

core::Progress RestoreWorker::progress() {
  return [this, told = -1](int percent) mutable {
    if (percent != told) mailbox_.post(app::WorkProgressed{percent});
    told = percent;
    return !stop_.load();
  };
}

void RestoreWorker::restore(const fs::path& file, std::string_view passphrase) {
  const auto done = db::restore_backup(data_, file, passphrase, progress());
  if (done) {
    mailbox_.post(app::CopyRestored{done->salvaged_rows});
  } else {
    mailbox_.post(app::RestoreFailed{done.error()});
  }
}

/// It is looked for again: what was offered may have gone since.
void RestoreWorker::restore_newest() {
  if (const auto copy = db::newest_good_copy(data_)) return restore(copy->file, {});
  mailbox_.post(app::RestoreFailed{
      {core::Failure::storage, "No copy that is whole is left.", "Bring a backup.", {}}});
}

}  // namespace shell
