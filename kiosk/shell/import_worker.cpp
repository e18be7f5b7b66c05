#include "shell/import_worker.h"

#include <algorithm>

#include "core/progress.h"
#include "intake/intake.h"
#include "shell/sticks.h"

namespace shell {
namespace {

namespace fs = std::filesystem;

bool is_list(const fs::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return ending == ".csv" || ending == ".xlsx" || ending == ".tsv" || ending == ".txt";
}

}  // namespace

std::vector<app::ListFile> find_lists(const std::vector<fs::path>& roots) {
  return find_on_sticks(roots, is_list);
}

ImportWorker::ImportWorker(std::unique_ptr<db::Store> store,
                           std::shared_ptr<const core::Meeting> meeting, fs::path mappings,
                           std::vector<fs::path> roots, Mailbox& mailbox)
    : store_(std::move(store)),
      meeting_(std::move(meeting)),
      mappings_(std::move(mappings)),
      roots_(std::move(roots)),
      mailbox_(mailbox) {
  store_->act_as(core::Role::organiser);
}

ImportWorker::~ImportWorker() {
  stop_ = true;  // what is half done is undone
}

bool ImportWorker::take(const app::Effect& effect) {
  if (effect.is<app::FindLists>()) {
    worker_.post([this] { mailbox_.post(app::ListsFound{find_lists(roots_)}); });
    return true;
  }
  if (const auto* wanted = effect.get<app::CheckList>()) {
    stop_ = false;
    worker_.post([this, list = *wanted] { check(list); });
    return true;
  }
  if (const auto* wanted = effect.get<app::ImportList>()) {
    stop_ = false;
    worker_.post([this, list = *wanted] { import(list); });
    return true;
  }
  if (effect.is<app::StopImport>()) {
    stop_ = true;
    return true;
  }
  return false;
}

namespace {

/// A mapping file that lies beside a list under its name says what its columns mean.
intake::ReadOptions options_for(const std::filesystem::path& list) {
  auto mapping = list;
  mapping.replace_extension(".toml");
  std::error_code missing;
  const bool is_there = std::filesystem::is_regular_file(mapping, missing);
  return {is_there ? mapping.string() : std::string(), {}};
}

/// Reading takes so much of a check's time, in percent; comparing with those who are known the
/// rest.
constexpr int kReadUp = 60;

/// What an import comes to that was stopped before anybody was stored.
core::IntakeOutcome nothing() {
  core::IntakeOutcome outcome;
  outcome.stopped = true;
  return outcome;
}

}  // namespace

core::Result<core::IntakeOutcome> ImportWorker::run(const std::string& path,
                                                    const core::IntakeOptions& options,
                                                    const intake::ReadProgress& reading) {
  const auto meeting = store_->meeting(meeting_->id);  // another kiosk may have changed it
  if (!meeting) return tl::unexpected(meeting.error());
  auto how = options_for(path);
  how.progress = reading;
  const auto list = intake::read_people_file(path, **meeting, mappings_, how);
  if (!list && core::is_stopped(list.error())) return nothing();
  if (!list) return tl::unexpected(list.error());
  auto outcome = store_->register_many(meeting_->id, list->people, options);
  if (!outcome) return outcome;
  outcome->read = list->read;
  outcome->skipped += list->left_out;
  auto& mistakes = outcome->mistakes;
  mistakes.insert(mistakes.end(), list->mistakes.begin(), list->mistakes.end());
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const auto& left, const auto& right) { return left.line < right.line; });
  return outcome;
}

namespace {

/// One percentage of the two halves of a check, told when it moves.
class CheckProgress {
 public:
  CheckProgress(Mailbox& mailbox, const std::atomic<bool>& stop) : mailbox_(mailbox), stop_(stop) {}

  bool read(int percent, int rows) {
    rows_ = rows;
    return tell(percent * kReadUp / 100);
  }
  /// Rows with mistakes, and those that the mapping leaves out, do not come so far.
  bool compared(std::size_t people) {
    const auto rows = static_cast<std::size_t>(rows_);
    return tell(kReadUp + intake::percent_of(people, rows) * (100 - kReadUp) / 100);
  }

 private:
  bool tell(int percent) {
    if (percent != told_) mailbox_.post(app::CheckProgressed{percent, rows_});
    told_ = percent;
    return !stop_.load();
  }
  Mailbox& mailbox_;
  const std::atomic<bool>& stop_;
  int rows_ = 0;
  int told_ = -1;
};

}  // namespace

/// What `import` would do, which stores the rows that are right.
void ImportWorker::check(const app::CheckList& list) {
  core::IntakeOptions options;
  if (list.update) options.duplicates = core::Duplicates::update;
  options.dry_run = options.partial = true;
  CheckProgress progress(mailbox_, stop_);
  options.progress = [&](std::size_t done) { return progress.compared(done); };
  auto outcome =
      run(list.path, options, [&](int percent, int rows) { return progress.read(percent, rows); });
  if (!outcome) {
    mailbox_.post(app::ImportFailed{outcome.error()});
  } else if (!outcome->stopped) {
    mailbox_.post(app::ListChecked{std::move(*outcome)});
  }
}

/// The mistakes were shown before: the rows that are right are stored.
void ImportWorker::import(const app::ImportList& list) {
  core::IntakeOptions options;
  if (list.update) options.duplicates = core::Duplicates::update;
  options.partial = true;
  options.progress = [this](std::size_t done) {
    mailbox_.post(app::ImportProgressed{static_cast<int>(done)});
    return !stop_.load();
  };
  auto outcome = run(list.path, options, [this](int, int) { return !stop_.load(); });
  if (outcome) {
    mailbox_.post(app::ListImported{std::move(*outcome)});
  } else {
    mailbox_.post(app::ImportFailed{outcome.error()});
  }
}

}  // namespace shell
