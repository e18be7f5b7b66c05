// Moments at the desk, for looking at and for the checks of size and contrast. All names invented.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/model.h"
#include "meeting/meeting_file.h"
#include "ui/screens.h"

namespace desk_gallery {

using app::DoorEntry;
using app::Model;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

inline core::Instant at(const char* text) {
  return core::parse_instant(text, core::Zone{}).value();
}

inline std::shared_ptr<const core::Meeting> sample_meeting() {
  static const auto meeting = std::make_shared<const core::Meeting>(
      meeting::load_meeting(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml").value());
  return meeting;
}

inline DoorEntry entry(core::Verdict verdict) {
  DoorEntry e;
  e.nonce = "n-" + std::string(core::to_text(verdict));
  e.text = "K1…";
  e.verdict = verdict;
  e.checkpoint = {"door"};
  e.at = at("2019-03-12T07:02:11Z");
  const bool tells = verdict != core::Verdict::unknown && verdict != core::Verdict::forged &&
                     verdict != core::Verdict::other_meeting;
  if (tells) {
    e.name = "Ilze Bērziņa-Kalniņa";
    e.number = "A-0042";
    e.town = "Vänersborg";
    e.country = "SE";
    e.kind = core::Kind::invited;
  }
  if (verdict == core::Verdict::already) {
    e.first_at = at("2019-03-12T06:41:00Z");
    e.first_kiosk = "B";
    e.first_checkpoint = {"door"};
  }
  if (verdict == core::Verdict::too_early) e.opens = at("2019-03-12T12:00:00Z");
  if (verdict == core::Verdict::needs_answer) {
    e.checkpoint = {"lunch"};
    e.questions = {{"meal"}};
  }
  return e;
}

inline DoorEntry named(core::Verdict verdict, std::string name, const char* when, std::string n) {
  DoorEntry e = entry(verdict);
  e.name = std::move(name);
  e.at = at(when);
  e.nonce = std::move(n);
  return e;
}

inline app::Counts sample_counts() {
  app::Counts c;
  c.total = {132, 97, 37};
  c.country = {{"AT", {14, 9, 3}},  {"DE", {18, 12, 4}},  {"ES", {9, 6, 2}},  {"FI", {8, 7, 3}},
               {"IT", {12, 10, 5}}, {"LV", {52, 41, 16}}, {"SE", {19, 12, 4}}};
  c.town = {{"Daugavpils", {52, 41, 16}}, {"Kassel", {18, 12, 4}}, {"Lecce", {12, 10, 5}},
            {"Linz", {14, 9, 3}},         {"Teruel", {9, 6, 2}},   {"Vaasa", {8, 7, 3}},
            {"Vänersborg", {19, 12, 4}}};
  c.kind = {{"invited", {27, 16, 10}}, {"local", {99, 76, 25}}, {"team", {6, 5, 2}}};
  c.day = {{"2019-03-12", {132, 88, 0}}, {"2019-03-13", {132, 61, 0}}, {"2019-03-14", {132, 0, 0}}};
  c.session = {{"integration", {24, 21, 0}}, {"participation", {31, 0, 0}}};
  c.checkpoint = {{"door", {132, 97, 37}}, {"lunch", {51, 30, 0}}, {"room-201", {24, 21, 19}}};
  c.checkpoint_day = {{"door 2019-03-12", {132, 88, 0}}};
  c.arrival = {{"2019-03-12T08", {0, 34, 0}}, {"2019-03-12T09", {0, 41, 0}},
               {"2019-03-12T10", {0, 9, 0}},  {"2019-03-12T14", {0, 4, 0}},
               {"2019-03-13T08", {0, 12, 0}}, {"2019-03-13T09", {0, 38, 0}},
               {"2019-03-13T11", {0, 11, 0}}};
  return c;
}

inline Model desk(const std::string& language, core::Role role) {
  Model m;
  m.meeting = sample_meeting();
  m.language = language;
  m.now = {at("2019-03-12T07:02:13Z"), seconds{600}};
  m.desk.role = role;
  m.desk.checkpoint = {"door"};
  m.counts = sample_counts();
  return m;
}

inline Model door(const std::string& language) {
  Model m = desk(language, core::Role::staff);
  m.screen = app::screen::Door{};
  return m;
}

inline Model door_showing(const std::string& language, DoorEntry shown) {
  Model m = door(language);
  m.desk.checkpoint = shown.checkpoint;
  m.desk.shown = shown;
  m.desk.last = {std::move(shown),
                 named(core::Verdict::admitted, "Björn Åkesson", "2019-03-12T07:01:40Z", "n1"),
                 entry(core::Verdict::forged),
                 named(core::Verdict::admitted, "Анна Кузнецова", "2019-03-12T06:59:12Z", "n3"),
                 named(core::Verdict::exited, "Maximiliane von Hohenstein-Gerstungen",
                       "2019-03-12T06:58:03Z", "n4")};
  m.desk.last[3].undone = true;
  return m;
}

inline Model pin(const std::string& language, app::screen::Pin::Answer answer, std::string digits) {
  Model m = desk(language, core::Role::attendee);
  app::screen::Pin pin;
  pin.role = core::Role::staff;
  pin.answer = answer;
  pin.digits = std::move(digits);
  if (answer == app::screen::Pin::Answer::locked) pin.locked_until = m.now.up + seconds{29};
  m.screen = pin;
  return m;
}

inline app::Person person(std::string given, std::string family, std::string town,
                          std::string country, core::Kind kind, std::string number) {
  app::Person p;
  core::Attendee& a = p.attendee;
  a.number = std::move(number);
  a.details.given_name = std::move(given);
  a.details.family_name = std::move(family);
  a.details.town = std::move(town);
  a.details.country = std::move(country);
  a.details.kind = kind;
  a.registered_at = at("2019-03-04T09:12:00Z");
  return p;
}

inline Model find(const std::string& language, const std::string& text, bool some) {
  Model m = desk(language, core::Role::staff);
  app::screen::Find find;
  find.text = {text, text.size()};
  find.asked = text;
  if (some) {
    using core::Kind;
    find.found = {
        person("Ilze", "Bērziņa-Kalniņa", "Daugavpils", "LV", Kind::local, "A-0042"),
        person("Björn", "Bergström", "Vänersborg", "SE", Kind::invited, "A-0007"),
        person("Maximiliane", "von Bergen-Gerstungen", "Kassel", "DE", Kind::invited, "B-0013"),
        person("Анна", "Берзиня", "Daugavpils", "LV", Kind::local, "A-0051"),
        person("Aino", "Berg", "Vaasa", "FI", Kind::team, "A-0099"),
        person("Luca", "Bernardi", "Lecce", "IT", Kind::invited, "A-0100")};
    find.found[1].attendee.status = core::Status::cancelled;
    find.found[2].inside = find.found[2].present = true;
    find.found[4].present = true;
  }
  m.screen = find;
  return m;
}

inline Model card(const std::string& language, std::size_t index, bool asking,
                  app::Reprint::State print) {
  Model m = find(language, "Ber", true);
  auto& screen = std::get<app::screen::Find>(m.screen);
  screen.chosen = screen.found[index];
  screen.chosen->attendee.details.email = "maximiliane@example.org";
  screen.asking_cancel = asking;
  screen.reprint = {print, screen.chosen->attendee.number, "job-1"};
  return m;
}

inline app::TextField typed(const std::string& text) { return {text, text.size()}; }

inline app::PersonForm form(app::FieldId field) {
  app::PersonForm f;
  f.given = typed("Maximiliane");
  f.family = typed("von Bergen-Gerstungen");
  f.town = typed("Kassel");
  f.email = typed("maximiliane@example.org");
  f.photo_opt_out = true;
  f.field = field;
  return f;
}

inline Model walk_in(const std::string& language, app::PersonForm form,
                     app::screen::WalkIn::Phase phase = app::screen::WalkIn::Phase::typing) {
  Model m = desk(language, core::Role::staff);
  app::screen::WalkIn screen;
  screen.form = std::move(form);
  screen.phase = phase;
  if (phase == app::screen::WalkIn::Phase::alike) {
    screen.alike = std::get<app::screen::Find>(find(language, "Ber", true).screen).found;
    screen.alike.resize(2);
    screen.alike[1].attendee.status = core::Status::registered;
  }
  m.screen = screen;
  return m;
}

inline Model walk_in_done(const std::string& language) {
  Model m = walk_in(language, {});
  std::get<app::screen::WalkIn>(m.screen).last = {app::Reprint::State::printed, "A-0103", "job"};
  return m;
}

inline Model walk_in_elsewhere(const std::string& language) {
  app::PersonForm f = form(app::FieldId::country_search);
  f.town = typed("Rēzekne");
  f.country = "LV";
  return walk_in(language, f);
}

inline Model walk_in_missing(const std::string& language) {
  app::PersonForm f;
  f.tried = true;
  f.given = typed("Anna");
  f.field = app::FieldId::family;
  return walk_in(language, f);
}

inline Model edit(const std::string& language) {
  Model m = find(language, "Ber", true);
  app::screen::EditPerson screen;
  screen.person = std::get<app::screen::Find>(m.screen).found[2];
  screen.form = form(app::FieldId::town);
  m.screen = screen;
  return m;
}

inline Model delegation(const std::string& language, bool sent) {
  using State = app::screen::Delegation::Row::State;
  Model m = desk(language, core::Role::staff);
  app::screen::Delegation screen;
  screen.partner = {"vanersborg"};
  screen.loaded = true;
  const char* names[][2] = {{"Björn", "Bergström"}, {"Åsa", "Öberg-Lindqvist"}, {"Sven", "Dahl"},
                            {"Maja", "Ek"},         {"Nils", "Forsberg"},       {"Elin", "Holm"}};
  for (const auto& name : names) {
    app::screen::Delegation::Row row;
    row.person = person(name[0], name[1], "Vänersborg", "SE", core::Kind::invited,
                        "A-01" + std::to_string(10 + screen.rows.size()));
    row.ticked = screen.rows.size() != 3;
    screen.rows.push_back(std::move(row));
  }
  screen.rows[2].ticked = false;
  screen.rows[2].person.inside = screen.rows[2].person.present = true;
  if (sent) {
    screen.rows[0].ticked = false;
    screen.rows[0].state = State::decided;
    screen.rows[0].person.inside = true;
    screen.rows[0].entry = entry(core::Verdict::admitted);
    screen.rows[1].state = State::decided;
    screen.rows[1].entry = entry(core::Verdict::not_listed);
    screen.rows[4].state = State::failed;
    screen.rows[5].state = State::sent;
  }
  m.screen = screen;
  return m;
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
    app::ScanConflict conflict;
    conflict.attendee = screen.pairs[1].first.attendee;
    conflict.first.at = at("2019-03-12T06:41:00Z");
    conflict.second.at = at("2019-03-12T06:43:00Z");
    conflict.first.checkpoint = conflict.second.checkpoint = {"door"};
    conflict.first_kiosk = "A";
    conflict.second_kiosk = "B";
    screen.conflicts = {conflict};
    screen.merged = "A-0042";
  }
  if (open) screen.open = 1;
  screen.asking = asking;
  m.screen = screen;
  return m;
}

/// A question of the door without choices; where a scan interrupted other work it waits for a
/// touch.
inline Model asked(const std::string& language, bool interrupted) {
  DoorEntry open = entry(core::Verdict::needs_answer);
  open.checkpoint = {"door"};
  open.questions = {{"host"}};
  Model m = door_showing(language, open);
  auto meeting = std::make_shared<core::Meeting>(*m.meeting);
  core::Question question{{"host"}, {}, {}, false};
  question.text.by_language = {{"en", "Who is your host?"}, {"lv", "Kas ir jūsu namatēvs?"}};
  for (auto& checkpoint : meeting->checkpoints) {
    if (checkpoint.id.text == "door") checkpoint.questions = {question};
  }
  m.meeting = meeting;
  m.desk.interrupted = interrupted;
  return m;
}

inline Model counts(const std::string& language, bool some) {
  Model m = desk(language, core::Role::organiser);
  if (!some) m.counts = {};
  m.screen = app::screen::Counts{};
  return m;
}

inline app::PrintJob print_job(std::string id, std::string name, app::PrintJob::State state,
                               std::string detail = {}, std::string printer = {}) {
  return {id,
          "A-00" + id,
          std::move(name),
          state,
          std::move(printer),
          std::move(detail),
          at("2019-03-12T06:58:00Z")};
}

inline Model print_queue(const std::string& language) {
  using State = app::PrintJob::State;
  Model m = desk(language, core::Role::staff);
  app::screen::PrintQueue queue;
  queue.jobs = {print_job("42", "Ilze Bērziņa-Kalniņa", State::trouble, "printer.media_empty"),
                print_job("43", "Björn Bergström", State::trouble, "print.may_be_out"),
                print_job("44", "Maximiliane von Bergen-Gerstungen", State::waiting, {},
                          "ipp://desk.local/ipp/print"),
                print_job("41", "Анна Берзиня", State::printed, "job 7"),
                print_job("40", "Aino Berg", State::cancelled, "print.badge_withdrawn"),
                print_job("39", "Luca Bernardi", State::printed, "job 6")};
  queue.chosen = "42";
  m.screen = queue;
  m.signs.printer_trouble = true;
  m.signs.print_waiting = 3;
  m.signs.printer_word = "media_empty";
  m.signs.paper = app::Paper{4, 100, true};
  return m;
}

inline Model print_queue_calm(const std::string& language) {
  Model m = print_queue(language);
  auto& queue = std::get<app::screen::PrintQueue>(m.screen);
  queue.jobs.erase(queue.jobs.begin(), queue.jobs.begin() + 3);
  queue.chosen = "41";
  m.signs = {};
  m.signs.paper = app::Paper{63, 100, false};
  return m;
}

inline Model print_queue_picking(const std::string& language, bool found) {
  Model m = print_queue(language);
  auto& queue = std::get<app::screen::PrintQueue>(m.screen);
  queue.picking = true;
  queue.searching = !found;
  if (found) {
    queue.printers = {{}, {"ipp://desk.local/ipp/print", "Info desk"}, {"Brother_QL_820NWB", ""}};
  }
  return m;
}

/// A printer with the trouble of that word.
inline Model print_queue_word(const std::string& language, const std::string& word) {
  Model m = print_queue(language);
  m.signs.printer_word = word;
  for (auto& job : std::get<app::screen::PrintQueue>(m.screen).jobs) {
    if (job.state == app::PrintJob::State::trouble) job.detail = "printer." + word;
  }
  return m;
}

inline Model exporting(const std::string& language, app::screen::Export::Phase phase) {
  Model m = desk(language, core::Role::organiser);
  app::screen::Export screen;
  screen.phase = phase;
  screen.what = "attendance";
  if (phase == app::screen::Export::Phase::done) {
    screen.file = "/var/lib/kiosk/exports/daugavpils-2019-03 attendance 2019-03-12T0902.csv";
    screen.checksum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  }
  if (phase == app::screen::Export::Phase::failed) {
    screen.failure = {core::Failure::storage,
                      "cannot write exports/attendance.csv: disk full",
                      "free some space",
                      {}};
  }
  m.screen = screen;
  return m;
}

inline Model importing(const std::string& language, app::screen::Import::Phase phase,
                       bool with_mistakes = false) {
  using Phase = app::screen::Import::Phase;
  Model m = desk(language, core::Role::organiser);
  app::screen::Import screen;
  screen.phase = phase;
  if (phase != Phase::looking && phase != Phase::failed) {
    screen.files = {{"/media/ORGANISER/preregistered.csv", "preregistered.csv", "ORGANISER"},
                    {"/media/ORGANISER/Kassel.xlsx", "Kassel.xlsx", "ORGANISER"}};
  }
  screen.outcome.read = 241;
  screen.outcome.added = 214;
  screen.outcome.skipped = 21;
  screen.done = 3000;
  screen.total = 12'000;
  if (with_mistakes) {
    screen.outcome.mistakes = {{14, "country", "is no country's code or name (column \"Valsts\")"},
                               {27, "email", "must look like name@example.org"},
                               {113, "family", "is missing"}};
  }
  screen.failure = {core::Failure::bad_input,
                    "It is not clear which columns hold the names.",
                    "Rename the headings, for example to Given name and Family name.",
                    {{1, "given", "no heading here is known to stand over names"}}};
  m.screen = screen;
  return m;
}

inline Model out_of_service(const std::string& language, bool with_mistakes) {
  Model m;
  m.meeting = std::make_shared<const core::Meeting>();
  m.language = language;
  app::screen::OutOfService screen;
  screen.error = {core::Failure::storage,
                  "The disk is full; the last change was not saved.",
                  "Free some space on /var/lib/kiosk, then touch \"Try again\".",
                  {}};
  if (with_mistakes) {
    screen.error = {core::Failure::bad_input,
                    "The meeting file daugavpils-2019-03.toml has 3 mistakes.",
                    "Correct them, then touch \"Try again\".",
                    {{12, "place.country", "is \"Latvia\"; expected two capital letters"},
                     {48, "checkpoint[2].opens", "is \"8 o'clock\"; expected HH:MM"},
                     {61, "grant.min_invited_percent", "is 130; expected 0 to 100"}}};
  }
  m.screen = screen;
  return m;
}

struct Scene {
  std::string name;
  Model model;
};

inline std::vector<Scene> door_scenes(const std::string& language) {
  std::vector<Scene> scenes = {{"door_waiting", door(language)}};
  for (int v = 0; v < core::kVerdicts; ++v) {
    const auto verdict = static_cast<core::Verdict>(v);
    scenes.push_back(
        {"door_" + std::string(core::to_text(verdict)), door_showing(language, entry(verdict))});
  }
  DoorEntry undone = entry(core::Verdict::admitted);
  undone.undone = true;
  scenes.push_back({"door_undone", door_showing(language, undone)});
  DoorEntry pending = entry(core::Verdict::admitted);
  pending.name.clear();
  pending.town.clear();
  pending.country.clear();
  pending.kind.reset();
  pending.details_pending = true;
  pending.forced = true;
  scenes.push_back({"door_pending", door_showing(language, pending)});
  return scenes;
}

inline std::vector<Scene> scenes(const std::string& language) {
  using Answer = app::screen::Pin::Answer;
  using Phase = app::screen::Export::Phase;
  std::vector<Scene> all = {{"pin", pin(language, Answer::none, "123")},
                            {"pin_wrong", pin(language, Answer::wrong, "")},
                            {"pin_locked", pin(language, Answer::locked, "")},
                            {"pin_unset", pin(language, Answer::unset, "123456")}};
  for (Scene& scene : door_scenes(language)) all.push_back(std::move(scene));
  all.push_back({"door_question_typed", asked(language, false)});
  all.push_back({"door_question_waits", asked(language, true)});
  DoorEntry refused = entry(core::Verdict::not_listed);
  refused.reason = "member";
  refused.language = language == "ru" ? "de" : "ru";
  all.push_back({"door_reason", door_showing(language, refused)});
  DoorEntry twice = entry(core::Verdict::admitted);
  twice.conflict = true;
  all.push_back({"door_conflict", door_showing(language, twice)});
  Model late = door_showing(language, entry(core::Verdict::admitted));
  late.desk.trouble = core::Error{core::Failure::denied, "too late", "", {}};
  late.desk.undo_too_late = true;
  all.push_back({"door_undo_too_late", late});
  Model leaving = door(language);
  leaving.screen = app::screen::Door{{}, false, true};
  all.push_back({"door_check_out", leaving});
  Model left = door(language);
  left.desk.checked_out = 37;
  all.push_back({"door_checked_out", left});
  all.push_back({"find_card", card(language, 2, false, app::Reprint::State::printed)});
  all.push_back({"find_card_cancel", card(language, 0, true, app::Reprint::State::none)});
  all.push_back({"find_card_cancelled", card(language, 1, false, app::Reprint::State::refused)});
  all.push_back({"edit_person", edit(language)});
  all.push_back({"walk_in", walk_in(language, {})});
  all.push_back({"walk_in_typed", walk_in(language, form(app::FieldId::family))});
  all.push_back({"walk_in_town", walk_in(language, form(app::FieldId::town))});
  all.push_back({"walk_in_elsewhere", walk_in_elsewhere(language)});
  all.push_back({"walk_in_missing", walk_in_missing(language)});
  all.push_back({"walk_in_done", walk_in_done(language)});
  all.push_back({"walk_in_alike",
                 walk_in(language, form(app::FieldId::email), app::screen::WalkIn::Phase::alike)});
  all.push_back({"delegation", delegation(language, false)});
  all.push_back({"delegation_sent", delegation(language, true)});
  all.push_back({"people", people(language, true, false, false)});
  all.push_back({"people_none", people(language, false, false, false)});
  all.push_back({"people_pair", people(language, true, true, false)});
  all.push_back({"people_ask", people(language, true, true, true)});
  all.push_back({"find_empty", find(language, "", false)});
  all.push_back({"find_nobody", find(language, "Zz", false)});
  all.push_back({"find", find(language, "Ber", true)});
  all.push_back({"counts", counts(language, true)});
  all.push_back({"counts_empty", counts(language, false)});
  all.push_back({"print_queue", print_queue(language)});
  all.push_back({"print_queue_calm", print_queue_calm(language)});
  Model empty = print_queue_calm(language);
  empty.screen = app::screen::PrintQueue{};
  empty.signs.paper.reset();
  all.push_back({"print_queue_empty", empty});
  all.push_back({"print_queue_searching", print_queue_picking(language, false)});
  all.push_back({"print_queue_picking", print_queue_picking(language, true)});
  for (const char* word : {"marker_empty", "no_such_media", "unreachable", "slow", "wrong_media"}) {
    all.push_back({std::string("print_queue_") + word, print_queue_word(language, word)});
  }
  all.push_back({"export", exporting(language, Phase::idle)});
  all.push_back({"export_running", exporting(language, Phase::running)});
  all.push_back({"export_done", exporting(language, Phase::done)});
  all.push_back({"export_failed", exporting(language, Phase::failed)});
  using List = app::screen::Import::Phase;
  Model no_stick = importing(language, List::choosing);
  std::get<app::screen::Import>(no_stick.screen).files.clear();
  all.push_back({"import_none", no_stick});
  all.push_back({"import_choose", importing(language, List::choosing)});
  all.push_back({"import_checked", importing(language, List::checked)});
  all.push_back({"import_mistakes", importing(language, List::checked, true)});
  all.push_back({"import_running", importing(language, List::storing)});
  all.push_back({"import_done", importing(language, List::done)});
  all.push_back({"import_stopped", importing(language, List::stopped)});
  all.push_back({"import_failed", importing(language, List::failed)});
  all.push_back({"out_of_service", out_of_service(language, false)});
  all.push_back({"out_of_service_mistakes", out_of_service(language, true)});
  Model signs = door_showing(language, entry(core::Verdict::admitted));
  signs.rehearsal = true;
  signs.signs = {true, "", 3};
  all.push_back({"door_signs", signs});
  return all;
}

/// What a screen needs beside its model. Draw between `begin_frame` and `end_frame`.
struct Stage {
  const i18n::Catalogues& words;
  const ui::Layouts& layouts;
  ui::Pictures pictures{};
  ui::Keyboard keyboard{};
  std::string layout{};
  ui::Actions out{};
  ui::NameBook names{};
  bool language_open = false;

  void draw(ui::Ui& ui, const Model& model) {
    ui::Canvas canvas{ui,       model,  words, layouts, pictures,
                      keyboard, layout, out,   names,   language_open};
    const auto& s = model.screen;
    if (std::holds_alternative<app::screen::Pin>(s)) ui::draw_pin(canvas);
    if (std::holds_alternative<app::screen::Door>(s)) ui::draw_door(canvas);
    if (std::holds_alternative<app::screen::Find>(s)) ui::draw_find(canvas);
    if (std::holds_alternative<app::screen::EditPerson>(s)) ui::draw_edit_person(canvas);
    if (std::holds_alternative<app::screen::WalkIn>(s)) ui::draw_walk_in(canvas);
    if (std::holds_alternative<app::screen::Delegation>(s)) ui::draw_delegation(canvas);
    if (std::holds_alternative<app::screen::People>(s)) ui::draw_people(canvas);
    if (std::holds_alternative<app::screen::Counts>(s)) ui::draw_counts(canvas);
    if (std::holds_alternative<app::screen::PrintQueue>(s)) ui::draw_print_queue(canvas);
    if (std::holds_alternative<app::screen::Export>(s)) ui::draw_export(canvas);
    if (std::holds_alternative<app::screen::Import>(s)) ui::draw_import(canvas);
    if (std::holds_alternative<app::screen::OutOfService>(s)) ui::draw_out_of_service(canvas);
  }
};

}  // namespace desk_gallery
