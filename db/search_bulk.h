// The search index of many people at once: its rows are made and sorted beside whoever writes the
// rest, then written in the table's order, so that its pages fill one after the other.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "db/connection.h"

namespace db {

/// Belongs to one thread; has another that makes and sorts rows.
class SearchBulk {
 public:
  SearchBulk();
  SearchBulk(const SearchBulk&) = delete;
  SearchBulk& operator=(const SearchBulk&) = delete;
  ~SearchBulk();

  /// `folded` is the whole name as i18n::fold gives it; `attendee` the id's bits.
  void add(std::string folded, std::string email, std::int64_t attendee);
  /// Writes what was added and not written yet, for the meeting of that number. Rows that are there
  /// stay. Throws what SQLite throws.
  void write(Connection& connection, std::int64_t meeting);
  /// So much is kept that it should be written before more is added.
  [[nodiscard]] bool is_full() const { return people_ >= kMostPeople; }

 private:
  struct Person {
    std::string folded;
    std::string email;
    std::int64_t attendee;
  };
  /// The first bytes of a text as numbers, so that most comparisons look at no letter.
  using First = std::array<std::uint64_t, 2>;
  /// A row whose text stands in the run's letters.
  struct Row {
    First first;
    const char* text;
    std::uint32_t length;
    std::uint32_t place;
    std::int64_t attendee;
  };
  /// Not copied: its rows look into its letters.
  struct Run {
    Run() = default;
    Run(Run&&) = default;
    Run& operator=(Run&&) = default;
    Run(const Run&) = delete;
    std::list<std::string> letters;  ///< rings written twice, and e-mails; they stay where they are
    std::vector<Row> rows;           ///< sorted, each once
    std::size_t people = 0;
    std::size_t next = 0;
  };
  class Merge;
  struct Source;
  static constexpr std::size_t kPeopleInRun = 4096;
  static constexpr std::size_t kMostPeople = 150'000;  // about 120 MB

  static First first_of(std::string_view text);
  static Run make_run(const std::vector<Person>& people);
  static Run joined(Run left, Run right);
  static bool before(const Row& left, const Row& right);
  static bool same(const Row& left, const Row& right);
  void work();
  void pass_on();
  void finish();

  std::vector<Person> people_waiting_;
  std::size_t people_ = 0;
  std::mutex mutex_;  ///< guards the four below
  std::deque<std::vector<Person>> jobs_;
  std::vector<Run> runs_;  ///< each of more people than the next
  std::size_t made_ = 0;   ///< of `people_`, whose rows are in `runs_`
  bool ending_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace db
