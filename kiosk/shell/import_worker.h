// Finds lists of people on USB sticks, checks and imports them, beside the desk.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/effect.h"
#include "app/model.h"
#include "db/store.h"
#include "intake/table.h"
#include "shell/mailbox.h"
#include "shell/worker.h"

namespace shell {

/// The CSV and XLSX files on sticks mounted below `roots`, two folders deep, by stick and name; at
/// most 200. Links and hidden files are left out.
std::vector<app::ListFile> find_lists(const std::vector<std::filesystem::path>& roots);

class ImportWorker {
 public:
  ImportWorker(std::unique_ptr<db::Store> store, std::shared_ptr<const core::Meeting> meeting,
               std::filesystem::path mappings, std::vector<std::filesystem::path> roots,
               Mailbox& mailbox);
  ~ImportWorker();

  /// Any thread. Takes the effects that concern lists; false for the others. What is stopped while
  /// it is checked is not answered: the next answer is that to what comes after it.
  bool take(const app::Effect& effect);

 private:
  void check(const app::CheckList& list);
  void import(const app::ImportList& list);
  core::Result<core::IntakeOutcome> run(const std::string& path, const core::IntakeOptions& options,
                                        const intake::ReadProgress& reading);

  const std::unique_ptr<db::Store> store_;
  const std::shared_ptr<const core::Meeting> meeting_;
  const std::filesystem::path mappings_;
  const std::vector<std::filesystem::path> roots_;
  Mailbox& mailbox_;
  std::atomic<bool> stop_ = false;
  Worker worker_;  ///< last: its thread uses what stands above
};

}  // namespace shell
