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

using Try = screen::PartTry;

Try try_camera(const Model& model) {
  if (!model.camera.is_live) return {Try::State::bad, "doctor.try_camera_none"};
  return {Try::State::good, "doctor.try_camera_ok"};
}

Try try_clock(const Model& model) {
  const core::Zone& zone = model.meeting->zone;
  return {Try::State::good,
          "doctor.try_clock",
          {{"time", core::clock_text(model.now.wall, zone)},
           {"date", core::to_text(zone.day_of(model.now.wall))}}};
}

/// Letters of the scripts that names come in: whoever looks sees whether any is a box.
Try try_fonts() {
  return {Try::State::good,
          "doctor.try_fonts",
          {{"names", "Žanete · Øystein · Юлия · Ελένη · 王小明 · ひろし · 김민준 · محمد · नीना"}}};
}

void test_part(const Model& model, Devices& screen, core::Part part, Effects& effects) {
  Try& tried = screen.tries.at(static_cast<std::size_t>(part));
  switch (part) {
    case core::Part::camera:
      tried = try_camera(model);
      return;
    case core::Part::clock:
      tried = try_clock(model);
      return;
    case core::Part::fonts:
      tried = try_fonts();
      return;
    case core::Part::disk:
      if (tried.state == Try::State::running) return;
      tried = {Try::State::running, "doctor.try_running"};
      effects.emplace_back(TestPart{part});
      return;
    default:
      return;  // printer and scanner have tries of their own; hub and screen show theirs
  }
}

}  // namespace

void update_devices(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Devices>(model.screen);
  visit(
      Match{
          [&](const RetryPressed&) {
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
            screen.print = ended.failure ? Devices::TestPrint::failed : Devices::TestPrint::printed;
            screen.failure = ended.failure.value_or(core::Error{});
          },
          [&](const PartTestPressed& pressed) { test_part(model, screen, pressed.part, effects); },
          [&](const PartTested& tested) {
            screen.tries.at(static_cast<std::size_t>(tested.part)) = tested.outcome;
          },
          [&](const BadgeScanned& scanned) {
            screen.read = beginning(scanned.text);
            effects.emplace_back(PlaySound{Sound::admitted});
          },
          [](const auto&) {}},
      action);
}

}  // namespace app
