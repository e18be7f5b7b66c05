#include "sync/hub_address.h"

#include <libpq-fe.h>

#include <cctype>
#include <map>
#include <memory>
#include <sstream>
#include <string_view>
#include <utility>

namespace kiosk_sync {
namespace {

using Settings = std::map<std::string, std::string>;

constexpr const char* kAuthorities = "/etc/ssl/certs/ca-certificates.crt";

core::Result<Settings> parse(const std::string& text) {
  char* fault = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(text.c_str(), &fault), &PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> said(fault, &PQfreemem);
  if (!options) {  // libpq's own words may quote the password
    return core::fail(core::Failure::bad_input, "The address of the hub cannot be read.",
                      "It looks like postgresql://NAME:PASSWORD@hub.example.org/kiosk.");
  }
  Settings settings;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) settings[option->keyword] = option->val;
  }
  return settings;
}

bool is_loopback(const std::string& host) {
  return host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" ||
         host == "::1" || host.rfind("127.", 0) == 0;
}

/// Several hosts are separated by commas; each may be the one.
bool all_are_loopback(const std::string& hosts) {
  std::istringstream list(hosts);
  for (std::string host; std::getline(list, host, ',');) {
    if (!is_loopback(host)) return false;
  }
  return true;
}

std::string quoted(const std::string& value) {
  std::string text = "'";
  for (char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

void check_certificates(Settings& settings, const std::filesystem::path& own_ca) {
  settings.try_emplace("sslmode", "verify-full");
  std::error_code missing;
  const bool has_own = !own_ca.empty() && std::filesystem::exists(own_ca, missing);
  settings.try_emplace("sslrootcert", has_own ? own_ca.string() : kAuthorities);
}

std::string shown_of(const Settings& settings) {
  const auto value = [&](const char* key, const char* otherwise) {
    const auto at = settings.find(key);
    return at == settings.end() || at->second.empty() ? std::string(otherwise) : at->second;
  };
  return value("host", "localhost") + ":" + value("port", "5432") + "/" +
         value("dbname", value("user", "").c_str());
}

std::string percent_coded(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string coded;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.') {
      coded += c;
    } else {
      coded += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return coded;
}

}  // namespace

core::Result<HubAddress> read_hub_address(const std::string& text,
                                          const std::filesystem::path& own_ca) {
  auto settings = parse(text);
  if (!settings) return tl::unexpected(settings.error());
  HubAddress address;
  address.is_local =
      all_are_loopback((*settings)["host"]) && all_are_loopback((*settings)["hostaddr"]);
  if (!address.is_local) check_certificates(*settings, own_ca);
  settings->try_emplace("connect_timeout", "5");      // seconds
  settings->try_emplace("keepalives_idle", "10");     // seconds
  settings->try_emplace("keepalives_interval", "5");  // seconds
  settings->try_emplace("keepalives_count", "3");
  settings->try_emplace("tcp_user_timeout", "15000");  // milliseconds
  settings->try_emplace("application_name", "kiosk");
  (*settings)["client_encoding"] = "UTF8";
  address.shown = shown_of(*settings);
  for (const auto& [key, value] : *settings) {
    if (!value.empty()) address.connection += key + "=" + quoted(value) + " ";
  }
  return address;
}

core::Result<std::string> hub_address_for(const std::string& text, const std::string& login,
                                          const std::string& password) {
  auto settings = parse(text);
  if (!settings) return tl::unexpected(settings.error());
  std::string address = "postgresql://" + percent_coded(login) + ":" + percent_coded(password) +
                        "@" + percent_coded((*settings)["host"]);
  if (const std::string port = (*settings)["port"]; !port.empty()) address += ":" + port;
  address += "/" + percent_coded((*settings)["dbname"]);
  char before = '?';
  for (const char* key : {"sslmode", "sslrootcert"}) {
    const auto at = settings->find(key);
    if (at == settings->end() || at->second.empty()) continue;
    address += std::exchange(before, '&') + std::string(key) + "=" + percent_coded(at->second);
  }
  return address;
}

}  // namespace kiosk_sync
