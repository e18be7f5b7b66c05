// `report signature-sheets|certificates|publication`.
#include <algorithm>

#include "cli/command.h"
#include "cli/terminal.h"
#include "report/atomic_file.h"
#include "report/certificates.h"
#include "report/publication.h"
#include "report/seal.h"
#include "report/signature_sheets.h"

namespace cli {
namespace {

struct ReportOptions {
  std::string meeting, language, day, town, attendee;
  bool html = false;
  std::filesystem::path out;
};

core::Instant system_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// What every report starts from.
struct Sources {
  std::unique_ptr<db::Store> store;
  const i18n::Catalogues* catalogues = nullptr;
  report::Evidence evidence;
};

core::Result<void> check_language(const std::string& language, const i18n::Catalogues& catalogues) {
  const auto& known = catalogues.languages();
  if (language.empty() || std::count(known.begin(), known.end(), language) > 0) return {};
  std::string all;
  for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
  return wrong_field("language", "must be one of those with a catalogue: " + all);
}

core::Result<Sources> gather(Context& context, const ReportOptions& options) {
  Sources sources;
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  sources.store = std::move(*store);
  auto evidence = report::read_evidence(*sources.store, {options.meeting}, system_now());
  if (!evidence) return tl::unexpected(evidence.error());
  sources.evidence = std::move(*evidence);
  sources.catalogues = context.catalogues();
  if (sources.catalogues == nullptr) {
    return core::fail(core::Failure::storage, "A document needs its words, which are missing.",
                      "Install the program's catalogues, then ask again.");
  }
  if (auto known = check_language(options.language, *sources.catalogues); !known) {
    return tl::unexpected(known.error());
  }
  return sources;
}

core::Result<int> write_document(Context& context, const ReportOptions& options, db::Store& store,
                                 const core::Result<report::Document>& document) {
  if (!document) return tl::unexpected(document.error());
  if (options.out == "-") {
    const auto done = report::write_pdf(*document, context.raw_out());
    if (!done) return tl::unexpected(done.error());
    return context.done();
  }
  const auto fill = [&](std::ostream& out) {
    PercentLine line(context);
    return report::write_pdf(*document, out, line.progress());
  };
  const auto hash = report::write_file(options.out, fill, report::Checksum::beside,
                                       report::journal_remarks(store));
  if (!hash) return tl::unexpected(hash.error());
  ordered_json json = {{"file", options.out.string()},
                       {"pages", document->pages.size()},
                       {"language", document->language},
                       {"sha256", *hash}};
  return context.answer(json);
}

core::Result<int> signature_sheets(Context& context, const ReportOptions& options) {
  const auto sources = gather(context, options);
  if (!sources) return tl::unexpected(sources.error());
  report::SheetChoice choice{options.language, {}, options.town};
  if (!options.day.empty()) {
    choice.day = core::parse_day(options.day);
    if (!choice.day) return wrong_field("day", "must be a day such as 2019-03-12");
  }
  return write_document(context, options, *sources->store,
                        report::signature_sheets(sources->evidence, choice, *sources->catalogues));
}

core::Result<int> certificates(Context& context, const ReportOptions& options) {
  const auto sources = gather(context, options);
  if (!sources) return tl::unexpected(sources.error());
  report::CertificateChoice choice{options.language, {}};
  if (!options.attendee.empty()) {
    const auto card = sources->store->find_attendee({options.meeting}, options.attendee);
    if (!card) return tl::unexpected(card.error());
    choice.attendee = card->attendee.id;
  }
  return write_document(context, options, *sources->store,
                        report::certificates(sources->evidence, choice, *sources->catalogues));
}

core::Result<int> publication(Context& context, const ReportOptions& options) {
  const auto sources = gather(context, options);
  if (!sources) return tl::unexpected(sources.error());
  const auto measured = report::measure(*sources->store, {options.meeting});
  if (!measured) return tl::unexpected(measured.error());
  const auto text = report::make_publication(*measured, options.language, *sources->catalogues);
  const std::string body = options.html ? report::as_html(text) : report::as_text(text);
  if (!options.out.empty() && options.out != "-") {
    const auto fill = [&](std::ostream& out) -> core::Result<void> {
      out << body;
      return {};
    };
    const auto hash = report::write_file(options.out, fill, report::Checksum::beside,
                                         report::journal_remarks(*sources->store));
    if (!hash) return tl::unexpected(hash.error());
    ordered_json json = {
        {"file", options.out.string()}, {"language", text.language}, {"sha256", *hash}};
    return context.answer(json);
  }
  if (context.json) {
    ordered_json json = {{"language", text.language},
                         {"title", text.title},
                         {"paragraphs", text.paragraphs},
                         {options.html ? "html" : "text", body}};
    return context.answer(json);
  }
  context.raw_out() << body;
  return context.done();
}

void add_language_option(CLI::App& command, std::string& language, const std::string& otherwise) {
  command.add_option("--language", language, "ISO 639-1; else " + otherwise)->type_name("LANG");
}

CLI::Option* add_output_option(CLI::App& command, Context& context, std::filesystem::path& out) {
  return add_target(command, context, "-o,--output", out,
                    "The file to write; - for standard output");
}

}  // namespace

void add_report_commands(CLI::App& app, Context& context) {
  CLI::App* family =
      add_family(app, "report", "Documents for the funder and the web site",
                 "kioskctl report publication --meeting daugavpils-2019-03 --language lv");
  CLI::App* command = nullptr;
  auto& sheets = add_command<ReportOptions>(*family, context, "signature-sheets",
                                            "Lists to sign, by day and sending town, as PDF",
                                            "kioskctl report signature-sheets --meeting "
                                            "daugavpils-2019-03 --day 2019-03-12 -o sheets.pdf",
                                            signature_sheets, command);
  add_meeting_option(*command, sheets.meeting);
  add_language_option(*command, sheets.language, "the meeting's first");
  command->add_option("--day", sheets.day, "One day only; else every day")->type_name("DAY");
  command->add_option("--town", sheets.town, "One sending town only; else every town")
      ->type_name("TOWN");
  add_output_option(*command, context, sheets.out)->required();

  auto& papers = add_command<ReportOptions>(
      *family, context, "certificates", "Attendance certificates of those who were there, as PDF",
      "kioskctl report certificates --meeting daugavpils-2019-03 -o certificates.pdf", certificates,
      command);
  add_meeting_option(*command, papers.meeting);
  add_language_option(*command, papers.language, "each person's own");
  command->add_option("--attendee", papers.attendee, "One person, by number, code or id")
      ->type_name("NUMBER");
  add_output_option(*command, context, papers.out)->required();

  auto& text = add_command<ReportOptions>(
      *family, context, "publication", "The text for the municipality's web site",
      "kioskctl report publication --meeting daugavpils-2019-03 --language lv --html -o event.html",
      publication, command);
  add_meeting_option(*command, text.meeting);
  add_language_option(*command, text.language, "the meeting's first");
  command->add_flag("--html", text.html, "HTML instead of plain text");
  add_output_option(*command, context, text.out);
}

}  // namespace cli
