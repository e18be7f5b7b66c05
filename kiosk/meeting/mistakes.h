// Collects every mistake of one file, so that its author sees them all at once.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace meeting {

class Mistakes {
 public:
  void add(int line, std::string field, std::string message);
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  /// By line; those of one line in the order they were found.
  [[nodiscard]] std::vector<core::Mistake> sorted() const;

 private:
  std::vector<core::Mistake> found_;
};

}  // namespace meeting
