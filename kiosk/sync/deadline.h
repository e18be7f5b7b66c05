// Cuts a connection that has gone silent: libpq waits for an answer without end.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace kiosk_sync {

/// Has a thread of its own. Watches one socket at a time, while somebody waits for it.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds patience);
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline();

  /// While it lives, the socket is shut down once `patience` is over, or at `cut`.
  class Watch {
   public:
    Watch(Deadline& deadline, int socket) : deadline_(deadline) { deadline_.begin(socket); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() { deadline_.end(); }

   private:
    Deadline& deadline_;
  };

  /// Any thread. Ends what is waited for now and whatever is begun later.
  void cut();

 private:
  void begin(int socket);
  void end();
  void work();

  const std::chrono::milliseconds patience_;
  std::mutex mutex_;  ///< guards what follows
  int socket_ = -1;   ///< -1: nobody waits
  std::chrono::steady_clock::time_point until_;
  bool is_cut_ = false;
  bool ending_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace kiosk_sync
