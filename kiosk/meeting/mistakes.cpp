#include "meeting/mistakes.h"

#include <algorithm>
#include <utility>

namespace meeting {

void Mistakes::add(int line, std::string field, std::string message) {
  found_.push_back({line, std::move(field), std::move(message)});
}

void Mistakes::add_of_author(int line, std::string field, std::string message) {
  if (origin_ == Origin::author) add(line, std::move(field), std::move(message));
}

std::vector<core::Mistake> Mistakes::sorted() const {
  std::vector<core::Mistake> result = found_;
  std::stable_sort(result.begin(), result.end(),
                   [](const core::Mistake& a, const core::Mistake& b) { return a.line < b.line; });
  return result;
}

}  // namespace meeting
