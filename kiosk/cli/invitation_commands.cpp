// `badge invitations`: what organisers send out beforehand.
#include "badge/qr_image.h"
#include "badge/render.h"
#include "cli/badges.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "report/atomic_file.h"
#include "report/badge_content.h"
#include "report/csv.h"

namespace cli {
namespace {

constexpr int kModulePixels = 12;  // 396 pixels in all: sharp on a phone, small in an e-mail

struct InvitationOptions {
  std::string meeting, form;
  std::filesystem::path out;
  bool pdf = false;
};

struct Invited {
  core::Attendee attendee;
  std::string code;
};

core::Result<std::vector<Invited>> everybody(db::Store& store, const core::MeetingId& meeting) {
  std::vector<core::Attendee> people;
  const auto listed = store.for_each_attendee(meeting, [&](const core::Attendee& attendee) {
    if (attendee.status == core::Status::registered) people.push_back(attendee);
  });
  if (!listed) return tl::unexpected(listed.error());
  std::vector<Invited> invited;
  for (core::Attendee& person : people) {
    const auto card = store.find_attendee(meeting, core::to_text(person.id));
    if (!card) return tl::unexpected(card.error());
    if (!card->code.empty()) invited.push_back({std::move(person), card->code});
  }
  return invited;
}

core::Result<void> write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  const auto written = report::write_file(file, [&](std::ostream& out) -> core::Result<void> {
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return {};
}

core::Result<void> write_pictures(Context& context, const std::filesystem::path& folder,
                                  const std::vector<Invited>& people) {
  const bool shows = shows_progress();
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto png = badge::qr_png(people[i].code, kModulePixels);
    if (!png) return tl::unexpected(png.error());
    auto done = write_bytes(folder / (people[i].attendee.number + ".png"), *png);
    if (!done) return done;
    if (shows) {
      context.err() << "\r" << i + 1 << " of " << people.size() << " pictures" << std::flush;
    }
  }
  if (shows) context.err() << std::endl;
  return {};
}

core::Result<void> write_pages(Context& context, const InvitationOptions& options,
                               const core::Meeting& meeting, const std::vector<Invited>& people) {
  const auto* catalogues = context.catalogues();
  if (catalogues == nullptr) {
    return core::fail(core::Failure::storage, "The message catalogues are missing.",
                      "Install the program's files again.");
  }
  const auto form = find_template(context, meeting, options.form);
  if (!form) return tl::unexpected(form.error());
  std::vector<badge::Content> contents;
  contents.reserve(people.size());
  for (const Invited& person : people) {
    contents.push_back(
        report::make_badge_content(meeting, person.attendee, person.code, *catalogues));
  }
  const auto pdf = badge::render_all_pdf(*form, contents);
  if (!pdf) return tl::unexpected(pdf.error());
  return write_bytes(options.out / "invitations.pdf", *pdf);
}

/// A row for each person: what a mail merge asks for. Names are not in file names.
core::Result<void> write_list(const InvitationOptions& options,
                              const std::vector<Invited>& people) {
  std::string text = "number,given_name,family_name,email,language,code,file,page\r\n";
  for (std::size_t i = 0; i < people.size(); ++i) {
    const core::Details& details = people[i].attendee.details;
    const std::string& number = people[i].attendee.number;
    const std::string file = options.pdf ? "invitations.pdf" : number + ".png";
    for (const std::string& cell :
         {number, details.given_name, details.family_name, details.email, details.language,
          people[i].code, file, options.pdf ? std::to_string(i + 1) : std::string("1")}) {
      text += report::csv_cell(cell) + ',';
    }
    text.back() = '\r';
    text += '\n';
  }
  return write_bytes(options.out / "invitations.csv", text);
}

core::Result<int> invite(Context& context, const InvitationOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto people = everybody(**store, {options.meeting});
  if (!people) return tl::unexpected(people.error());
  if (people->empty()) {
    return core::fail(core::Failure::bad_input, "Nobody here has a badge to send.",
                      "`kioskctl import` or `kioskctl register` registers people.");
  }
  std::error_code failed;
  std::filesystem::create_directories(options.out, failed);
  if (failed) {
    return core::fail(core::Failure::storage,
                      "The folder " + options.out.string() + " cannot be made.",
                      "Give this user the right to write there.");
  }
  auto written = options.pdf ? write_pages(context, options, **meeting, *people)
                             : write_pictures(context, options.out, *people);
  if (!written) return tl::unexpected(written.error());
  if (auto listed = write_list(options, *people); !listed) return tl::unexpected(listed.error());
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
  command->add_option("-o,--out", options.out, "The folder to write into")
      ->required()
      ->type_name("DIR");
}

}  // namespace cli
