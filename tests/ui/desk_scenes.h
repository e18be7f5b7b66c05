// Every moment at the desk, by name, and what draws them.
#pragma once

#include "ui/kiosks_gallery.h"

namespace desk_gallery {

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
  all.push_back({"devices", devices(language, true)});
  all.push_back({"devices_trouble", devices(language, false)});
  all.push_back({"people", people(language, true, false, false)});
  all.push_back({"people_none", people(language, false, false, false)});
  using Peoples = app::screen::People::Phase;
  all.push_back({"people_settled", conflict_settled(language)});
  all.push_back({"conflict_admitted", conflict(language, 0)});
  all.push_back({"conflict_capacity", conflict(language, 1)});
  all.push_back({"conflict_registered", conflict(language, 2)});
  all.push_back({"conflict_edited", conflict(language, 3)});
  all.push_back({"conflict_failed", conflict(language, 0, Peoples::failed)});
  all.push_back({"conflict_typed", conflict_typed(language)});
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
  all.push_back({"import_checking", importing(language, List::checking)});
  all.push_back({"import_checked", importing(language, List::checked)});
  all.push_back({"import_mistakes", importing(language, List::checked, true)});
  Model update = importing(language, List::checked);
  auto& known = std::get<app::screen::Import>(update.screen);
  known.update = true;
  known.outcome.updated = std::exchange(known.outcome.skipped, 0);
  all.push_back({"import_update", update});
  known.outcome.added = 0;
  all.push_back({"import_update_only", update});
  all.push_back({"import_running", importing(language, List::storing)});
  all.push_back({"import_done", importing(language, List::done)});
  all.push_back({"import_stopped", importing(language, List::stopped)});
  all.push_back({"import_failed", importing(language, List::failed)});
  all.push_back({"meeting", meeting_screen(language, "62x100")});
  all.push_back({"meeting_other", meeting_screen(language, "A4-CR80")});
  all.push_back({"meeting_broken", meeting_screen(language, "our-own", true)});
  all.push_back({"export_stopped", exporting(language, Phase::stopped)});
  using Page = app::screen::Care::Page;
  using Work = app::screen::Care::Phase;
  using Fault = app::screen::Care::Fault;
  all.push_back({"care", care(language, Page::overview)});
  all.push_back({"care_failed", care_failed(language)});
  all.push_back({"care_backup", care(language, Page::backup)});
  all.push_back({"care_sealed", care_sealed(language, Page::overview)});
  all.push_back({"care_backup_sealing", care_sealed(language, Page::backup)});
  all.push_back({"care_backup_copies", care_sealed(language, Page::backup, Work::done)});
  all.push_back({"care_restore_sealed", care_sealed(language, Page::restore)});
  all.push_back({"care_backup_running", care(language, Page::backup, Work::running)});
  all.push_back({"care_backup_done", care(language, Page::backup, Work::done)});
  all.push_back({"care_backup_failed", care(language, Page::backup, Work::failed)});
  all.push_back({"care_backup_stopped", care(language, Page::backup, Work::stopped)});
  all.push_back({"care_passphrase", care_typing(language, Fault::none)});
  all.push_back({"care_passphrase_differs", care_typing(language, Fault::differs)});
  all.push_back({"care_passphrase_short", care_typing(language, Fault::too_short)});
  all.push_back({"care_retention", care(language, Page::retention)});
  Model sure = care(language, Page::retention);
  std::get<app::screen::Care>(sure.screen).asking = true;
  all.push_back({"care_retention_ask", sure});
  all.push_back({"care_retention_done", care(language, Page::retention, Work::done)});
  all.push_back({"care_retention_failed", care(language, Page::retention, Work::failed)});
  all.push_back({"care_verify_running", care(language, Page::verify, Work::running)});
  Model verified = care(language, Page::verify, Work::done);
  std::get<app::screen::Care>(verified.screen).verified = {12'408, 9, {}};
  all.push_back({"care_verify", verified});
  std::get<app::screen::Care>(verified.screen).verified.problems = {
      "kiosk A row 4102: its content was changed",
      "daugavpils-2019-03-attendance-2019-03-12-1805.csv: it is not what was exported"};
  all.push_back({"care_verify_differs", verified});
  all.push_back({"care_restore", care(language, Page::restore)});
  using State = app::DataWork::State;
  all.push_back({"person_data_card", person_data(language, State::none)});
  all.push_back({"person_data_open", person_data(language, State::open)});
  Model exported = person_data(language, State::erased);
  std::get<app::screen::Find>(exported.screen).data.exports = 3;
  all.push_back({"person_data_erased_exports", exported});
  Model certificate = person_data(language, State::choosing);
  std::get<app::screen::Find>(certificate.screen).data.certifies = true;
  all.push_back({"person_data_certificate", certificate});
  all.push_back({"person_data_asking", person_data(language, State::asking)});
  all.push_back({"person_data_erasing", person_data(language, State::erasing)});
  all.push_back({"person_data_erased", person_data(language, State::erased)});
  all.push_back({"person_data_choosing", person_data(language, State::choosing)});
  all.push_back({"person_data_extracted", person_data(language, State::extracted)});
  all.push_back({"person_data_failed", person_data(language, State::failed)});
  all.push_back({"starting", starting(language)});
  all.push_back({"out_of_service", out_of_service(language, false)});
  Model damaged = out_of_service(language, false);
  auto& broken = std::get<app::screen::OutOfService>(damaged.screen);
  broken.error = {core::Failure::storage,
                  "The database file is damaged.",
                  "Close the kiosk, then type: kioskctl --data /var/lib/kiosk restore "
                  "/var/lib/kiosk/backups/daily-2019-03-12.db",
                  {},
                  "failure.damaged"};
  broken.copy = at("2019-03-12T05:00:00Z");
  using WayBack = app::screen::OutOfService::WayBack;
  for (const auto& [name, way] :
       {std::pair{"offered", WayBack::offered}, std::pair{"asking", WayBack::asking},
        std::pair{"going", WayBack::going}}) {
    broken.way_back = way;
    broken.percent = 42;
    all.push_back({std::string("out_of_service_") + name, damaged});
  }
  all.push_back({"out_of_service_mistakes", out_of_service(language, true)});
  using Hub = app::HubSign::State;
  const Model shown = door_showing(language, entry(core::Verdict::admitted));
  all.push_back({"hub_in_step", with_hub(shown, Hub::in_step)});
  all.push_back({"hub_behind", with_hub(shown, Hub::behind)});
  all.push_back({"hub_cut_off", with_hub(shown, Hub::cut_off)});
  all.push_back({"hub_refused", with_hub(shown, Hub::refused)});
  all.push_back({"hub_clock", with_hub(shown, Hub::in_step, std::chrono::seconds{720})});
  all.push_back({"hub_clock_waiting",
                 with_hub(door(language), Hub::cut_off, std::chrono::seconds{-400'000})});
  all.push_back({"hub_counts", with_hub(counts(language, true), Hub::cut_off)});
  all.push_back({"devices_hub", devices_hub(language, Hub::in_step)});
  all.push_back({"devices_hub_cut_off", devices_hub(language, Hub::cut_off)});
  all.push_back({"care_enrol", enrolling(language, "BCDEFGHIJKLMNOPQRSTUVWXYZ")});
  all.push_back({"care_enrol_none", enrolling(language, "")});
  all.push_back({"care_enrol_running", enrolling(language, "BC", Work::running)});
  all.push_back({"care_enrol_done", enrolling(language, "BC", Work::done)});
  all.push_back({"care_enrol_failed", enrolling(language, "BC", Work::failed)});
  all.push_back({"care_enrol_passphrase", enrolling_typed(language)});
  using Joins = app::screen::Unseal::Phase;
  all.push_back({"join_looking", joining(language, Joins::looking)});
  all.push_back({"join_choosing", joining(language, Joins::choosing)});
  Model no_file = joining(language, Joins::choosing);
  std::get<app::screen::Unseal>(no_file.screen).files.clear();
  all.push_back({"join_none", no_file});
  all.push_back({"join_typing", joining(language, Joins::typing)});
  all.push_back({"join_wrong", joining(language, Joins::typing, true)});
  all.push_back({"join_joining", joining(language, Joins::opening)});
  all.push_back({"join_joined", joining(language, Joins::opened)});
  all.push_back({"export_sheets", choosing_sheets(language)});
  all.push_back({"unseal_choosing", unsealing(language, Joins::choosing)});
  Model no_backup = unsealing(language, Joins::choosing);
  std::get<app::screen::Unseal>(no_backup.screen).files.clear();
  all.push_back({"unseal_none", no_backup});
  all.push_back({"unseal_typing", unsealing(language, Joins::typing)});
  all.push_back({"unseal_opening", unsealing(language, Joins::opening)});
  all.push_back({"unseal_opened", unsealing(language, Joins::opened)});
  all.push_back({"out_of_service_new", out_of_service_new(language)});
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
    if (language_open) return ui::draw_language_list(canvas);
    const auto& s = model.screen;
    if (std::holds_alternative<app::screen::Pin>(s)) ui::draw_pin(canvas);
    if (std::holds_alternative<app::screen::Door>(s)) ui::draw_door(canvas);
    if (std::holds_alternative<app::screen::Find>(s)) ui::draw_find(canvas);
    if (std::holds_alternative<app::screen::EditPerson>(s)) ui::draw_edit_person(canvas);
    if (std::holds_alternative<app::screen::WalkIn>(s)) ui::draw_walk_in(canvas);
    if (std::holds_alternative<app::screen::Delegation>(s)) ui::draw_delegation(canvas);
    if (std::holds_alternative<app::screen::People>(s)) ui::draw_people(canvas);
    if (std::holds_alternative<app::screen::Devices>(s)) ui::draw_devices(canvas);
    if (std::holds_alternative<app::screen::Counts>(s)) ui::draw_counts(canvas);
    if (std::holds_alternative<app::screen::PrintQueue>(s)) ui::draw_print_queue(canvas);
    if (std::holds_alternative<app::screen::Export>(s)) ui::draw_export(canvas);
    if (std::holds_alternative<app::screen::Import>(s)) ui::draw_import(canvas);
    if (std::holds_alternative<app::screen::Meeting>(s)) ui::draw_meeting(canvas);
    if (std::holds_alternative<app::screen::Care>(s)) ui::draw_care(canvas);
    if (std::holds_alternative<app::screen::Starting>(s)) ui::draw_starting(canvas);
    if (std::holds_alternative<app::screen::OutOfService>(s)) ui::draw_out_of_service(canvas);
    if (std::holds_alternative<app::screen::Unseal>(s)) ui::draw_unseal(canvas);
  }
};

}  // namespace desk_gallery
