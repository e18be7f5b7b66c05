// `export attendees|attendance|scans|matrix|eds`.
#include "cli/command.h"
#include "cli/terminal.h"
#include "report/export.h"

namespace cli {
namespace {

struct ExportOptions {
  std::string what, meeting, format;
  std::filesystem::path out;
};

core::Result<int> to_standard_output(Context& context, db::Store& store,
                                     const ExportOptions& options) {
  const auto done = report::export_rows(store, {options.meeting}, *report::parse_what(options.what),
                                        *report::parse_format(options.format), context.raw_out());
  if (!done) return tl::unexpected(done.error());
  return kDone;
}

core::Result<int> run_export(Context& context, const ExportOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  if (const auto meeting = (*store)->meeting({options.meeting}); !meeting) {
    return tl::unexpected(meeting.error());
  }
  if (options.out == "-") return to_standard_output(context, **store, options);
  const auto exported = [&] {
    PercentLine line(context);
    return report::export_file(**store, {options.meeting}, *report::parse_what(options.what),
                               *report::parse_format(options.format), options.out, line.progress());
  }();
  if (!exported) return tl::unexpected(exported.error());
  ordered_json json = {
      {"file", exported->file.string()}, {"rows", exported->rows}, {"sha256", exported->sha256}};
  return context.answer(json);
}

}  // namespace

void add_export_commands(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<ExportOptions>(
      app, context, "export", "People, attendance, scans or the funder's figures as a file",
      "kioskctl export attendance --meeting daugavpils-2019-03 --format csv -o attendance.csv",
      run_export, command);
  command->add_option("what", options.what, "What to export")
      ->required()
      ->check(CLI::IsMember({"attendees", "attendance", "scans", "matrix", "eds"}));
  add_meeting_option(*command, options.meeting);
  command->add_option("--format", options.format, "csv, xlsx or json")
      ->required()
      ->check(CLI::IsMember({"csv", "xlsx", "json"}));
  add_target(*command, context, "-o,--output", options.out,
             "The file to write; - for standard output")
      ->required();
}

}  // namespace cli
