// `badge invitations`: what organisers send out beforehand.
#include "badge/render.h"
#include "cli/badges.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "report/atomic_file.h"
#include "report/badge_content.h"
#include "report/invitations.h"

namespace cli {
namespace {

constexpr const char* kPages = "invitations.pdf";

struct InvitationOptions {
  std::string meeting, form;
  std::filesystem::path out;
  bool pdf = false;
};

core::Result<void> write_pages(Context& context, const InvitationOptions& options,
                               const core::Meeting& meeting,
                               const std::vector<report::Invited>& people) {
  const auto* catalogues = context.catalogues();
  if (catalogues == nullptr) {
    return core::fail(core::Failure::storage, "The message catalogues are missing.",
                      "Install the program's files again.");
  }
  const auto form = find_template(context, meeting, options.form);
  if (!form) return tl::unexpected(form.error());
  std::vector<badge::Content> contents;
  contents.reserve(people.size());
  for (const report::Invited& person : people) {
    contents.push_back(
        report::make_badge_content(meeting, person.attendee, person.code, *catalogues));
  }
  const auto pdf = badge::render_all_pdf(*form, contents);
  if (!pdf) return tl::unexpected(pdf.error());
  const auto written =
      report::write_file(options.out / kPages, [&](std::ostream& out) -> core::Result<void> {
        out.write(pdf->data(), static_cast<std::streamsize>(pdf->size()));
        return {};
      });
  if (!written) return tl::unexpected(written.error());
  return {};
}

core::Result<int> invite(Context& context, const InvitationOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto people = report::invited(**store, {options.meeting});
  if (!people) return tl::unexpected(people.error());
  std::error_code failed;
  std::filesystem::create_directories(options.out, failed);
  if (failed) {
    return core::fail(core::Failure::storage,
                      "The folder " + options.out.string() + " cannot be made.",
                      "Give this user the right to write there.");
  }
  auto written = [&] {
    PercentLine line(context);
    return options.pdf ? write_pages(context, options, **meeting, *people)
                       : report::write_invitation_pictures(options.out, *people, line.progress());
  }();
  if (!written) return tl::unexpected(written.error());
  const auto listed =
      report::write_invitation_list(options.out, *people, options.pdf ? kPages : "");
  if (!listed) return tl::unexpected(listed.error());
  ordered_json json = {{"people", people->size()},
                       {"list", (options.out / "invitations.csv").string()}};
  return context.answer(json);
}

}  // namespace

void add_invitation_command(CLI::App& badge, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<InvitationOptions>(
      badge, context, "invitations",
      "Write everybody's QR code as a picture, or as a page of one PDF, and a list for mail merge",
      "kioskctl badge invitations --meeting daugavpils-2019-03 -o invitations", invite, command);
  add_meeting_option(*command, options.meeting);
  command->add_flag("--pdf", options.pdf, "One PDF of badges, a page each");
  command->add_option("--template", options.form, "Of the PDF; else the meeting's");
  add_target(*command, context, "-o,--out", options.out, "The folder to write into")
      ->required()
      ->type_name("DIR");
}

}  // namespace cli
