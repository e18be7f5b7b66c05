// An IPP printer that fails, delays and lies as it is told to. It speaks through libcups on a
// thread of its own; what a well-behaved printer does is for the real one of ipp_printer.h.
#pragma once

#include <cups/cups.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "fakes/process.h"

namespace fakes {

class LyingPrinter {
 public:
  enum class Mood {
    honest,               ///< prints at once and keeps a list
    never_finishes,       ///< takes jobs and leaves them there
    forgets,              ///< prints, and lists nothing
    vanishes,             ///< hangs up in the middle of a document
    prints_and_vanishes,  ///< prints, and hangs up before it has said so
    garbage,              ///< answers with anything but IPP
    refuses,              ///< says no to every job
    out_of_paper,         ///< takes jobs, and says why they do not come out
    gone,                 ///< hangs up on whoever calls
  };

  explicit LyingPrinter(Mood mood = Mood::honest) : mood_(mood) {
    thread_ = std::thread([this] { serve(); });
  }
  LyingPrinter(const LyingPrinter&) = delete;
  LyingPrinter& operator=(const LyingPrinter&) = delete;
  ~LyingPrinter() {
    ending_ = true;
    thread_.join();
  }

  void become(Mood mood) { mood_ = mood; }
  /// Before each answer.
  void take_your_time(std::chrono::milliseconds time) { delay_ = time; }

  [[nodiscard]] std::string uri() const {
    return "ipp://127.0.0.1:" + std::to_string(server_.port()) + "/ipp/print";
  }
  /// Names of the jobs that came out, in order.
  std::vector<std::string> printed() {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    for (const Job& job : jobs_) {
      if (job.state == IPP_JSTATE_COMPLETED) names.push_back(job.name);
    }
    return names;
  }
  /// Taken, whatever became of them.
  int jobs() {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(jobs_.size());
  }
  int cancelled() {
    const std::lock_guard lock(mutex_);
    int count = 0;
    for (const Job& job : jobs_) count += job.state == IPP_JSTATE_CANCELED ? 1 : 0;
    return count;
  }
  int questions() const { return questions_; }
  /// Somebody has asked what became of a job that was taken.
  bool is_waited_for() const { return is_waited_for_; }

 private:
  struct Job {
    std::string name;
    ipp_jstate_t state;
  };
  using Message = std::unique_ptr<ipp_t, decltype(&ippDelete)>;

  void serve() {
    while (!ending_) {
      pollfd ready{server_.fd(), POLLIN, 0};
      if (::poll(&ready, 1, 5) <= 0) continue;
      http_t* caller = httpAcceptConnection(server_.fd(), 1);
      if (caller == nullptr) continue;
      httpSetTimeout(
          caller, 5, [](http_t*, void*) { return 0; }, nullptr);
      if (mood_ != Mood::gone) talk(caller);
      httpClose(caller);
    }
  }

  void talk(http_t* caller) {
    char resource[1024];
    http_state_t state = HTTP_STATE_WAITING;
    while ((state = httpReadRequest(caller, resource, sizeof resource)) == HTTP_STATE_WAITING) {
      if (ending_) return;
    }
    if (state != HTTP_STATE_POST) return;
    http_status_t status = HTTP_STATUS_CONTINUE;
    while ((status = httpUpdate(caller)) == HTTP_STATUS_CONTINUE && !ending_) {
    }
    if (status != HTTP_STATUS_OK) return;
    if (httpGetExpect(caller) == HTTP_STATUS_CONTINUE) {
      httpWriteResponse(caller, HTTP_STATUS_CONTINUE);
    }
    Message request(ippNew(), ippDelete);
    for (ipp_state_t at = IPP_STATE_IDLE; at != IPP_STATE_DATA;) {
      at = ippRead(caller, request.get());
      if (at == IPP_STATE_ERROR) return;
    }
    answer(caller, request.get());
  }

  void answer(http_t* caller, ipp_t* request) {
    ++questions_;
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < delay_.load() && !ending_) {
      ::poll(nullptr, 0, 5);
    }
    const Mood mood = mood_;
    if (mood == Mood::garbage) return babble(caller);
    const bool is_print = ippGetOperation(request) == IPP_OP_PRINT_JOB;
    if (is_print && mood == Mood::vanishes) return;
    Message reply(ippNewResponse(request), ippDelete);
    switch (ippGetOperation(request)) {
      case IPP_OP_PRINT_JOB:
        take_job(caller, request, reply.get());
        break;
      case IPP_OP_GET_JOBS:
        list_jobs(request, reply.get());
        break;
      case IPP_OP_CANCEL_JOB:
        cancel_job(request);
        break;
      default:
        tell_state(reply.get());
    }
    if (is_print && mood == Mood::prints_and_vanishes) return;
    httpSetField(caller, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetLength(caller, ippLength(reply.get()));
    if (httpWriteResponse(caller, HTTP_STATUS_OK) < 0) return;
    ippSetState(reply.get(), IPP_STATE_IDLE);
    while (ippWrite(caller, reply.get()) != IPP_STATE_DATA) {
      if (ippGetState(reply.get()) == IPP_STATE_ERROR) return;
    }
    httpFlushWrite(caller);
  }

  void babble(http_t* caller) {
    const std::string junk =
        "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 64\r\n\r\n" +
        std::string("\x02\x00\x7F\xFF\xFF\xFF", 6) + std::string(58, '\xEE');
    (void)!::write(httpGetFd(caller), junk.data(), junk.size());
  }

  void take_job(http_t* caller, ipp_t* request, ipp_t* reply) {
    char buffer[4096];
    while (httpRead2(caller, buffer, sizeof buffer) > 0) {
    }
    const Mood mood = mood_;
    if (mood == Mood::refuses) {
      ippSetStatusCode(reply, IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS);
      return;
    }
    auto* name = ippFindAttribute(request, "job-name", IPP_TAG_NAME);
    const bool stays = mood == Mood::never_finishes || mood == Mood::out_of_paper;
    const std::lock_guard lock(mutex_);
    jobs_.push_back(
        {ippGetString(name, 0, nullptr), stays ? IPP_JSTATE_PROCESSING : IPP_JSTATE_COMPLETED});
    add_job(reply, jobs_.size() - 1);
  }

  void list_jobs(ipp_t* request, ipp_t* reply) {
    if (mood_ == Mood::forgets) return;
    auto* which = ippFindAttribute(request, "which-jobs", IPP_TAG_KEYWORD);
    const bool ended = std::string(ippGetString(which, 0, nullptr)) == "completed";
    const std::lock_guard lock(mutex_);
    if (!jobs_.empty()) is_waited_for_ = true;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      if ((jobs_[i].state >= IPP_JSTATE_CANCELED) != ended) continue;
      add_job(reply, i);
      ippAddSeparator(reply);
    }
  }

  void add_job(ipp_t* reply, std::size_t index) {
    ippAddInteger(reply, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", static_cast<int>(index) + 1);
    ippAddString(reply, IPP_TAG_JOB, IPP_TAG_URI, "job-uri", nullptr,
                 (uri() + "/" + std::to_string(index + 1)).c_str());
    ippAddString(reply, IPP_TAG_JOB, IPP_TAG_NAME, "job-name", nullptr, jobs_[index].name.c_str());
    ippAddInteger(reply, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", jobs_[index].state);
  }

  void cancel_job(ipp_t* request) {
    auto* id = ippFindAttribute(request, "job-id", IPP_TAG_INTEGER);
    const std::lock_guard lock(mutex_);
    jobs_.at(static_cast<std::size_t>(ippGetInteger(id, 0)) - 1).state = IPP_JSTATE_CANCELED;
  }

  void tell_state(ipp_t* reply) const {
    const bool empty = mood_ == Mood::out_of_paper;
    ippAddInteger(reply, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state",
                  empty ? IPP_PSTATE_STOPPED : IPP_PSTATE_IDLE);
    ippAddString(reply, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "printer-state-reasons", nullptr,
                 empty ? "media-empty-error" : "none");
    ippAddBoolean(reply, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
  }

  SilentServer server_;  ///< listens; this class answers
  std::atomic<Mood> mood_;
  std::atomic<std::chrono::milliseconds> delay_{std::chrono::milliseconds{0}};
  std::atomic<int> questions_{0};
  std::atomic<bool> is_waited_for_{false};
  std::atomic<bool> ending_{false};
  std::mutex mutex_;  ///< guards jobs_
  std::vector<Job> jobs_;
  std::thread thread_;
};

}  // namespace fakes
