// Printers' troubles and jobs' ends in the language of the screen.
#include "ui/desk.h"

namespace ui {

bool is_printer_warning(std::string_view word) { return word.ends_with("_low"); }

std::string printer_words(const Canvas& canvas, const std::string& word) {
  return word.empty() ? canvas.say("staff.printer_trouble") : canvas.say("printer." + word);
}

std::string print_words(const Canvas& canvas, const std::string& detail) {
  const bool is_message = detail.starts_with("printer.") || detail.starts_with("print.");
  return is_message ? canvas.say(detail) : detail;
}

}  // namespace ui
