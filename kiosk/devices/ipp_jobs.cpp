#include "devices/ipp_jobs.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace devices {
namespace {

/// A job's attributes come in any order; a job ends where the next one's group begins.
struct KnownJob {
  std::string name;
  std::string uri;
  int id = 0;
  int state = 0;
};

/// Empty where a printer gives something else than a text.
std::string text_of(ipp_attribute_t* attribute) {
  const char* text = ippGetString(attribute, 0, nullptr);
  return text == nullptr ? std::string() : std::string(text);
}

std::vector<KnownJob> read_jobs(ipp_t* answer) {
  std::vector<KnownJob> jobs(1);
  for (auto* at = ippFirstAttribute(answer); at != nullptr; at = ippNextAttribute(answer)) {
    if (ippGetName(at) == nullptr) {
      jobs.emplace_back();
      continue;
    }
    const std::string_view name = ippGetName(at);
    if (name == "job-name") jobs.back().name = text_of(at);
    if (name == "job-uri") jobs.back().uri = text_of(at);
    if (name == "job-id") jobs.back().id = ippGetInteger(at, 0);
    if (name == "job-state") jobs.back().state = ippGetInteger(at, 0);
  }
  std::erase_if(jobs, [](const KnownJob& job) { return job.name.empty(); });
  return jobs;
}

/// RFC 8011, 5.3.7.
JobPhase phase_of(const KnownJob& job) {
  switch (job.state) {
    case IPP_JSTATE_COMPLETED:
      return JobPhase::printed;
    case IPP_JSTATE_ABORTED:
      return JobPhase::given_up;
    case IPP_JSTATE_CANCELED:
      return JobPhase::cancelled;
    default:
      return JobPhase::under_way;
  }
}

struct JobList {
  bool is_told = false;
  std::vector<KnownJob> jobs;
};

core::Result<JobList> list_jobs(const IppAddress& address, const char* which,
                                const Patience& patience) {
  IppMessage request = new_ipp_request(IPP_OP_GET_JOBS, address);
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "my-jobs", 1);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, which);
  const std::array<const char*, 4> wanted = {"job-id", "job-name", "job-uri", "job-state"};
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(wanted.size()), nullptr, wanted.data());
  const auto answer = ask_printer(address, std::move(request), {}, patience);
  if (answer) return JobList{true, read_jobs(answer->get())};
  const core::Error& error = answer.error();
  const bool is_gone = error.message == "printer.unreachable" || error.message == kFellSilent;
  if (is_gone) return tl::unexpected(error);
  return JobList{};
}

bool is_named(const KnownJob& job, const std::string& id) {
  const std::string_view name = job.name;
  return name.ends_with(id) &&
         (name.size() == id.size() || name[name.size() - id.size() - 1] == ' ');
}

/// Before the others: what is out, then what is on its way.
int rank(JobPhase phase) {
  return phase == JobPhase::printed ? 0 : phase == JobPhase::under_way ? 1 : 2;
}

}  // namespace

core::Result<JobReport> find_job(const IppAddress& address, const std::string& id,
                                 const Patience& patience) {
  JobReport best;
  best.keeps_list = address.is_queue;
  for (const char* which : {"not-completed", "completed"}) {
    const auto list = list_jobs(address, which, patience);
    if (!list) return tl::unexpected(list.error());
    if (!list->is_told) best.keeps_list = false;
    for (const KnownJob& job : list->jobs) {
      if (std::string_view(which) == "completed") best.keeps_list = true;
      if (!is_named(job, id)) continue;
      const JobPhase phase = phase_of(job);
      const bool is_first = best.phase == JobPhase::absent;
      if (is_first || rank(phase) < rank(best.phase)) best = {phase, job.uri, true};
    }
  }
  return best;
}

core::Result<void> cancel_job(const IppAddress& address, const std::string& id,
                              const Patience& patience) {
  const auto list = list_jobs(address, "not-completed", patience);
  if (!list) return tl::unexpected(list.error());
  for (const KnownJob& job : list->jobs) {
    if (!is_named(job, id) || job.id <= 0) continue;
    IppMessage request = new_ipp_request(IPP_OP_CANCEL_JOB, address);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job.id);
    const auto answer = ask_printer(address, std::move(request), {}, patience);
    if (!answer && answer.error().failure == core::Failure::unreachable) {
      return tl::unexpected(answer.error());
    }
  }
  return {};
}

}  // namespace devices
