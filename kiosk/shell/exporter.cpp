#include "shell/exporter.h"

#include "report/certificates.h"
#include "report/invitations.h"
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
  if (wanted.what == "invitations") return make_invitations(stem, progress);
  if (wanted.what == "publication") return make_publication(wanted.language, stem);
  return make_document(wanted, now, stem, progress);
}

/// A folder of its own, with a picture for each and the list for mail merge.
core::Result<report::Exported> Exporter::make_invitations(const std::filesystem::path& folder,
                                                          const core::Progress& progress) {
  const auto people = report::invited(store_, meeting_);
  if (!people) return tl::unexpected(people.error());
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);  // the pictures tell of it
  const auto done = report::write_invitation_pictures(folder, *people, progress);
  if (!done) {
    std::filesystem::remove_all(folder, failed);
    return tl::unexpected(done.error());
  }
  const auto listed = report::write_invitation_list(folder, *people);
  if (!listed) return tl::unexpected(listed.error());
  return report::Exported{folder / "invitations.csv", people->size(), *listed};
}

/// As a page, and as text for whoever pastes it.
core::Result<report::Exported> Exporter::make_publication(const std::string& language,
                                                          const std::filesystem::path& stem) {
  const auto measured = report::measure(store_, meeting_);
  if (!measured) return tl::unexpected(measured.error());
  const auto publication = report::make_publication(*measured, language, words_);
  const auto text = [&](std::ostream& out) -> core::Result<void> {
    out << report::as_text(publication);
    return {};
  };
  const auto page = [&](std::ostream& out) -> core::Result<void> {
    out << report::as_html(publication);
    return {};
  };
  if (auto plain = write(stem.string() + ".txt", text); !plain) return plain;
  return write(stem.string() + ".html", page);
}

/// Offices open the spreadsheet, which takes the longest; programs read the others.
core::Result<report::Exported> Exporter::make_tables(report::What what,
                                                     const std::filesystem::path& stem,
                                                     const core::Progress& progress) {
  struct Part {
    report::Format format;
    const char* ending;
    int until;  ///< percent
  };
  constexpr Part kParts[] = {{report::Format::csv, ".csv", 12},
                             {report::Format::json, ".json", 25},
                             {report::Format::xlsx, ".xlsx", 100}};
  core::Result<report::Exported> made;
  int from = 0;
  for (const Part& part : kParts) {
    made = report::export_file(store_, meeting_, what, part.format, stem.string() + part.ending,
                               part_of(progress, from, part.until));
    if (!made) break;
    from = part.until;
  }
  if (made || !core::is_stopped(made.error())) return made;
  for (const Part& part : kParts) {  // half an export is none
    std::error_code gone;
    std::filesystem::remove(stem.string() + part.ending, gone);
    std::filesystem::remove(stem.string() + part.ending + ".sha256", gone);
  }
  return made;
}

core::Result<report::Exported> Exporter::make_document(const app::ExportData& wanted,
                                                       core::Instant now,
                                                       const std::filesystem::path& stem,
                                                       const core::Progress& progress) {
  const auto evidence = report::read_evidence(store_, meeting_, now);
  if (!evidence) return tl::unexpected(evidence.error());
  if (!core::goes_on(progress, kLaidOut / 2)) return core::stopped();
  if (wanted.what == "signature-sheets") {
    return write_pdf(
        stem,
        report::signature_sheets(*evidence, {wanted.language, wanted.day, wanted.town}, words_),
        progress);
  }
  if (wanted.what == "certificates") {
    return write_pdf(stem, report::certificates(*evidence, {}, words_), progress);
  }
  return core::fail(core::Failure::usage, "There is no such export.");
}

core::Result<report::Exported> Exporter::make_certificate(const std::string& number,
                                                          const std::filesystem::path& folder,
                                                          core::Instant now) {
  const auto card = store_.find_attendee(meeting_, number);
  if (!card) return tl::unexpected(card.error());
  const auto evidence = report::read_evidence(store_, meeting_, now);
  if (!evidence) return tl::unexpected(evidence.error());
  const auto stem =
      folder / ("certificate-" + number + "-" + file_stamp(now, evidence->meeting->zone));
  const report::CertificateChoice choice{{}, card->attendee.id};
  return write_pdf(stem, report::certificates(*evidence, choice, words_), {});
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
