// Moments of several kiosks that share a meeting: their hub, their conflicts, how one joins.
#pragma once

#include "ui/desk_gallery.h"

namespace desk_gallery {

/// One of each kind.
inline std::vector<app::Disagreement> conflicts() {
  using Kind = app::Disagreement::Kind;
  const app::Person ilze =
      person("Ilze", "Bērziņa-Kalniņa", "Daugavpils", "LV", core::Kind::local, "A-0042");
  const app::Person long_name =
      person("Maximiliane", "von Bergen-Gerstungen", "Kassel", "DE", core::Kind::invited, "B-0013");
  const core::Instant first = at("2019-03-12T06:41:00Z");
  const core::Instant second = at("2019-03-12T06:43:00Z");
  app::Disagreement twice;
  twice.id = "9Q3V0A7K1MZ5C";
  twice.attendee = long_name.attendee;
  twice.checkpoint = {"door"};
  twice.sides = {{"A", first, "", ""}, {"B", second, "", ""}};
  app::Disagreement full;
  full.id = "1F0C0A7K1MZ5D";
  full.kind = Kind::over_capacity;
  full.checkpoint = {"room-201"};
  full.sides = {{"B", first, "Ilze Bērziņa-Kalniņa\u00A0· A-0042", ""},
                {"C", second, "Maximiliane von Bergen-Gerstungen\u00A0· B-0013", ""},
                {"C", second, "Анна Берзиня\u00A0· A-0051", ""}};
  app::Disagreement pair;
  pair.id = "7R3V0A7K1MZ5E";
  pair.kind = Kind::registered_twice;
  pair.sides = {{"A", first, "Ilze Bērziņa-Kalniņa\u00A0· A-0042", ""},
                {"B", second, "Ilze Berzina-Kalnina\u00A0· B-0003", ""}};
  pair.pair = app::PeoplePair{
      ilze, person("Ilze", "Berzina-Kalnina", "Daugavpils", "LV", core::Kind::local, "B-0003")};
  app::Disagreement edited;
  edited.id = "2E3V0A7K1MZ5F";
  edited.kind = Kind::edited_twice;
  edited.attendee = ilze.attendee;
  edited.field = "family";
  edited.sides = {{"A", first, "", "Bērziņa"}, {"B", second, "", "Bērziņa-Kalniņa"}};
  return {twice, full, pair, edited};
}

inline Model people(const std::string& language, bool some, bool open, bool asking) {
  Model m = desk(language, core::Role::organiser);
  app::screen::People screen;
  screen.phase = app::screen::People::Phase::listing;
  if (some) {
    using core::Kind;
    screen.pairs = {
        {person("Ilze", "Bērziņa-Kalniņa", "Daugavpils", "LV", Kind::local, "A-0042"),
         person("Ilze", "Berzina-Kalnina", "Daugavpils", "LV", Kind::local, "B-0003")},
        {person("Maximiliane", "von Bergen-Gerstungen", "Kassel", "DE", Kind::invited, "A-0013"),
         person("Maximilane", "von Bergen-Gerstungen", "Kassel", "DE", Kind::invited, "A-0077")}};
    screen.pairs[1].first.attendee.details.email = "maximiliane@example.org";
    screen.conflicts = conflicts();
    screen.merged = "A-0042";
  }
  if (open) screen.open = screen.pairs[1];
  screen.asking = asking;
  m.screen = screen;
  return m;
}

inline Model conflict(const std::string& language, std::size_t index,
                      app::screen::People::Phase phase = app::screen::People::Phase::listing) {
  Model m = people(language, true, false, false);
  auto& screen = std::get<app::screen::People>(m.screen);
  screen.merged.clear();
  screen.conflict = screen.conflicts.at(index);
  screen.phase = phase;
  return m;
}

inline Model conflict_typed(const std::string& language) {
  Model m = conflict(language, 0);
  auto& screen = std::get<app::screen::People>(m.screen);
  screen.writing = true;
  screen.how = typed("She went out through the garden");
  return m;
}

inline Model conflict_settled(const std::string& language) {
  Model m = people(language, true, false, false);
  auto& screen = std::get<app::screen::People>(m.screen);
  screen.merged.clear();
  screen.settled = true;
  return m;
}

/// The same moment where a hub is set.
inline Model with_hub(Model m, app::HubSign::State state,
                      std::optional<std::chrono::seconds> ahead = {}) {
  using State = app::HubSign::State;
  m.hub.state = state;
  m.hub.since = at("2019-03-12T06:41:00Z");
  m.hub.address = "hub.daugavpils.example:5432/kiosk";
  if (state == State::cut_off) m.hub.word = "sync.unreachable";
  if (state == State::refused) m.hub.word = "sync.letter_taken";
  m.hub.clock_ahead = ahead;
  return m;
}

inline Model devices_hub(const std::string& language, app::HubSign::State state) {
  using core::Health;
  using core::Part;
  const bool cut_off = state == app::HubSign::State::cut_off;
  Model m = with_hub(devices(language, true), state);
  core::Finding& hub = std::get<app::screen::Devices>(m.screen).findings[3];
  hub = {Part::hub, Health::look, "sync.clock_ahead", {{"time", "3 minutes"}, {"seconds", "192"}}};
  if (cut_off) {
    hub = {Part::hub, Health::missing, "sync.unreachable", {}, {}, m.hub.address};
    m.hub.clock_ahead = std::chrono::seconds{-7300};
  }
  return m;
}

/// Data's page for another kiosk; no letters: this one joined others itself.
inline Model enrolling(const std::string& language, const std::string& letters,
                       app::screen::Care::Phase phase = app::screen::Care::Phase::idle) {
  Model m = care(language, app::screen::Care::Page::enrol, phase);
  auto& screen = std::get<app::screen::Care>(m.screen);
  screen.letters = letters;
  screen.letter = letters.empty() ? '\0' : letters.front();
  screen.file = "/media/organiser/ORGANISER/kiosk-B-2019-03-12-0902.enrol";
  screen.failure = {core::Failure::bad_input,
                    "The letter B was given before.",
                    "Take another.",
                    {},
                    "enrol.letter_taken"};
  return m;
}

inline Model enrolling_typed(const std::string& language) {
  Model m = enrolling(language, "BCD");
  auto& screen = std::get<app::screen::Care>(m.screen);
  screen.typing = screen.typing_again = true;
  screen.passphrase = typed("correct horse battery");
  screen.again = typed("correct horse");
  return m;
}

/// A kiosk without a meeting that joins others.
inline Model joining(const std::string& language, app::screen::Unseal::Phase phase,
                     bool has_failed = false) {
  Model m;
  m.meeting = std::make_shared<const core::Meeting>();
  m.language = language;
  app::screen::Unseal screen;
  screen.phase = phase;
  screen.files = {{"/media/o/ORGANISER/kiosk-B-2019-03-12-0902.enrol",
                   "kiosk-B-2019-03-12-0902.enrol", "ORGANISER"},
                  {"/media/o/KINGSTON/kiosk-C-2019-03-12-0910.enrol",
                   "kiosk-C-2019-03-12-0910.enrol", "KINGSTON"}};
  screen.letter = "B";
  screen.passphrase = typed("correct horse");
  if (has_failed) {
    screen.passphrase = {};
    screen.failure = core::Error{
        core::Failure::denied, "The passphrase is wrong.", "", {}, "failure.wrong_passphrase"};
  }
  m.screen = screen;
  return m;
}

/// A sealed backup that is to take the kiosk's place.
inline Model unsealing(const std::string& language, app::screen::Unseal::Phase phase) {
  Model m = joining(language, phase);
  auto& screen = std::get<app::screen::Unseal>(m.screen);
  screen.kind = app::screen::Unseal::Kind::backup;
  screen.files = {
      {"/media/o/ORGANISER/kiosk-A-2019-03-12-1802.backup", "kiosk-A-2019-03-12-1802.backup",
       "ORGANISER"},
      {"/data/backups/kiosk-A-2019-03-12-0902.backup", "kiosk-A-2019-03-12-0902.backup", ""}};
  screen.taken_over = 17;
  screen.percent = 42;
  return m;
}

inline Model out_of_service_new(const std::string& language) {
  Model m = out_of_service(language, false);
  std::get<app::screen::OutOfService>(m.screen).error = {
      core::Failure::bad_input,
      "There is no meeting in this data folder yet.",
      "Start with --meeting FILE.toml, or add one with `kioskctl meeting add FILE.toml`.",
      {},
      "failure.no_meeting"};
  return m;
}

}  // namespace desk_gallery
