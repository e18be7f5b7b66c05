#include "shell/import_worker.h"

#include <algorithm>

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

}  // namespace

core::Result<core::IntakeOutcome> ImportWorker::run(const std::string& path,
                                                    const core::IntakeOptions& options) {
  const auto meeting = store_->meeting(meeting_->id);  // another kiosk may have changed it
  if (!meeting) return tl::unexpected(meeting.error());
  const auto list = intake::read_people_file(path, **meeting, mappings_, options_for(path));
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

void ImportWorker::check(const app::CheckList& list) {
  core::IntakeOptions options;
  if (list.update) options.duplicates = core::Duplicates::update;
  options.dry_run = true;
  auto outcome = run(list.path, options);
  if (outcome) {
    mailbox_.post(app::ListChecked{std::move(*outcome)});
  } else {
    mailbox_.post(app::ImportFailed{outcome.error()});
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
  auto outcome = run(list.path, options);
  if (outcome) {
    mailbox_.post(app::ListImported{std::move(*outcome)});
  } else {
    mailbox_.post(app::ImportFailed{outcome.error()});
  }
}

}  // namespace shell
