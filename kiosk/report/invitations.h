// What organisers send out beforehand: everybody's QR code, and a list for mail merge.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/attendee.h"
#include "core/progress.h"
#include "core/result.h"
#include "db/store.h"

namespace report {

struct Invited {
  core::Attendee attendee;
  std::string code;
};

/// Registered people with a badge that holds, by number. `bad_input` where there is nobody.
core::Result<std::vector<Invited>> invited(db::Store& store, const core::MeetingId& meeting);

/// Writes `NUMBER.png` for each; names are not in file names. Errors: storage, `core::stopped()`.
core::Result<void> write_invitation_pictures(const std::filesystem::path& folder,
                                             const std::vector<Invited>& people,
                                             const core::Progress& progress);

/// Writes `invitations.csv`, a row for each person: what a mail merge asks for. `pages` names the
/// file whose n-th page is the n-th person's; empty: each has a picture.
core::Result<std::string> write_invitation_list(const std::filesystem::path& folder,
                                                const std::vector<Invited>& people,
                                                const std::string& pages = {});

}  // namespace report
