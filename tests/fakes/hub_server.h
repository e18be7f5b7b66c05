// A real PostgreSQL of the test's own, on a free port, with a certificate of its own.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "fakes/process.h"
#include "fakes/temp_folder.h"

namespace fakes {

/// Its owner is `hub` with the password `owner`. Passwords are asked for on TCP, not on the socket.
class HubServer {
 public:
  /// `room_mb`: its data lie on a disk of that size, which takes root; 0: on the machine's own.
  explicit HubServer(int room_mb = 0) : room_mb_(room_mb), port_(free_port()) {
    // The server may not run as root, so another user must come through to its folder.
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0711));
    std::filesystem::create_directory(home());
    if (::geteuid() == 0) run({"chown", "postgres:", home().string()});
    make_certificates();
    if (room_mb_ == 0) make_data();
    start();
    fresh();
  }
  HubServer(const HubServer&) = delete;
  HubServer& operator=(const HubServer&) = delete;
  ~HubServer() { stop(); }

  void start() {
    process_.emplace(command(), folder_.path() / "log");
    const bool is_up = wait_until([this] { return answers(); });
    if (!is_up) throw std::runtime_error("no PostgreSQL: " + log());
  }

  /// In order, as when the machine is shut down; whoever is connected is sent away.
  void stop() {
    if (!process_) return;
    process_->send(SIGINT);
    process_->wait();
    process_.reset();
  }

  /// As when the power goes.
  void kill() {
    process_->send(SIGKILL);
    process_->wait();
    process_.reset();
    // Its children notice by themselves and let go of the port.
    wait_until([this] { return run(as_server({"pg_ctl", "status", "-D", data()})) != 0; });
    std::filesystem::remove(data() + "/postmaster.pid");
  }

  /// An empty database; logins stay.
  void fresh() {
    sql("DROP DATABASE IF EXISTS kiosk WITH (FORCE)", "postgres");
    sql("CREATE DATABASE kiosk", "postgres");
  }

  /// While it is stopped.
  void back_up() { run({"cp", "-a", data(), backup()}); }
  void restore() {
    std::filesystem::remove_all(data());
    run({"cp", "-a", backup(), data()});
  }

  [[nodiscard]] int port() const { return port_; }
  /// For the owner; `at_port`: through a proxy.
  [[nodiscard]] std::string owner_url(int at_port = 0) const {
    return url("hub", "owner", at_port);
  }
  [[nodiscard]] std::string url(const std::string& login, const std::string& password,
                                int at_port = 0) const {
    return "postgresql://" + login + ":" + password +
           "@127.0.0.1:" + std::to_string(at_port == 0 ? port_ : at_port) + "/kiosk";
  }
  /// What its certificate was signed by, and one that signed another.
  [[nodiscard]] std::string authority() const { return (folder_.path() / "ca.pem").string(); }
  [[nodiscard]] std::string other_authority() const {
    return (folder_.path() / "other.pem").string();
  }

  /// As the owner, past everything. Answers as psql prints it, unaligned.
  std::string sql(const std::string& text, const std::string& database = "kiosk") const {
    const auto out = folder_.path() / "psql.out";
    std::filesystem::remove(out);
    run({bin() + "/psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", home().string(), "-p",
         std::to_string(port_), "-U", "hub", "-d", database, "-c", text},
        out);
    std::string answer = read_bytes(out);
    while (!answer.empty() && answer.back() == '\n') answer.pop_back();
    return answer;
  }

  [[nodiscard]] std::string log() const { return read_bytes(folder_.path() / "log"); }

 private:
  [[nodiscard]] std::filesystem::path home() const { return folder_.path() / "server"; }
  [[nodiscard]] std::string data() const { return (home() / "data").string(); }
  [[nodiscard]] std::string backup() const { return (home() / "backup").string(); }

  /// The newest that is installed.
  static std::string bin() {
    std::vector<std::string> found;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql")) {
      found.push_back((version.path() / "bin").string());
    }
    if (found.empty()) throw std::runtime_error("PostgreSQL is not installed: scripts/setup");
    return *std::max_element(found.begin(), found.end());
  }

  static std::vector<std::string> as_server(std::vector<std::string> words) {
    words.front() = bin() + "/" + words.front();
    if (::geteuid() != 0) return words;
    words.insert(words.begin(),
                 {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"});
    return words;
  }

  [[nodiscard]] std::vector<std::string> settings() const {
    std::vector<std::string> words = {"postgres", "-D", data()};
    for (const std::string& setting :
         {"port=" + std::to_string(port_), std::string("listen_addresses=127.0.0.1"),
          "unix_socket_directories=" + home().string(), std::string("fsync=off"),
          std::string("shared_buffers=32MB"), std::string("max_connections=60"),
          std::string("ssl=on"), "ssl_cert_file=" + (home() / "server.pem").string(),
          "ssl_key_file=" + (home() / "server.key").string(), std::string("max_wal_size=64MB"),
          std::string("log_checkpoints=off")}) {
      words.insert(words.end(), {"-c", setting});
    }
    return words;
  }

  [[nodiscard]] std::vector<std::string> command() const {
    if (room_mb_ == 0) return as_server(settings());
    // A small disk that only this server sees.
    std::string line = "mount -t tmpfs -o size=" + std::to_string(room_mb_) + "m,mode=0700 small " +
                       home().string() + "/small && chown postgres: " + home().string() +
                       "/small && ln -sfn " + home().string() + "/small/data " + data() + " &&";
    for (const std::string& word : initdb()) line += " '" + word + "'";
    line += " && exec";
    for (const std::string& word : as_server(settings())) line += " '" + word + "'";
    std::filesystem::create_directories(home() / "small");
    write_bytes(home() / "owner", "owner");
    return {"unshare", "-m", "sh", "-c", line};
  }

  [[nodiscard]] std::vector<std::string> initdb() const {
    const std::string where = room_mb_ == 0 ? data() : (home() / "small" / "data").string();
    return as_server({"initdb", "-D", where, "-U", "hub", "-A", "scram-sha-256",
                      "--auth-local=trust", "--pwfile=" + (home() / "owner").string(),
                      "--encoding=UTF8", "--locale=C", "--no-sync"});
  }

  void make_data() const {
    write_bytes(home() / "owner", "owner");
    if (run(initdb(), folder_.path() / "log") != 0) {
      throw std::runtime_error("initdb: " + read_bytes(folder_.path() / "log"));
    }
  }

  [[nodiscard]] bool answers() const { return sql("SELECT 1", "postgres") == "1"; }

  void make_certificates() const {
    const auto file = [this](const std::string& name) { return (folder_.path() / name).string(); };
    for (const std::string name : {"ca", "other"}) {
      run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
           "-nodes", "-days", "2", "-subj", "/CN=" + name, "-keyout", file(name + ".key"), "-out",
           file(name + ".pem")});
    }
    run({"openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-subj", "/CN=localhost", "-keyout", (home() / "server.key").string(), "-out",
         file("server.csr")});
    run({"openssl", "x509", "-req", "-days", "2", "-in", file("server.csr"), "-CA", file("ca.pem"),
         "-CAkey", file("ca.key"), "-CAcreateserial", "-out", (home() / "server.pem").string()});
    std::filesystem::permissions(home() / "server.key", std::filesystem::perms(0600));
    if (::geteuid() == 0) {
      run({"chown", "postgres:", (home() / "server.key").string(),
           (home() / "server.pem").string()});
    }
  }

  const int room_mb_;
  const int port_;
  TempFolder folder_;
  mutable std::optional<Process> process_;
};

}  // namespace fakes
