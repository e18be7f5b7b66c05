#include "shell/import_worker.h"

#include <algorithm>
#include <tuple>

#include "intake/intake.h"

namespace shell {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 200;
constexpr int kDeepest = 2;

bool is_list(const fs::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return ending == ".csv" || ending == ".xlsx" || ending == ".tsv" || ending == ".txt";
}

void look_into(const fs::path& folder, const std::string& stick, int depth,
               std::vector<app::ListFile>& files) {
  std::error_code failed;  // a stick that was pulled out has no files
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code unknown;
    const std::string name = at->path().filename().string();
    if (name.empty() || name.front() == '.' || at->is_symlink(unknown)) continue;
    if (at->is_directory(unknown) && depth < kDeepest) {
      look_into(at->path(), stick, depth + 1, files);
    } else if (at->is_regular_file(unknown) && is_list(at->path()) && files.size() < kMostFiles) {
      files.push_back({at->path().string(), name, stick});
    }
  }
}

}  // namespace

std::vector<app::ListFile> find_lists(const std::vector<fs::path>& roots) {
  std::vector<app::ListFile> files;
  for (const fs::path& root : roots) {
    std::error_code failed;
    for (const auto& stick : fs::directory_iterator(root, failed)) {
      std::error_code unknown;
      if (stick.is_symlink(unknown) || !stick.is_directory(unknown)) continue;
      look_into(stick.path(), stick.path().filename().string(), 1, files);
    }
  }
  const auto by_place = [](const app::ListFile& left, const app::ListFile& right) {
    return std::tie(left.stick, left.name, left.path) <
           std::tie(right.stick, right.name, right.path);
  };
  std::sort(files.begin(), files.end(), by_place);
  const auto same = [](const auto& left, const auto& right) { return left.path == right.path; };
  files.erase(std::unique(files.begin(), files.end(), same), files.end());
  return files;
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
    worker_.post([this, path = wanted->path] { check(path); });
    return true;
  }
  if (const auto* wanted = effect.get<app::ImportList>()) {
    stop_ = false;
    worker_.post([this, path = wanted->path] { import(path); });
    return true;
  }
  if (effect.is<app::StopImport>()) {
    stop_ = true;
    return true;
  }
  return false;
}

core::Result<core::IntakeOutcome> ImportWorker::run(const std::string& path,
                                                    const core::IntakeOptions& options) {
  const auto list = intake::read_people_file(path, *meeting_, mappings_, {});
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

void ImportWorker::check(const std::string& path) {
  core::IntakeOptions options;
  options.dry_run = true;
  auto outcome = run(path, options);
  if (outcome) {
    mailbox_.post(app::ListChecked{std::move(*outcome)});
  } else {
    mailbox_.post(app::ImportFailed{outcome.error()});
  }
}

/// The mistakes were shown before: the rows that are right are stored.
void ImportWorker::import(const std::string& path) {
  core::IntakeOptions options;
  options.partial = true;
  options.progress = [this](std::size_t done) {
    mailbox_.post(app::ImportProgressed{static_cast<int>(done)});
    return !stop_.load();
  };
  auto outcome = run(path, options);
  if (outcome) {
    mailbox_.post(app::ListImported{std::move(*outcome)});
  } else {
    mailbox_.post(app::ImportFailed{outcome.error()});
  }
}

}  // namespace shell
