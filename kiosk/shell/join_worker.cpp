#include "shell/join_worker.h"

#include "core/wipe.h"
#include "db/journal_file.h"
#include "db/sealed_file.h"
#include "shell/data_lock.h"
#include "shell/sticks.h"

namespace shell {
namespace {

namespace fs = std::filesystem;

bool is_enrolment(const fs::path& file) {
  return file.extension() == kEnrolmentEnding && db::looks_sealed(file);
}

/// The letter it has from now on. Nothing that was refused may pass for done.
core::Result<std::string> become_another(const fs::path& data, std::function<core::Instant()> now,
                                         const app::JoinKiosk& effect) {
  const auto lock = DataLock::take(data);
  if (!lock) return tl::unexpected(lock.error());
  auto store = db::Store::open({data, std::move(now), 'A'});
  if (!store) return tl::unexpected(store.error());
  const auto taken = db::join_with(**store, effect.path, effect.passphrase);
  if (!taken) return tl::unexpected(taken.error());
  const bool is_nothing = taken->rows == 0 && taken->known == 0 && !taken->refused.empty();
  if (is_nothing) {
    return core::fail(core::Failure::bad_input, taken->refused.front().reason,
                      "Make another file on the first kiosk.");
  }
  return (*store)->letter();
}

}  // namespace

JoinWorker::JoinWorker(fs::path data, FindRoots roots, std::function<core::Instant()> now,
                       Mailbox& mailbox)
    : data_(std::move(data)), roots_(std::move(roots)), now_(std::move(now)), mailbox_(mailbox) {}

bool JoinWorker::take(const app::Effect& effect) {
  if (effect.is<app::FindEnrolments>()) {
    worker_.post([this] { find(); });
    return true;
  }
  if (const auto* wanted = effect.get<app::JoinKiosk>()) {
    worker_.post([this, joins = *wanted]() mutable {
      join(joins);
      core::wipe(joins.passphrase);
    });
    return true;
  }
  return false;
}

void JoinWorker::find() {
  mailbox_.post(app::SealedFilesFound{find_on_sticks(roots_(), is_enrolment)});
}

void JoinWorker::join(const app::JoinKiosk& effect) {
  const auto letter = become_another(data_, now_, effect);
  if (letter) {
    mailbox_.post(app::KioskJoined{*letter});
  } else {
    mailbox_.post(app::JoinFailed{letter.error()});
  }
}

}  // namespace shell
