// A real pgbouncer before a PostgreSQL of this machine.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "fakes/process.h"
#include "fakes/temp_folder.h"

namespace fakes {

class PgBouncer {
 public:
  /// Pools by session, for one login.
  PgBouncer(int to_port, const std::string& login, const std::string& password)
      : port_(free_port()) {
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0711));
    const auto own = folder_.path() / "pool";
    std::filesystem::create_directory(own);
    write_bytes(own / "users", "\"" + login + "\" \"" + password + "\"\n");
    write_bytes(own / "ini", "[databases]\n* = host=127.0.0.1 port=" + std::to_string(to_port) +
                                 "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " +
                                 std::to_string(port_) +
                                 "\nunix_socket_dir =\nauth_file = " + (own / "users").string() +
                                 "\nauth_type = scram-sha-256\npool_mode = session\n");
    if (::geteuid() == 0) run({"chown", "-R", "postgres:", own.string()});
    process_.emplace(command(own / "ini"), folder_.path() / "log");
    if (!wait_until([this] { return is_answering(); })) {
      throw std::runtime_error("no pgbouncer: " + read_bytes(folder_.path() / "log"));
    }
  }

  [[nodiscard]] int port() const { return port_; }

 private:
  /// It refuses to run as root, as PostgreSQL does.
  static std::vector<std::string> command(const std::filesystem::path& settings) {
    std::vector<std::string> words = {"/usr/sbin/pgbouncer", settings.string()};
    if (::geteuid() != 0) return words;
    words.insert(words.begin(),
                 {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"});
    return words;
  }

  [[nodiscard]] bool is_answering() const {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool is_up =
        ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return is_up;
  }

  TempFolder folder_;
  const int port_;
  std::optional<Process> process_;
};

}  // namespace fakes
