#include "shell/exporter.h"

#include "report/atomic_file.h"
#include "report/certificates.h"
#include "report/publication.h"
#include "report/seal.h"
#include "report/signature_sheets.h"

namespace shell {
namespace {

/// `2019-03-12-0905`: sorts by time, and no file system minds it.
std::string file_stamp(core::Instant at, const core::Zone& zone) {
  std::string stamp = core::to_text(zone.day_of(at)) + "-" + core::clock_text(at, zone);
  std::erase(stamp, ':');
  return stamp;
}

core::Result<report::Exported> write(db::Store& store, const std::filesystem::path& file,
                                     const report::Fill& fill) {
  const auto hash =
      report::write_file(file, fill, report::Checksum::beside, report::journal_remarks(store));
  if (!hash) return tl::unexpected(hash.error());
  return report::Exported{file, 0, *hash};
}

core::Result<report::Exported> write_pdf(db::Store& store, const std::filesystem::path& stem,
                                         const core::Result<report::Document>& document) {
  if (!document) return tl::unexpected(document.error());
  return write(store, stem.string() + ".pdf",
               [&](std::ostream& out) { return report::write_pdf(*document, out); });
}

core::Result<report::Exported> write_html(db::Store& store, const std::filesystem::path& stem,
                                          const std::string& html) {
  return write(store, stem.string() + ".html", [&](std::ostream& out) -> core::Result<void> {
    out << html;
    return {};
  });
}

}  // namespace

core::Result<report::Exported> Exporter::make(const app::ExportData& wanted, core::Instant now) {
  const auto meeting = store_->meeting(meeting_);
  if (!meeting) return tl::unexpected(meeting.error());
  std::error_code failed;  // a folder that cannot be made is told by the export itself
  std::filesystem::create_directories(folder_, failed);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, failed);
  const auto stem =
      folder_ / (meeting_.text + "-" + wanted.what + "-" + file_stamp(now, (*meeting)->zone));
  if (const auto what = report::parse_what(wanted.what)) return make_tables(*what, stem);
  return make_document(wanted, now, stem);
}

/// Offices open the spreadsheet; programs read the other.
core::Result<report::Exported> Exporter::make_tables(report::What what,
                                                     const std::filesystem::path& stem) {
  auto plain =
      report::export_file(*store_, meeting_, what, report::Format::csv, stem.string() + ".csv");
  if (!plain) return plain;
  return report::export_file(*store_, meeting_, what, report::Format::xlsx,
                             stem.string() + ".xlsx");
}

core::Result<report::Exported> Exporter::make_document(const app::ExportData& wanted,
                                                       core::Instant now,
                                                       const std::filesystem::path& stem) {
  const auto evidence = report::read_evidence(*store_, meeting_, now);
  if (!evidence) return tl::unexpected(evidence.error());
  if (wanted.what == "signature-sheets") {
    return write_pdf(*store_, stem,
                     report::signature_sheets(*evidence, {wanted.language, {}, {}}, words_));
  }
  if (wanted.what == "certificates") {
    return write_pdf(*store_, stem, report::certificates(*evidence, {}, words_));
  }
  if (wanted.what == "publication") {
    return write_html(
        *store_, stem,
        report::as_html(report::make_publication(*evidence, wanted.language, words_)));
  }
  return core::fail(core::Failure::usage, "There is no such export.");
}

}  // namespace shell
