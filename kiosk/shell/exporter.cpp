#include "shell/exporter.h"

#include "report/certificates.h"
#include "report/publication.h"
#include "report/seal.h"
#include "report/signature_sheets.h"

namespace shell {
namespace {

/// Reading and laying out come before the pages are drawn.
constexpr int kLaidOut = 40;

/// `inner` runs from one percentage of the whole to another.
core::Progress part_of(const core::Progress& whole, int from, int to) {
  if (!whole) return {};
  return [&whole, from, to](int percent) { return whole(from + percent * (to - from) / 100); };
}

}  // namespace

std::string file_stamp(core::Instant at, const core::Zone& zone) {
  std::string stamp = core::to_text(zone.day_of(at)) + "-" + core::clock_text(at, zone);
  std::erase(stamp, ':');
  return stamp;
}

core::Result<report::Exported> Exporter::make(const app::ExportData& wanted,
                                              const std::filesystem::path& folder,
                                              core::Instant now, const core::Progress& progress) {
  const auto meeting = store_.meeting(meeting_);
  if (!meeting) return tl::unexpected(meeting.error());
  const auto stem =
      folder / (meeting_.text + "-" + wanted.what + "-" + file_stamp(now, (*meeting)->zone));
  if (const auto what = report::parse_what(wanted.what)) {
    return make_tables(*what, stem, progress);
  }
  return make_document(wanted, now, stem, progress);
}

/// Offices open the spreadsheet, which takes the longer; programs read the other.
core::Result<report::Exported> Exporter::make_tables(report::What what,
                                                     const std::filesystem::path& stem,
                                                     const core::Progress& progress) {
  constexpr int kPlain = 15;
  auto plain = report::export_file(store_, meeting_, what, report::Format::csv,
                                   stem.string() + ".csv", part_of(progress, 0, kPlain));
  if (!plain) return plain;
  auto sheet = report::export_file(store_, meeting_, what, report::Format::xlsx,
                                   stem.string() + ".xlsx", part_of(progress, kPlain, 100));
  if (sheet || !core::is_stopped(sheet.error())) return sheet;
  for (const char* ending : {".csv", ".csv.sha256"}) {  // half an export is none
    std::error_code gone;
    std::filesystem::remove(stem.string() + ending, gone);
  }
  return sheet;
}

core::Result<report::Exported> Exporter::make_document(const app::ExportData& wanted,
                                                       core::Instant now,
                                                       const std::filesystem::path& stem,
                                                       const core::Progress& progress) {
  const auto evidence = report::read_evidence(store_, meeting_, now);
  if (!evidence) return tl::unexpected(evidence.error());
  if (!core::goes_on(progress, kLaidOut / 2)) return core::stopped();
  if (wanted.what == "signature-sheets") {
    return write_pdf(stem, report::signature_sheets(*evidence, {wanted.language, {}, {}}, words_),
                     progress);
  }
  if (wanted.what == "certificates") {
    return write_pdf(stem, report::certificates(*evidence, {}, words_), progress);
  }
  if (wanted.what == "publication") {
    const std::string html =
        report::as_html(report::make_publication(*evidence, wanted.language, words_));
    return write(stem.string() + ".html", [&](std::ostream& out) -> core::Result<void> {
      out << html;
      return {};
    });
  }
  return core::fail(core::Failure::usage, "There is no such export.");
}

core::Result<report::Exported> Exporter::write(const std::filesystem::path& file,
                                               const report::Fill& fill) {
  const auto hash =
      report::write_file(file, fill, report::Checksum::beside, report::journal_remarks(store_));
  if (!hash) return tl::unexpected(hash.error());
  return report::Exported{file, 0, *hash};
}

core::Result<report::Exported> Exporter::write_pdf(const std::filesystem::path& stem,
                                                   const core::Result<report::Document>& document,
                                                   const core::Progress& progress) {
  if (!document) return tl::unexpected(document.error());
  if (!core::goes_on(progress, kLaidOut)) return core::stopped();
  return write(stem.string() + ".pdf", [&](std::ostream& out) {
    return report::write_pdf(*document, out, part_of(progress, kLaidOut, 100));
  });
}

}  // namespace shell
