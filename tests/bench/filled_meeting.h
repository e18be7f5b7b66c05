// A meeting with as many people as asked for, on a disk, and how long things take there.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "db/journal.h"
#include "db/projector.h"
#include "db/store.h"

namespace bench {

inline const core::MeetingId kMeeting{"daugavpils-2019-03"};

/// Dies loudly: a benchmark of something that failed is no figure.
inline void must(const core::Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s\n", core::describe(result.error()).c_str());
  std::abort();
}
template <class T>
T must(core::Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", core::describe(result.error()).c_str());
  std::abort();
}

template <class Work>
double microseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
      .count();
}

/// `share` of the values are at most that; sorts them.
inline double quantile(std::vector<double>& values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * share)];
}

/// A folder under $KIOSK_BENCH_DIR, which has to be on a disk: commits are flushed.
inline std::filesystem::path new_folder() {
  const char* base = std::getenv("KIOSK_BENCH_DIR");
  std::string pattern =
      (std::filesystem::path(base != nullptr ? base : ".") / "bench-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) std::abort();
  return pattern;
}

class FilledMeeting {
 public:
  /// What the `i`-th person's rows in the journal are; `number` is theirs.
  using Person = std::function<std::vector<core::Event>(int i, const std::string& number)>;

  /// People are written by the journal and the projector that the store uses, but in one
  /// transaction, since a million commits would take the day.
  FilledMeeting(int people, const std::function<Person(db::Store&)>& invent)
      : folder_(new_folder()), store_(must(db::Store::open({folder_, {}, 'A'}))) {
    std::ifstream file(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml");
    std::ostringstream toml;
    toml << file.rdbuf();
    must(store_->store_meeting(toml.str(), "sample"));
    fill(people, invent(*store_));
    must(store_->rest());
  }
  FilledMeeting(const FilledMeeting&) = delete;
  FilledMeeting& operator=(const FilledMeeting&) = delete;
  ~FilledMeeting() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  db::Store& store() { return *store_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  void fill(int people, const Person& invent) {
    auto connection = must(db::Connection::open(folder_ / "kiosk.db"));
    db::Projector projector(*connection);
    db::Journal journal(*connection, [] {
      return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    });
    db::Query kiosk = connection->query("kiosks");
    kiosk.step();
    const std::int64_t k = kiosk.integer(0);
    journal.write_as(core::KioskId{kiosk.bits(1)}, k);
    SQLite::Transaction transaction(connection->database());
    for (int i = 1; i <= people; ++i) {
      for (const core::Event& event : invent(i, core::number_text('A', i))) {
        projector.project(event, journal.append(event), k);
      }
    }
    transaction.commit();
  }

  std::filesystem::path folder_;
  std::unique_ptr<db::Store> store_;
};

}  // namespace bench
