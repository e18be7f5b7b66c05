#include "shell/data_worker.h"

#include <algorithm>
#include <chrono>

#include "db/backup.h"
#include "db/copies.h"
#include "db/journal_file.h"
#include "report/atomic_file.h"
#include "shell/join_worker.h"
#include "shell/restore_worker.h"
#include "shell/verify_records.h"

namespace shell {
namespace {

namespace fs = std::filesystem;

std::vector<app::RetentionStep> steps_of(const db::RetentionPlan& plan) {
  using What = app::RetentionStep::What;
  return {
      {What::needs, plan.days.needs, plan.needs, plan.due.needs && plan.needs > 0},
      {What::contacts, plan.days.contacts, plan.contacts, plan.due.contacts && plan.contacts > 0},
      {What::people, plan.days.people, plan.people, plan.due.people && plan.people > 0}};
}

bool can_be_stopped(const app::Effect& effect) {
  return effect.is<app::ExportData>() || effect.is<app::BackUp>() ||
         effect.is<app::VerifyRecords>();
}

}  // namespace

DataWorker::DataWorker(std::unique_ptr<db::Store> store,
                       std::shared_ptr<const core::Meeting> meeting, i18n::Catalogues words,
                       FindSticksNow find_sticks, Now now, Mailbox& mailbox)
    : store_(std::move(store)),
      meeting_(std::move(meeting)),
      find_sticks_(std::move(find_sticks)),
      now_(std::move(now)),
      mailbox_(mailbox),
      exporter_(*store_, meeting_->id, std::move(words)) {
  store_->act_as(core::Role::organiser);
}

DataWorker::~DataWorker() {
  stop_ = true;
  worker_.stop();
}

bool DataWorker::take(const app::Effect& effect) {
  if (effect.is<app::StopWork>()) {
    stop_ = true;
    return true;
  }
  return app::Wishes::visit(effect, [&](const auto& wanted) {
    if constexpr (requires { run(wanted); }) {
      if (can_be_stopped(effect)) stop_ = false;
      worker_.post([this, wanted] { run(wanted); });
      return true;
    } else {
      return false;
    }
  });
}

core::Progress DataWorker::progress() {
  return [this, told = -1](int percent) mutable {
    if (percent != told) mailbox_.post(app::WorkProgressed{percent});
    told = percent;
    return !stop_.load();
  };
}

fs::path DataWorker::folder_for(const std::string& stick, const char* own_folder) const {
  if (!stick.empty()) return stick;
  fs::path folder = store_->folder() / own_folder;
  std::error_code failed;  // a folder that cannot be made is told by whoever writes into it
  fs::create_directories(folder, failed);
  fs::permissions(folder, fs::perms::owner_all, failed);
  return folder;
}

std::string DataWorker::stamped(std::string_view name, std::string_view ending) const {
  return std::string(name) + "-" + file_stamp(now_(), meeting_->zone) + std::string(ending);
}

void DataWorker::run(const app::FindSticks&) { mailbox_.post(app::SticksFound{find_sticks_()}); }

void DataWorker::run(const app::ExportData& effect) {
  const auto done = exporter_.make(effect, folder_for(effect.stick, "exports"), now_(), progress());
  if (done) {
    mailbox_.post(app::Exported{done->file.string(), done->sha256});
  } else if (core::is_stopped(done.error())) {
    mailbox_.post(app::WorkStopped{});
  } else {
    mailbox_.post(app::ExportFailed{done.error()});
  }
}

/// The backup is made whatever becomes of the copies.
void DataWorker::tell_backup(const fs::path& file, const app::BackUp& effect) {
  const fs::path& folder = store_->folder();
  core::Result<void> copies;
  if (effect.seal_copies.value_or(false)) {
    copies = db::seal_copies(folder, effect.passphrase);
  } else if (effect.seal_copies && db::copies_are_sealed(folder)) {
    copies = db::leave_copies_open(folder);
  }
  app::BackedUp done{file.string(), db::copies_are_sealed(folder)};
  if (const auto newest = db::newest_good_copy(folder)) done.newest_copy = newest->file.string();
  if (!copies) done.copies_failure = copies.error();
  mailbox_.post(std::move(done));
}

void DataWorker::run(const app::BackUp& effect) {
  const fs::path file =
      folder_for(effect.stick, "backups") / stamped("kiosk-" + store_->letter(), kBackupEnding);
  const auto done = db::write_backup(store_->folder(), file, effect.passphrase, progress());
  if (done) {
    tell_backup(done->file, effect);
  } else if (core::is_stopped(done.error())) {
    mailbox_.post(app::WorkStopped{});
  } else {
    mailbox_.post(app::BackupFailed{done.error()});
  }
}

/// Only the kiosk that the meeting began with gives letters; that one is A. What was given to a
/// kiosk that nobody has heard of since is refused when it is asked for.
void DataWorker::run(const app::FindLetters&) {
  std::string free;
  const auto marks = store_->marks();
  if (marks && store_->letter() == "A") {
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
      const bool is_taken = std::any_of(marks->begin(), marks->end(), [&](const auto& mark) {
        return mark.letter == std::string(1, letter);
      });
      if (!is_taken) free += letter;
    }
  }
  mailbox_.post(app::LettersFound{std::move(free)});
}

void DataWorker::run(const app::EnrolKiosk& effect) {
  const std::string letter(1, effect.letter);
  const fs::path file =
      folder_for(effect.stick, "exports") / stamped("kiosk-" + letter, kEnrolmentEnding);
  auto hub = store_->hub();
  if (!hub) return mailbox_.post(app::EnrolFailed{hub.error()});
  const auto done = db::write_enrolment(*store_, effect.letter, *hub, file, effect.passphrase);
  if (!done) return mailbox_.post(app::EnrolFailed{done.error()});
  mailbox_.post(app::KioskEnrolled{file.string()});
}

void DataWorker::run(const app::PlanRetention&) {
  const auto plan = store_->plan_retention(meeting_->id);
  if (plan) {
    mailbox_.post(app::RetentionPlanned{steps_of(*plan)});
  } else {
    mailbox_.post(app::RetentionFailed{plan.error()});
  }
}

void DataWorker::run(const app::RunRetention&) {
  const auto done = store_->run_retention(meeting_->id, false);
  if (done) {
    mailbox_.post(app::RetentionDone{done->needs + done->contacts + done->people});
  } else {
    mailbox_.post(app::RetentionFailed{done.error()});
  }
}

void DataWorker::run(const app::VerifyRecords&) {
  std::vector<fs::path> folders = {store_->folder() / "exports"};
  for (const app::Stick& stick : find_sticks_()) folders.emplace_back(stick.path);
  auto found = verify_records(*store_, folders, progress());
  if (found) {
    mailbox_.post(app::RecordsVerified{std::move(*found)});
  } else if (core::is_stopped(found.error())) {
    mailbox_.post(app::WorkStopped{});
  } else {
    mailbox_.post(app::VerifyFailed{found.error()});
  }
}

void DataWorker::run(const app::ErasePerson& effect) {
  using std::chrono::steady_clock;
  const auto began = steady_clock::now();
  const auto done = store_->erase(meeting_->id, effect.number);
  if (!done) return mailbox_.post(app::DataWorkFailed{done.error()});
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - began);
  mailbox_.post(app::PersonErased{effect.number, done->rows, took, done->exports});
}

void DataWorker::run(const app::ExtractPerson& effect) {
  const auto document =
      store_->extract(meeting_->id, effect.number, db::Store::SealedNeeds::opened);
  if (!document) return mailbox_.post(app::DataWorkFailed{document.error()});
  const fs::path file =
      folder_for(effect.stick, "exports") / stamped("extract-" + effect.number, ".json");
  const auto written = report::write_file(file, [&](std::ostream& out) -> core::Result<void> {
    out << *document;
    return {};
  });
  if (!written) return mailbox_.post(app::DataWorkFailed{written.error()});
  mailbox_.post(app::PersonExtracted{effect.number, file.string()});
}

void DataWorker::run(const app::CertifyPerson& effect) {
  const auto done =
      exporter_.make_certificate(effect.number, folder_for(effect.stick, "exports"), now_());
  if (!done) return mailbox_.post(app::DataWorkFailed{done.error()});
  mailbox_.post(app::PersonExtracted{effect.number, done->file.string()});
}

}  // namespace shell
