// The organiser's Devices: what is connected, and tries of it.
#include "app/steps.h"

namespace app {
namespace {

using screen::Devices;

constexpr std::size_t kShownBytes = 40;

/// Enough of a code to see that it was read; nothing is cut within a letter.
std::string beginning(const std::string& text) {
  if (text.size() <= kShownBytes) return text;
  std::size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

void update_devices(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Devices>(model.screen);
  std::visit(Match{[&](const RetryPressed&) {
                     if (screen.checking) return;
                     screen.checking = true;
                     effects.emplace_back(CheckDevices{});
                   },
                   [&](const DevicesChecked& checked) {
                     screen.checking = false;
                     screen.findings = checked.findings;
                   },
                   [&](const TestPrintPressed&) {
                     if (screen.print == Devices::TestPrint::running) return;
                     screen.print = Devices::TestPrint::running;
                     effects.emplace_back(PrintTest{});
                   },
                   [&](const TestPrintEnded& ended) {
                     screen.print =
                         ended.failure ? Devices::TestPrint::failed : Devices::TestPrint::printed;
                     screen.failure = ended.failure.value_or(core::Error{});
                   },
                   [&](const BadgeScanned& scanned) {
                     screen.read = beginning(scanned.text);
                     effects.emplace_back(PlaySound{Sound::admitted});
                   },
                   [](const auto&) {}},
             action);
}

}  // namespace app
