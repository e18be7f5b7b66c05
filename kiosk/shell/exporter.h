// What the organisers' Export screen makes: tables as spreadsheet and CSV, documents as PDF, the
// text for the web site.
#pragma once

#include <filesystem>

#include "app/effect.h"
#include "core/time.h"
#include "db/store.h"
#include "i18n/catalogue.h"
#include "report/export.h"

namespace shell {

/// Belongs to the export worker's thread, as its store does.
class Exporter {
 public:
  Exporter(std::unique_ptr<db::Store> store, core::MeetingId meeting, i18n::Catalogues words,
           std::filesystem::path folder)
      : store_(std::move(store)),
        meeting_(std::move(meeting)),
        words_(std::move(words)),
        folder_(std::move(folder)) {}

  /// Returns the file that people open; each file has its checksum beside it. `what` is that of
  /// `kioskctl export` and `kioskctl report`. Errors: `usage` for what there is not, `bad_input`
  /// where there is nothing to show yet, and those of storage.
  core::Result<report::Exported> make(const app::ExportData& wanted, core::Instant now);

 private:
  core::Result<report::Exported> make_tables(report::What what, const std::filesystem::path& stem);
  core::Result<report::Exported> make_document(const app::ExportData& wanted, core::Instant now,
                                               const std::filesystem::path& stem);

  std::unique_ptr<db::Store> store_;
  core::MeetingId meeting_;
  i18n::Catalogues words_;
  std::filesystem::path folder_;
};

}  // namespace shell
