#include "shell/verify_records.h"

#include <algorithm>

#include "report/seal.h"

namespace shell {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSealEnding = ".sha256";

/// The exports of a folder, by their checksum files.
std::vector<fs::path> exports_in(const fs::path& folder) {
  std::vector<fs::path> exports;
  std::error_code gone;  // a stick may be pulled out, and no export was made yet
  for (const auto& entry : fs::directory_iterator(folder, gone)) {
    if (entry.path().extension() != kSealEnding) continue;
    exports.push_back(entry.path().parent_path() / entry.path().stem());
  }
  std::sort(exports.begin(), exports.end());
  return exports;
}

/// Another meeting's file, or one that names no row of the journal, is none of ours to judge.
core::Result<void> compare(db::Store& store, const fs::path& file, app::Verified& found) {
  const auto seal = report::read_seal(file);
  if (!seal) return {};
  const std::string name = file.filename().string();
  ++found.exports;
  if (const auto hash = report::sha256_of(file); !hash || *hash != seal->sha256) {
    found.problems.push_back(name + ": it is not what was exported");
  }
  for (const db::JournalHead& head : seal->heads) {
    const auto stands = store.has_journal_row(head);
    if (!stands) return tl::unexpected(stands.error());
    if (*stands) continue;
    found.problems.push_back(name + ": kiosk " + head.letter + " row " + std::to_string(head.seq) +
                             " was changed or removed since");
  }
  return {};
}

}  // namespace

core::Result<app::Verified> verify_records(db::Store& store, const std::vector<fs::path>& folders,
                                           const core::Progress& progress) {
  auto verified = store.verify(progress);
  if (!verified) return tl::unexpected(verified.error());
  app::Verified found;
  found.problems = std::move(verified->problems);
  for (const db::ChainReport& chain : verified->chains) found.entries += chain.rows;
  for (const fs::path& folder : folders) {
    for (const fs::path& file : exports_in(folder)) {
      if (auto done = compare(store, file, found); !done) return tl::unexpected(done.error());
    }
  }
  return found;
}

}  // namespace shell
