// The attendee's screens at the moments worth looking at. All names invented.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/model.h"
#include "meeting/meeting_file.h"
#include "ui/screens.h"

namespace screens_scenes {

using app::FieldId;
using app::Model;

struct Scene {
  std::string name;
  Model model;
  ui::Pictures pictures;
};

inline std::shared_ptr<const core::Meeting> sample_meeting() {
  static const auto meeting = std::make_shared<const core::Meeting>(
      meeting::load_meeting(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml").value());
  return meeting;
}

inline app::TextField typed(const std::string& text) { return {text, text.size()}; }

inline Model model_in(const std::string& language, app::Screen screen) {
  Model model;
  model.meeting = sample_meeting();
  model.language = language;
  model.language_chosen = true;
  model.screen = std::move(screen);
  model.counts.session = {{"integration", {21, 0, 0}}};
  return model;
}

inline Model with_draft(const std::string& language, app::Screen screen) {
  Model model = model_in(language, std::move(screen));
  model.draft.given = typed("Žanete");
  model.draft.family = typed("Bērziņa-Kalniņa");
  model.draft.partner = {"daugavpils"};
  model.draft.email = typed("zanete@example.org");
  model.draft.sessions = {{"integration"}};
  model.draft.gender = core::Gender::undisclosed;
  model.draft.photo_opt_out = true;
  return model;
}

/// While an address is typed, half of it there.
inline Model with_half_an_address(const std::string& language) {
  Model model = with_draft(language, app::screen::Optional{true, true});
  model.draft.email = typed("zanete@example");
  return model;
}

inline Model name_with(const std::string& language, const std::string& given,
                       const std::string& family, bool tried) {
  Model model = model_in(language, app::screen::Name{FieldId::family, tried});
  model.draft.given = typed(given);
  model.draft.family = typed(family);
  return model;
}

inline Model another_place(const std::string& language, FieldId field, const std::string& town,
                           const std::string& search, bool tried) {
  Model model = model_in(language, app::screen::WhereFrom{true, field, tried});
  model.draft.country = "LV";
  model.draft.town = typed(town);
  model.draft.country_search = typed(search);
  return model;
}

inline Model full_session(const std::string& language) {
  Model model = model_in(language, app::screen::Optional{});
  model.counts.session = {{"integration", {25, 0, 0}}};
  return model;
}

inline Model with_needs(const std::string& language) {
  Model model = with_draft(language, app::screen::Optional{});
  model.draft.needs_consent = true;
  model.draft.needs = {"vegetarian", "step_free"};
  return model;
}

inline Model check(const std::string& language, app::screen::Check::Phase phase, bool open,
                   bool ready) {
  app::screen::Check screen;
  screen.phase = phase;
  screen.notice_open = open;
  screen.failure = {core::Failure::storage,
                    "the database file is full",
                    "Free some space on the disk, then try again.",
                    {}};
  Model model = with_draft(language, screen);
  model.preview = 1;
  model.preview_ready = ready;
  return model;
}

inline Model done(const std::string& language, app::screen::Done::Print print) {
  app::screen::Done screen;
  screen.number = "A-0042";
  screen.print = print;
  return model_in(language, screen);
}

inline Model needs_lost(const std::string& language) {
  Model model = done(language, app::screen::Done::Print::printed);
  std::get<app::screen::Done>(model.screen).needs_lost = true;
  return model;
}

inline Model greeting(const std::string& language, bool printing) {
  app::screen::Greeting screen;
  screen.entry.verdict = core::Verdict::admitted;
  screen.entry.name = "Žanete Bērziņa-Kalniņa";
  screen.entry.number = "A-0042";
  screen.printing = printing;
  return model_in(language, screen);
}

inline Model have_code(const std::string& language, bool not_found) {
  app::screen::HaveCode screen;
  screen.number = typed(not_found ? "A-42" : "");
  screen.not_found = not_found;
  return model_in(language, screen);
}

inline Model asked(Model model) {
  model.now.up = std::chrono::seconds{69};
  model.ask_still_there_until = std::chrono::seconds{90};
  return model;
}

inline Model with_voice(Model model) {
  model.settings.read_aloud = true;
  return model;
}

/// `pictures` stand on Check and Done.
inline std::vector<Scene> scenes(const std::string& language, const ui::Pictures& pictures) {
  using Phase = app::screen::Check::Phase;
  using Print = app::screen::Done::Print;
  const ui::Pictures none;
  return {
      {"welcome", model_in(language, app::screen::Welcome{}), none},
      {"name", model_in(language, app::screen::Name{}), none},
      {"name_typed", name_with(language, "Žanete", "Bērziņa-Kaln", false), none},
      {"name_voice", with_voice(name_with(language, "Žanete", "", false)), none},
      {"name_missing", name_with(language, "Žanete", "", true), none},
      {"where_from", model_in(language, app::screen::WhereFrom{}), none},
      {"where_from_chosen", with_draft(language, app::screen::WhereFrom{}), none},
      {"another_place", another_place(language, FieldId::town, "", "", false), none},
      {"another_place_search",
       another_place(language, FieldId::country_search, "Rēzekne", "s", false), none},
      {"another_place_missing", another_place(language, FieldId::town, "", "", true), none},
      {"optional", full_session(language), none},
      {"optional_chosen", with_draft(language, app::screen::Optional{}), none},
      {"optional_needs", with_needs(language), none},
      {"optional_email", with_half_an_address(language), none},
      {"check_waiting", check(language, Phase::reviewing, false, false), none},
      {"check", check(language, Phase::reviewing, false, true), pictures},
      {"check_saving", check(language, Phase::saving, false, true), pictures},
      {"check_failed", check(language, Phase::failed, false, true), pictures},
      {"check_notice", check(language, Phase::reviewing, true, true), pictures},
      {"done", done(language, Print::waiting), pictures},
      {"done_printed", done(language, Print::printed), pictures},
      {"done_trouble", done(language, Print::trouble), pictures},
      {"done_needs_lost", needs_lost(language), pictures},
      {"have_code", have_code(language, false), none},
      {"have_code_not_found", have_code(language, true), none},
      {"greeting", greeting(language, false), none},
      {"greeting_printing", greeting(language, true), none},
      {"been_before", with_draft(language, app::screen::BeenBefore{}), none},
      {"been_before_yes", with_draft(language, app::screen::BeenBefore{true}), none},
      {"ask_at_desk", model_in(language, app::screen::AskAtDesk{core::Verdict::revoked, {}}), none},
      {"ask_too_early", model_in(language, app::screen::AskAtDesk{core::Verdict::too_early, {}}),
       none},
      {"still_there", asked(name_with(language, "Žanete", "Bērziņa", false)), none}};
}

}  // namespace screens_scenes
