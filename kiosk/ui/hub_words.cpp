// How it stands with the other kiosks, and with this machine's clock.
#include "ui/desk.h"

namespace ui {
namespace {

using app::HubSign;
using State = HubSign::State;

std::string when(Canvas& canvas, core::Instant at) {
  const core::Zone& zone = canvas.model.meeting->zone;
  return canvas.names.day(canvas.model.language, zone.day_of(at)) + ", " +
         core::clock_text(at, zone);
}

/// Of today the time is enough.
std::string briefly(Canvas& canvas, core::Instant at) {
  const core::Zone& zone = canvas.model.meeting->zone;
  if (zone.day_of(at) == zone.day_of(canvas.model.now.wall)) return core::clock_text(at, zone);
  return canvas.names.day(canvas.model.language, zone.day_of(at));
}

/// In the largest unit that tells it well.
std::string span_words(const Canvas& canvas, std::chrono::seconds span) {
  using std::chrono::days;
  using std::chrono::hours;
  using std::chrono::minutes;
  const auto in = [&](std::string_view key, auto count) {
    return canvas.say_n(key, static_cast<int>(count));
  };
  if (span < hours{2}) {
    return in("sync.minutes", std::max<std::int64_t>(1, std::chrono::round<minutes>(span).count()));
  }
  if (span < days{2}) return in("sync.hours", std::chrono::round<hours>(span).count());
  return in("sync.days", std::chrono::round<days>(span).count());
}

}  // namespace

std::optional<HubWords> hub_words(Canvas& canvas) {
  const HubSign& hub = canvas.model.hub;
  switch (hub.state) {
    case State::none:
      return std::nullopt;
    case State::in_step:
      return HubWords{Icon::in_step, Tone::plain, canvas.say("sync.sign_in_step")};
    case State::behind:
      return HubWords{Icon::clock, Tone::plain, canvas.say("sync.sign_behind")};
    case State::cut_off:
      return HubWords{Icon::warning, Tone::look,
                      canvas.say("sync.sign_cut_off", {{"time", briefly(canvas, hub.since)}})};
    case State::refused:
      return HubWords{Icon::cross, Tone::stop, canvas.say("sync.sign_refused")};
  }
  return std::nullopt;
}

std::string hub_state(Canvas& canvas) {
  const HubSign& hub = canvas.model.hub;
  const i18n::Values values = {{"time", when(canvas, hub.since)}};
  switch (hub.state) {
    case State::none:
      return {};
    case State::in_step:
      return canvas.say("sync.sign_in_step_since", values);
    case State::behind:
      return canvas.say("sync.sign_behind_since", values);
    case State::cut_off:
      return canvas.say("sync.sign_cut_off_since", values);
    case State::refused:
      return canvas.say("sync.sign_refused_since", values);
  }
  return {};
}

std::string clock_words(const Canvas& canvas, std::chrono::seconds ahead) {
  return canvas.say(ahead.count() > 0 ? "sync.clock_ahead" : "sync.clock_behind",
                    {{"time", span_words(canvas, std::chrono::abs(ahead))}});
}

}  // namespace ui
