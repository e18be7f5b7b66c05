// The card of a person found: who it is, whether they are in, and what staff can do for them.
#include <algorithm>

#include "ui/draw.h"
#include "ui/flow.h"

namespace ui {
namespace {

using app::Person;
using app::screen::Find;

Deed check_in(const Canvas& canvas, const Person& person, ButtonKind kind) {
  return {"check_in", canvas.say("staff.check_in"),
          app::PersonCheckedIn{person.attendee.number, core::Direction::in}, kind, Icon::check};
}

Deed check_out(const Canvas& canvas, const Person& person, ButtonKind kind) {
  return {"check_out", canvas.say("staff.check_out"),
          app::PersonCheckedIn{person.attendee.number, core::Direction::out}, kind,
          Icon::arrow_right};
}

void add_edit(const Canvas& canvas, std::vector<Deed>& deeds) {
  deeds.push_back(
      {"edit", canvas.say("staff.edit"), app::EditPressed{}, ButtonKind::secondary, Icon::pencil});
  if (canvas.model.desk.role != core::Role::organiser) return;
  deeds.push_back({"person_data", canvas.say("person_data.open"), app::PersonDataPressed{},
                   ButtonKind::secondary, Icon::lock});
}

/// The primary button does what Enter does: see `go_on` in app/find.cpp.
std::vector<Deed> deeds_for_registered(const Canvas& canvas, const Person& person) {
  const bool out_first = canvas.model.desk.direction == core::Direction::out || person.inside;
  const auto kind = [](bool first) { return first ? ButtonKind::primary : ButtonKind::secondary; };
  std::vector<Deed> deeds = {check_in(canvas, person, kind(!out_first)),
                             check_out(canvas, person, kind(out_first))};
  deeds.push_back({"reprint", canvas.say("staff.reprint"),
                   app::ReprintPressed{person.attendee.number}, ButtonKind::secondary,
                   Icon::printer});
  add_edit(canvas, deeds);
  deeds.push_back({"cancel_person", canvas.say("staff.cancel_person"), app::CancelPersonPressed{},
                   ButtonKind::danger, Icon::cross});
  return deeds;
}

/// Who is still inside can leave. Checking in is refused with its reason, and there staff may let
/// them in all the same: so it stays, and comes last.
std::vector<Deed> deeds_for_cancelled(const Canvas& canvas, const Person& person) {
  std::vector<Deed> deeds;
  if (person.inside) deeds.push_back(check_out(canvas, person, ButtonKind::primary));
  add_edit(canvas, deeds);
  deeds.push_back(check_in(canvas, person, ButtonKind::secondary));
  return deeds;
}

std::vector<Deed> deeds_of_question(const Canvas& canvas) {
  return {{"no", canvas.say("staff.cancel_no"), app::BackPressed{}},
          {"confirm", canvas.say("staff.cancel_yes"), app::ConfirmPressed{}, ButtonKind::danger,
           Icon::cross}};
}

using Work = app::DataWork::State;

/// What an organiser can do with the person's data, one step after the other.
std::vector<Deed> deeds_of_data(const Canvas& canvas, const app::DataWork& data) {
  if (data.state == Work::asking) {
    return {{"no", canvas.say("person_data.erase_no"), app::BackPressed{}},
            {"confirm", canvas.say("person_data.erase_yes"), app::ConfirmPressed{},
             ButtonKind::danger, Icon::trash}};
  }
  if (data.state == Work::open) {
    return {{"certificate", canvas.say("person_data.certificate"), app::CertificatePressed{},
             ButtonKind::secondary, Icon::check},
            {"extract", canvas.say("person_data.extract"), app::ExtractPressed{},
             ButtonKind::secondary, Icon::export_file},
            {"erase_person", canvas.say("person_data.erase"), app::ErasePersonPressed{},
             ButtonKind::danger, Icon::trash}};
  }
  if (data.state != Work::choosing) return {};
  std::vector<Deed> deeds = {{"target:0", canvas.say("target.kiosk"), app::TargetChosen{""},
                              ButtonKind::secondary, Icon::export_file}};
  for (const app::Stick& stick : canvas.model.desk.targets.sticks) {
    deeds.push_back({"target:" + std::to_string(deeds.size()), stick.name,
                     app::TargetChosen{stick.path}, ButtonKind::secondary, Icon::export_file});
  }
  return deeds;
}

bool is_at_work(const Find& find) {
  return find.data.state == Work::erasing || find.data.state == Work::extracting;
}

std::vector<Deed> deeds_of(const Canvas& canvas, const Find& find) {
  if (is_at_work(find)) return {};
  if (find.asking_cancel) return deeds_of_question(canvas);
  if (find.data.state != Work::none) return deeds_of_data(canvas, find.data);
  const bool cancelled = find.chosen->attendee.status == core::Status::cancelled;
  return cancelled ? deeds_for_cancelled(canvas, *find.chosen)
                   : deeds_for_registered(canvas, *find.chosen);
}

struct Note {
  std::string id;
  Tone tone;
  std::string words;
  std::string detail = {};  ///< below it, small
};

void add_data_notes(const Canvas& canvas, const app::DataWork& data, std::vector<Note>& notes) {
  if (data.state == Work::asking) {
    notes.push_back({"erase_ask", Tone::look, canvas.say("person_data.erase_ask")});
  }
  if (data.state == Work::choosing) {
    notes.push_back({"extract_where", Tone::plain,
                     canvas.say(data.certifies ? "person_data.certificate_where"
                                               : "person_data.extract_where")});
  }
  if (data.state == Work::erasing || data.state == Work::extracting) {
    notes.push_back({"working", Tone::plain, canvas.say("person_data.working")});
  }
  if (data.state == Work::extracted) {
    const char* words = data.certifies ? "person_data.certified" : "person_data.extracted";
    notes.push_back({"extracted", Tone::admitted, canvas.say(words, {{"file", data.file}})});
  }
  if (data.state == Work::failed) {
    notes.push_back({"data_failed", Tone::stop,
                     canvas.say("person_data.failed") + " " + canvas.say(failure_key(data.failure)),
                     failure_detail(data.failure)});
  }
}

std::vector<Note> notes_of(const Canvas& canvas, const Find& find) {
  std::vector<Note> notes;
  if (find.asking_cancel) notes.push_back({"ask", Tone::look, canvas.say("staff.cancel_ask")});
  add_data_notes(canvas, find.data, notes);
  const std::string presence = presence_text(canvas, *find.chosen);
  if (!presence.empty()) notes.push_back({"presence", presence_tone(*find.chosen), presence});
  const std::string print = print_text(canvas, find.reprint);
  if (!print.empty()) notes.push_back({"print", print_tone(find.reprint), print});
  if (find.trouble) {
    notes.push_back({"trouble", Tone::stop, canvas.say("staff.saving_failed")});
  }
  return notes;
}

void draw_who(Canvas& canvas, Rect& body, const Person& person) {
  Ui& ui = canvas.ui;
  const core::Details& d = person.attendee.details;
  const float side = ui.px(kTargetMm);
  Rect head = body;
  const Rect back = head.take_left(side, ui.px(4));
  if (icon_button(ui, "back", {back.x, back.y, side, side}, Icon::arrow_left,
                  canvas.say("chrome.back"))) {
    canvas.out.emplace_back(app::BackPressed{});
  }
  const std::string name = core::full_name(d);
  const Type type = std::min(Type::title, largest_fitting(ui, name, head.w, 1));
  const float top = head.y;
  head.take_top(std::max(0.F, (side - ui.line_px(type)) / 2));
  head.take_top(personal_text(ui, "name", head, name, {type, ui.theme().ink}), ui.px(1));
  head.take_top(personal_text(ui, "place", head,
                              joined({person.attendee.number, place_text(canvas, d.town, d.country),
                                      kind_text(canvas, d.kind)}),
                              {Type::body, ui.theme().ink}),
                ui.px(1));
  const std::string more =
      joined({d.email, d.photo_opt_out ? canvas.say("staff.no_photos") : std::string()});
  if (!more.empty()) {
    head.take_top(personal_text(ui, "more", head, more, {Type::label, ui.muted()}));
  }
  body.take_top(std::max(side, head.y - top), ui.px(4));
}

}  // namespace

void draw_person_card(Canvas& canvas, const Rect& body, const Find& find) {
  Ui& ui = canvas.ui;
  const float margin = desk_margin(ui);
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  Rect area = body.inset(margin, ui.px(4));
  const auto deeds = deeds_of(canvas, find);
  const float deeds_h = draw_deeds(canvas, area, deeds, false);
  draw_deeds(canvas, area.take_bottom(deeds_h, ui.px(4)), deeds, true);
  draw_who(canvas, area, *find.chosen);
  for (const Note& note : notes_of(canvas, find)) {
    const float height = notice_height(ui, area.w, note.words, note.tone);
    if (height > area.h) break;
    notice(ui, note.id, area.take_top(height, ui.px(2)), note.tone, note.words);
    const float detail_h = text_height(ui, Type::label, note.detail, area.w);
    if (note.detail.empty() || detail_h > area.h) continue;
    text(ui, note.id + ":detail", area.take_top(detail_h, ui.px(2)), note.detail,
         {Type::label, ui.muted()});
  }
}

}  // namespace ui
