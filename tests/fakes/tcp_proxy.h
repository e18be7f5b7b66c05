// A line to a server of this machine that a test can cut.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <list>
#include <thread>

#include "fakes/process.h"

namespace fakes {

/// Has a thread of its own.
class TcpProxy {
 public:
  explicit TcpProxy(int to_port) : to_port_(to_port), thread_([this] { work(); }) {}
  TcpProxy(const TcpProxy&) = delete;
  TcpProxy& operator=(const TcpProxy&) = delete;
  ~TcpProxy() {
    ending_ = true;
    thread_.join();
    for (const Pair& pair : pairs_) close_pair(pair);
  }

  [[nodiscard]] int port() const { return listener_.port(); }

  /// Once so many more bytes went through, either way, every line is cut, and later ones are cut at
  /// once.
  void cut_after(std::int64_t bytes) { left_ = bytes; }
  /// Lines stay open and nothing passes any more.
  void go_silent() { silent_ = true; }
  void mend() {
    left_ = kEndless;
    silent_ = false;
    is_cut_ = false;
  }
  /// Whether a cut has happened.
  [[nodiscard]] bool has_cut() const { return is_cut_; }

 private:
  struct Pair {
    int client = -1;
    int server = -1;
  };
  static constexpr std::int64_t kEndless = std::int64_t{1} << 60;

  static void close_pair(const Pair& pair) {
    ::close(pair.client);
    ::close(pair.server);
  }

  void work() {
    while (!ending_) {
      std::vector<pollfd> watched = {{listener_.fd(), POLLIN, 0}};
      if (!silent_) {
        for (const Pair& pair : pairs_) {
          watched.push_back({pair.client, POLLIN, 0});
          watched.push_back({pair.server, POLLIN, 0});
        }
      }
      ::poll(watched.data(), watched.size(), 20);
      if (watched[0].revents != 0) take_line();
      if (silent_) continue;
      std::size_t at = 1;
      for (auto pair = pairs_.begin(); pair != pairs_.end() && at < watched.size(); at += 2) {
        const bool alive = (watched[at].revents == 0 || pass(pair->client, pair->server)) &&
                           (watched[at + 1].revents == 0 || pass(pair->server, pair->client));
        if (!alive) close_pair(*pair);
        pair = alive ? std::next(pair) : pairs_.erase(pair);
      }
    }
  }

  void take_line() {
    const int client = ::accept4(listener_.fd(), nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    if (is_cut_) {
      ::close(client);
      return;
    }
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(to_port_));
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      close_pair({client, server});
      return;
    }
    pairs_.push_back({client, server});
  }

  /// False: that line is over.
  bool pass(int from, int to) {
    std::array<char, 16'384> bytes{};
    const ssize_t got = ::recv(from, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    ssize_t allowed = got;
    const std::int64_t before = left_.fetch_sub(got);
    if (before <= got) {
      is_cut_ = true;
      allowed = static_cast<ssize_t>(std::max<std::int64_t>(0, before));
    }
    for (ssize_t done = 0; done < allowed;) {
      const ssize_t sent =
          ::send(to, bytes.data() + done, static_cast<std::size_t>(allowed - done), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      done += sent;
    }
    return allowed == got;
  }

  const int to_port_;
  SilentServer listener_;
  std::list<Pair> pairs_;  ///< of the thread
  std::atomic<std::int64_t> left_ = kEndless;
  std::atomic<bool> silent_ = false;
  std::atomic<bool> is_cut_ = false;
  std::atomic<bool> ending_ = false;
  std::thread thread_;  ///< last: it uses what stands above
};

}  // namespace fakes
