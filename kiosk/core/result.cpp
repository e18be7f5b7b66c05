#include "core/result.h"

namespace core {

std::string describe(const Error& error) {
  std::string text = error.what;
  for (const Mistake& mistake : error.mistakes) {
    text += "\n  ";
    if (mistake.line > 0) text += "line " + std::to_string(mistake.line) + ": ";
    if (!mistake.field.empty()) text += mistake.field + ": ";
    text += mistake.message;
  }
  if (!error.next_step.empty()) text += "\n" + error.next_step;
  return text;
}

}  // namespace core
