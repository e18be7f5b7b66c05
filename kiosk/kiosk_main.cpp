// The fullscreen app: reads the command line and hands over to the shell.
#include <CLI/CLI.hpp>

#include "i18n/places.h"
#include "shell/kiosk.h"

namespace {

/// `1280x800`; says what is wrong with anything else.
std::string read_size(const std::string& text, shell::WindowOptions& window) {
  const auto cross = text.find('x');
  try {
    window.width = std::stoi(text.substr(0, cross));
    window.height = std::stoi(text.substr(cross + 1));
  } catch (const std::exception&) {
    window.width = 0;
  }
  const bool usable = window.width >= 320 && window.height >= 240 && window.width <= 16384 &&
                      window.height <= 16384;
  return usable ? std::string() : "a size looks like 1280x800";
}

}  // namespace

int main(int argc, char** argv) {
  shell::KioskOptions options;
  options.data = i18n::default_data_folder();
  std::string size;
  CLI::App app{"The meeting kiosk: registers attendees, prints badges, checks them in."};
  app.footer("Example: kiosk --meeting assets/meetings/daugavpils-2019-03.toml --window");
  app.add_option("--data", options.data, "data folder");
  app.add_option("--meeting", options.meeting_file, "meeting file; without it the one stored last");
  app.add_option("--rehearse", options.rehearse,
                 "set the clock to this local time at the meeting, and say so to staff");
  app.add_option("--language", options.language, "language to start in");
  app.add_option("--frame-record", options.frame_record, "rewrite this file with every frame");
  app.add_option("--px-per-mm", options.px_per_mm, "screen density, if the monitor tells it wrong")
      ->check(CLI::Range(2.0, 12.0));
  app.add_flag("--demo-pins", options.demo_pins,
               "where no PINs are set: staff 2468, organiser 1357");
  auto* window =
      app.add_option("--window", size, "in a window, not fullscreen (1280x800)")->expected(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  options.window.fullscreen = window->count() == 0;
  if (!size.empty()) {
    if (const std::string wrong = read_size(size, options.window); !wrong.empty()) {
      std::fprintf(stderr, "kiosk: --window: %s\n", wrong.c_str());
      return 2;
    }
  }
  return shell::run_kiosk(options);
}
