// Collects every mistake of one file, so that its author sees them all at once.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace meeting {

/// Who wrote what is read: somebody now, or this program's database, which accepted it before.
enum class Origin { author, database };

class Mistakes {
 public:
  explicit Mistakes(Origin origin = Origin::author) : origin_(origin) {}

  void add(int line, std::string field, std::string message);
  /// Of a rule that came after meetings had been stored: those must stay readable.
  void add_of_author(int line, std::string field, std::string message);
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  /// By line; those of one line in the order they were found.
  [[nodiscard]] std::vector<core::Mistake> sorted() const;

 private:
  Origin origin_;
  std::vector<core::Mistake> found_;
};

}  // namespace meeting
