#include "report/invitations.h"

#include "badge/qr_image.h"
#include "report/atomic_file.h"
#include "report/csv.h"

namespace report {
namespace {

constexpr int kModulePixels = 12;  // 396 pixels in all: sharp on a phone, small in an e-mail

core::Result<std::string> write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  return write_file(file, [&](std::ostream& out) -> core::Result<void> {
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return {};
  });
}

}  // namespace

core::Result<std::vector<Invited>> invited(db::Store& store, const core::MeetingId& meeting) {
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
  if (!invited.empty()) return invited;
  return core::fail(core::Failure::bad_input, "Nobody here has a badge to send.",
                    "`kioskctl import` or `kioskctl register` registers people.");
}

core::Result<void> write_invitation_pictures(const std::filesystem::path& folder,
                                             const std::vector<Invited>& people,
                                             const core::Progress& progress) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto percent = static_cast<int>(i * 100 / people.size());
    if (!core::goes_on(progress, percent)) return core::stopped();
    const auto png = badge::qr_png(people[i].code, kModulePixels);
    if (!png) return tl::unexpected(png.error());
    const auto done = write_bytes(folder / (people[i].attendee.number + ".png"), *png);
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

core::Result<std::string> write_invitation_list(const std::filesystem::path& folder,
                                                const std::vector<Invited>& people,
                                                const std::string& pages) {
  std::string text = "number,given_name,family_name,email,language,code,file,page\r\n";
  for (std::size_t i = 0; i < people.size(); ++i) {
    const core::Details& details = people[i].attendee.details;
    const std::string& number = people[i].attendee.number;
    for (const std::string& cell :
         {number, details.given_name, details.family_name, details.email, details.language,
          people[i].code, pages.empty() ? number + ".png" : pages,
          pages.empty() ? std::string("1") : std::to_string(i + 1)}) {
      text += csv_cell(cell) + ',';
    }
    text.back() = '\r';
    text += '\n';
  }
  return write_bytes(folder / "invitations.csv", text);
}

}  // namespace report
