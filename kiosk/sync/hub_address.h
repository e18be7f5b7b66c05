// Where the hub is: a `postgresql://` address, with what a kiosk adds to it.
#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"

namespace kiosk_sync {

struct HubAddress {
  std::string connection;  ///< for libpq; holds the password
  std::string shown;       ///< `hub.example.org:5432/kiosk`, fit for screens and logs
  bool is_local = false;   ///< never leaves this machine
};

/// Reads a `postgresql://` address (or libpq's key=value form). What it does not say itself is
/// added: off this machine TLS with the server's certificate checked (`sslmode=verify-full`,
/// against `own_ca` if that file exists, else against Debian's list of authorities), short
/// waits for a connection and for one that has gone dead.
core::Result<HubAddress> read_hub_address(const std::string& text,
                                          const std::filesystem::path& own_ca = {});

/// The same hub for another login, as a `postgresql://` address.
core::Result<std::string> hub_address_for(const std::string& text, const std::string& login,
                                          const std::string& password);

}  // namespace kiosk_sync
