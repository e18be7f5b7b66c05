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
  c.partner = {{"", {52, 41, 16}}, {"kassel", {18, 12, 4}}, {"linz", {14, 9, 3}}};
  c.gender = {{"female", {70, 51, 20}}, {"male", {60, 44, 17}}, {"unasked", {2, 2, 0}}};
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

inline Model devices(const std::string& language, bool well) {
  using core::Health;
  using core::Part;
  Model m = desk(language, core::Role::organiser);
  app::screen::Devices screen;
  screen.checking = false;
  if (well) {
    screen.findings = {
        {Part::printer, Health::ok, "doctor.printer_ok"},
        {Part::camera, Health::ok, "doctor.camera_ok", {{"camera", "HD Pro Webcam C920"}}},
        {Part::scanner, Health::ok, "doctor.scanner_ok", {{"scanner", "/dev/ttyACM0"}}},
        {Part::hub, Health::off, "doctor.hub_off"},
        {Part::disk, Health::ok, "doctor.disk_ok", {{"free", "35.5 GB"}}},
        {Part::clock, Health::ok, "doctor.clock_ok"},
        {Part::fonts, Health::ok, "doctor.fonts_ok"},
        {Part::screen, Health::ok, "doctor.screen_ok", {{"density", "3.78"}}}};
    screen.print = app::screen::Devices::TestPrint::printed;
    screen.read = "K10123456789ABCDEFGHJKMNPQRS";
  } else {
    screen.findings = {
        {Part::printer, Health::missing, "doctor.printer_unreachable"},
        {Part::camera, Health::missing, "doctor.camera_missing"},
        {Part::scanner, Health::missing, "doctor.scanner_missing"},
        {Part::hub, Health::off, "doctor.hub_off"},
        {Part::disk, Health::look, "doctor.disk_memory"},
        {Part::clock, Health::look, "doctor.clock_unsynced"},
        {Part::fonts, Health::look, "doctor.fonts_missing", {{"languages", "zh, th"}}},
        {Part::screen, Health::look, "doctor.screen_unmeasured"}};
    screen.print = app::screen::Devices::TestPrint::failed;
    screen.failure = {core::Failure::unreachable, "The printer does not answer.", "", {}};
  }
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

inline app::PrintJob print_job(const std::string& id, std::string name, app::PrintJob::State state,
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

/// With two sticks, one of them chosen.
inline Model with_sticks(Model m) {
  m.desk.targets.sticks = {{"/media/organiser/ORGANISER", "ORGANISER"},
                           {"/media/organiser/KINGSTON", "KINGSTON"}};
  m.desk.targets.chosen = "/media/organiser/ORGANISER";
  return m;
}

inline Model choosing_sheets(const std::string& language) {
  Model m = desk(language, core::Role::organiser);
  app::screen::Export screen;
  screen.choosing = true;
  screen.day = m.meeting->days.front();
  m.screen = screen;
  return m;
}

inline Model exporting(const std::string& language, app::screen::Export::Phase phase) {
  Model m = with_sticks(desk(language, core::Role::organiser));
  app::screen::Export screen;
  screen.phase = phase;
  screen.what = "attendance";
  screen.percent = 62;
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
  screen.percent = 47;
  screen.rows = 120'000;
  screen.done = 3000;
  screen.total = 12'000;
  if (with_mistakes) {
    screen.outcome.mistakes = {
        {14,
         "country",
         "is no country's code or name (column \"Valsts\")",
         "mistake.country",
         {{"column", "Valsts"}}},
        {27, "email", "must look like name@example.org", "mistake.email", {{"column", "E-pasts"}}},
        {113, "family", "is missing", "mistake.missing"}};
  }
  screen.failure = {
      core::Failure::bad_input,
      "It is not clear which columns hold the names.",
      "Rename the headings, for example to Given name and Family name.",
      {{1, "given", "no heading here is known to stand over names", "mistake.no_names"}},
      "failure.list_columns"};
  m.screen = screen;
  return m;
}

/// The pictures are the stage's; without them the place of the sample stays empty.
inline Model meeting_screen(const std::string& language, const std::string& form,
                            bool broken = false) {
  Model m = desk(language, core::Role::organiser);
  app::screen::Meeting screen;
  screen.searching = false;
  screen.forms = {{"54x101", 54, 101, 1},
                  {"62x100", 62, 100, 1},
                  {"62x29", 62, 29, 1},
                  {"A4-CR80", 85.6, 54, 10},
                  {"A7", 74, 105, 1}};
  screen.form = form;
  if (broken) {
    screen.forms.push_back({"our-own"});
    screen.form = "our-own";
    screen.failure = {
        core::Failure::bad_input,
        "The badge template our-own.toml has 2 mistakes.",
        "Correct them.",
        {{12, "qr.box", "leaves the page"}, {31, "stack[2].text[1].size", "is missing"}}};
  }
  m.preview_ready = !broken;
  m.screen = screen;
  return m;
}

inline Model care(const std::string& language, app::screen::Care::Page page,
                  app::screen::Care::Phase phase = app::screen::Care::Phase::idle) {
  using What = app::RetentionStep::What;
  Model m = with_sticks(desk(language, core::Role::organiser));
  app::screen::Care screen;
  screen.page = page;
  screen.phase = phase;
  screen.percent = 62;
  screen.erased = 3;
  screen.file = "/media/organiser/ORGANISER/kiosk-A-2019-03-12-0902.backup";
  screen.failure = {core::Failure::storage,
                    "The file /media/organiser/ORGANISER/kiosk-A.backup cannot be written: No "
                    "space left on device.",
                    "Free some space or name another place.",
                    {}};
  screen.steps = {{What::needs, core::parse_day("2019-03-17"), 14, false},
                  {What::contacts, core::parse_day("2019-03-11"), 37, true},
                  {What::people, std::nullopt, 132, false}};
  screen.steps_read = true;
  m.screen = screen;
  m.care.last_copy = at("2019-03-12T05:00:31Z");
  m.care.copy = "/var/lib/kiosk/backups/daily-2019-03-12.db";
  m.care.last_backup = at("2019-03-11T16:20:00Z");
  return m;
}

/// The copies of each day are sealed, or shall be.
inline Model care_sealed(const std::string& language, app::screen::Care::Page page,
                         app::screen::Care::Phase phase = app::screen::Care::Phase::idle) {
  Model m = care(language, page, phase);
  auto& screen = std::get<app::screen::Care>(m.screen);
  screen.seal_copies = true;
  if (phase == app::screen::Care::Phase::done) screen.copies_failure = screen.failure;
  m.care.copies_sealed = true;
  m.care.copy = "/var/lib/kiosk/backups/daily-2019-03-12.backup";
  return m;
}

inline Model care_typing(const std::string& language, app::screen::Care::Fault fault) {
  Model m = care(language, app::screen::Care::Page::backup);
  auto& screen = std::get<app::screen::Care>(m.screen);
  screen.typing = screen.typing_again = true;
  screen.passphrase = typed("correct horse battery");
  screen.again = typed("correct horse");
  screen.fault = fault;
  return m;
}

inline Model care_failed(const std::string& language) {
  Model m = care(language, app::screen::Care::Page::overview);
  m.care.last_copy.reset();
  m.care.last_backup.reset();
  m.care.failure = core::Error{core::Failure::storage,
                               "The disk is full.",
                               "Free some space, then start again.",
                               {},
                               "failure.disk_full"};
  return m;
}

/// A person's card as an organiser sees it, in the middle of something done to their data.
inline Model person_data(const std::string& language, app::DataWork::State state) {
  Model m = with_sticks(card(language, 0, false, app::Reprint::State::none));
  m.desk.role = core::Role::organiser;
  auto& find = std::get<app::screen::Find>(m.screen);
  find.data.state = state;
  find.data.number = "A-0042";
  find.data.file = "/media/organiser/ORGANISER/extract-A-0042-2019-03-12-0902.json";
  find.data.took = std::chrono::milliseconds{1340};
  find.data.failure = {
      core::Failure::storage, "The disk is full.", "Free some space.", {}, "failure.disk_full"};
  if (state == app::DataWork::State::erased) {
    find.chosen.reset();
    find.found.clear();
    find.text = {};
  }
  return m;
}

inline Model starting(const std::string& language) {
  Model m = desk(language, core::Role::attendee);
  m.screen = app::screen::Starting{38};
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
                  {},
                  "failure.disk_full"};
  if (with_mistakes) {
    screen.error = {core::Failure::bad_input,
                    "The meeting file daugavpils-2019-03.toml has 3 mistakes.",
                    "Correct them, then touch \"Try again\".",
                    {{12, "place.country", "is \"Latvia\"; expected two capital letters"},
                     {48, "checkpoint[2].opens", "is \"8 o'clock\"; expected HH:MM"},
                     {61, "grant.min_invited_percent", "is 130; expected 0 to 100"}},
                    "failure.meeting_file"};
  }
  m.screen = screen;
  return m;
}

}  // namespace desk_gallery
