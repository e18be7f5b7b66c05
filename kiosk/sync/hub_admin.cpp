#include "sync/hub_admin.h"

#include <libpq-fe.h>
#include <sys/random.h>

#include <array>
#include <memory>
#include <pqxx/pqxx>
#include <stdexcept>

#include "core/ids.h"
#include "db/embedded_sql.h"
#include "sync/hub_fault.h"
#include "sync/hub_sql.h"

namespace kiosk_sync {
namespace {

core::Error newer(int version) {
  return {core::Failure::unreachable,
          "The hub was set up by a newer program (schema " + std::to_string(version) +
              ", this program knows " + std::to_string(newest_hub_schema()) + ").",
          "Install the newer program; this one changes nothing in the hub.",
          {},
          "sync.newer"};
}

std::string random_password() {
  std::array<std::uint64_t, 2> bits{};
  if (::getrandom(bits.data(), sizeof bits, 0) != static_cast<ssize_t>(sizeof bits)) {
    throw std::runtime_error("no random numbers");
  }
  return core::crockford(bits[0]) + core::crockford(bits[1]);
}

/// What PostgreSQL keeps of a password (SCRAM-SHA-256), made here, so that no log of the server
/// can hold the password.
std::string verifier_of(const HubAddress& address, const std::string& login,
                        const std::string& password) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
      PQconnectdb(address.connection.c_str()), &PQfinish);
  const std::unique_ptr<char, decltype(&PQfreemem)> verifier(
      PQencryptPasswordConn(connection.get(), password.c_str(), login.c_str(), "scram-sha-256"),
      &PQfreemem);
  if (!verifier) throw pqxx::broken_connection("no verifier");
  return verifier.get();
}

bool login_exists(pqxx::work& work, const std::string& login) {
  return work.exec_params1(hub_sql("hub_role_exists"), login)[0].as<bool>();
}

}  // namespace

core::Result<HubSchema> init_hub(const HubAddress& address) {
  return guarded_hub(address.shown, [&]() -> core::Result<HubSchema> {
    pqxx::connection connection(address.connection);
    pqxx::work work(connection);
    work.exec1(hub_sql("hub_lock"));
    work.exec0(hub_sql("hub_begin"));
    work.exec0(hub_sql("hub_close_to_others"));
    work.exec0(hub_sql("hub_keep_versions"));
    HubSchema schema;
    schema.before = work.exec1(hub_sql("hub_version"))[0].as<int>();
    schema.now = newest_hub_schema();
    if (schema.before > schema.now) return tl::unexpected(newer(schema.before));
    for (const db::EmbeddedSql& file : db::embedded_hub_sql()) {
      const int version = hub_version_of(file.file);
      if (version <= schema.before) continue;
      work.exec(std::string(file.text));
      work.exec_params0(hub_sql("hub_note_version"), version);
    }
    work.commit();
    return schema;
  });
}

core::Result<Login> grant_meetings(const HubAddress& address, const std::string& login,
                                   const std::vector<std::string>& meetings) {
  return guarded_hub(address.shown, [&]() -> core::Result<Login> {
    pqxx::connection connection(address.connection);
    pqxx::work work(connection);
    Login granted{login, {}, meetings};
    if (!login_exists(work, login)) {
      granted.password = random_password();
      work.exec_params1(hub_sql("hub_add_login"), login,
                        verifier_of(address, login, granted.password));
    }
    for (const std::string& meeting : meetings) {
      work.exec_params1(hub_sql("hub_grant_meeting"), login, meeting);
    }
    work.commit();
    return granted;
  });
}

core::Result<HubSize> measure_hub(const HubAddress& address) {
  return guarded_hub(address.shown, [&]() -> core::Result<HubSize> {
    pqxx::connection connection(address.connection);
    pqxx::nontransaction look(connection);
    const auto size = look.exec1(hub_sql("hub_size"));
    return HubSize{size[0].as<std::int64_t>(), size[1].as<std::int64_t>(),
                   size[2].as<std::int64_t>(), size[3].as<std::int64_t>()};
  });
}

core::Result<bool> leave_out(const HubAddress& address, const std::string& meeting,
                             const std::string& letter) {
  return guarded_hub(address.shown, [&]() -> core::Result<bool> {
    pqxx::connection connection(address.connection);
    pqxx::work work(connection);
    const bool found = !work.exec_params1(hub_sql("hub_leave_out"), meeting, letter)[0].is_null();
    work.commit();
    return found;
  });
}

}  // namespace kiosk_sync
