// What the organisers' Export screen makes: tables as spreadsheet and CSV, documents as PDF, the
// text for the web site.
#pragma once

#include <filesystem>

#include "app/effect.h"
#include "core/progress.h"
#include "core/time.h"
#include "db/store.h"
#include "i18n/catalogue.h"
#include "report/atomic_file.h"
#include "report/document.h"
#include "report/export.h"

namespace shell {

/// `2019-03-12-0905`: sorts by time, and no file system minds it.
std::string file_stamp(core::Instant at, const core::Zone& zone);

/// Belongs to the thread of its store, which must outlive it.
class Exporter {
 public:
  Exporter(db::Store& store, core::MeetingId meeting, i18n::Catalogues words)
      : store_(store), meeting_(std::move(meeting)), words_(std::move(words)) {}

  /// Returns the file that people open; each file in `folder` has its checksum beside it. `what` is
  /// that of `kioskctl export` and `kioskctl report`. Errors: `usage` for what there is not,
  /// `bad_input` where there is nothing to show yet, those of storage, and `core::stopped()`.
  core::Result<report::Exported> make(const app::ExportData& wanted,
                                      const std::filesystem::path& folder, core::Instant now,
                                      const core::Progress& progress = {});

  /// One person's certificate of attendance, in their language. `bad_input` where they were not
  /// there.
  core::Result<report::Exported> make_certificate(const std::string& number,
                                                  const std::filesystem::path& folder,
                                                  core::Instant now);

 private:
  core::Result<report::Exported> make_tables(report::What what, const std::filesystem::path& stem,
                                             const core::Progress& progress);
  core::Result<report::Exported> make_invitations(const std::filesystem::path& folder,
                                                  const core::Progress& progress);
  core::Result<report::Exported> make_publication(const std::string& language,
                                                  const std::filesystem::path& stem);
  core::Result<report::Exported> make_document(const app::ExportData& wanted, core::Instant now,
                                               const std::filesystem::path& stem,
                                               const core::Progress& progress);
  core::Result<report::Exported> write(const std::filesystem::path& file, const report::Fill& fill);
  core::Result<report::Exported> write_pdf(const std::filesystem::path& stem,
                                           const core::Result<report::Document>& document,
                                           const core::Progress& progress);

  db::Store& store_;
  core::MeetingId meeting_;
  i18n::Catalogues words_;
};

}  // namespace shell
