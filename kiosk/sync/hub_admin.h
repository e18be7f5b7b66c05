// Setting up a hub, for whoever owns its database.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "sync/hub_address.h"

namespace kiosk_sync {

struct HubSchema {
  int before = 0;  ///< 0: none
  int now = 0;
};

/// Brings the schema up to this program's; again: changes nothing. Refuses a newer one.
core::Result<HubSchema> init_hub(const HubAddress& address);

struct Login {
  std::string name;
  std::string password;  ///< empty: the login was there and keeps its own
  std::vector<std::string> meetings;
};

/// Lets a login share meetings, made with a random password where there is none of that name.
core::Result<Login> grant_meetings(const HubAddress& address, const std::string& login,
                                   const std::vector<std::string>& meetings);

struct HubSize {
  std::int64_t rows = 0;           ///< of the journal
  std::int64_t journal_bytes = 0;  ///< with its indexes
  std::int64_t bytes = 0;          ///< of the whole database
  std::int64_t real_meetings = 0;  ///< those that no simulation made
};

core::Result<HubSize> measure_hub(const HubAddress& address);

/// Refuses what a lost kiosk may still send. False: no kiosk of that letter is at the meeting.
core::Result<bool> leave_out(const HubAddress& address, const std::string& meeting,
                             const std::string& letter);

}  // namespace kiosk_sync
