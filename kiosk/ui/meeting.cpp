// The organiser's Meeting: what its file says on one side, a sample of its badge on the other.
#include <algorithm>
#include <cmath>

#include "i18n/names.h"
#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/flow.h"
#include "ui/words.h"

namespace ui {
namespace {

using app::BadgeForm;
using app::screen::Meeting;

// ---- what the file says

/// One paragraph of the facts.
struct Fact {
  std::string id;
  std::string words;
  Type type = Type::label;
  bool quiet = false;
  float gap_mm = 0;  ///< below it
};
using Facts = std::vector<Fact>;

void add_heading(Facts& facts, const std::string& words) {
  if (!facts.empty()) facts.back().gap_mm = 7;
  facts.push_back({{}, words, Type::strong, false, 2});
}

void add_item(Facts& facts, const std::string& id, const std::string& name,
              const std::string& about) {
  facts.push_back({id, name, Type::body, false, 0});
  if (!about.empty()) facts.push_back({id + ":about", about, Type::label, true, 0});
  facts.back().gap_mm = 2.5F;
}

std::string language_names(Canvas& canvas) {
  std::string names;
  for (const std::string& code : canvas.model.meeting->languages)
    names += (names.empty() ? "" : ", ") + canvas.names.language(code);
  return names;
}

std::string days_text(Canvas& canvas, const std::vector<core::Day>& days) {
  std::string text;
  for (const core::Day day : days)
    text += (text.empty() ? "" : ", ") + canvas.names.day(canvas.model.language, day);
  return text;
}

std::string hours_text(std::chrono::minutes from, std::chrono::minutes until) {
  return core::clock_text(from) + "–" + core::clock_text(until);
}

void add_meeting(Canvas& canvas, Facts& facts) {
  const core::Meeting& meeting = *canvas.model.meeting;
  facts.push_back({"meeting:name", canvas.meeting_text(meeting.name), Type::title, false, 2});
  facts.push_back(
      {"meeting:place",
       joined({meeting.place.venue, place_text(canvas, meeting.place.town, meeting.place.country)}),
       Type::body, false, 1});
  facts.push_back({"meeting:dates", canvas.names.dates(canvas.model.language, meeting.days),
                   Type::body, false, 2});
  const core::Project& project = meeting.project;
  const std::string about = joined({project.acronym, project.programme, project.number});
  if (!about.empty()) facts.push_back({"meeting:project", about, Type::label, true, 1});
  facts.push_back({"meeting:languages",
                   canvas.say("meeting.languages") + ": " + language_names(canvas), Type::label,
                   true, 1});
}

void add_partners(Canvas& canvas, Facts& facts) {
  add_heading(facts, canvas.say("meeting.partners"));
  for (const core::Partner& partner : canvas.model.meeting->partners) {
    add_item(facts, "partner:" + partner.id.text, partner.name,
             joined({place_text(canvas, partner.town, partner.country),
                     partner.lead ? canvas.say("meeting.lead") : "",
                     partner.host ? canvas.say("meeting.host") : ""}));
  }
}

void add_sessions(Canvas& canvas, Facts& facts) {
  const core::Meeting& meeting = *canvas.model.meeting;
  if (meeting.sessions.empty()) return;
  add_heading(facts, canvas.say("meeting.sessions"));
  for (const core::Session& session : meeting.sessions) {
    const std::string when = canvas.names.day(canvas.model.language, session.day) + ", " +
                             hours_text(session.starts, session.ends);
    add_item(
        facts, "session:" + session.id.text, canvas.meeting_text(session.name),
        joined({when,
                session.room.empty() ? "" : canvas.say("meeting.room", {{"room", session.room}}),
                session.capacity ? canvas.say_n("meeting.places", *session.capacity) : ""}));
  }
}

/// A session's room opens as its session does, and is called like it where it has no name.
std::string name_of(Canvas& canvas, const core::Checkpoint& checkpoint) {
  if (!checkpoint.name.empty()) return canvas.meeting_text(checkpoint.name);
  const core::Session* session = canvas.model.meeting->session(checkpoint.session);
  return session == nullptr ? checkpoint.id.text : canvas.meeting_text(session->name);
}

std::string times_of(Canvas& canvas, const core::Checkpoint& checkpoint) {
  const bool all_day = !checkpoint.opens && !checkpoint.closes;
  const std::chrono::minutes midnight{24 * 60};
  const std::string hours = all_day ? canvas.say("meeting.all_day")
                                    : hours_text(checkpoint.opens.value_or(std::chrono::minutes{0}),
                                                 checkpoint.closes.value_or(midnight));
  const int tolerance = static_cast<int>(checkpoint.tolerance.count());
  const bool every_day = checkpoint.days == canvas.model.meeting->days;
  return joined({hours,
                 tolerance > 0 && !all_day ? canvas.say_n("meeting.tolerance", tolerance) : "",
                 every_day ? "" : days_text(canvas, checkpoint.days)});
}

std::string admitted_by(Canvas& canvas, const core::Checkpoint& checkpoint) {
  std::string names;
  const auto add = [&](const std::string& name) { names += (names.empty() ? "" : ", ") + name; };
  constexpr std::size_t kKinds = 3;
  if (checkpoint.admits && checkpoint.admits->size() < kKinds)
    for (const core::Kind kind : *checkpoint.admits) add(kind_text(canvas, kind));
  for (const core::PartnerId& id : checkpoint.partners) {
    const core::Partner* partner = canvas.model.meeting->partner(id);
    add(partner == nullptr ? id.text : partner->name);
  }
  return names.empty() ? names : canvas.say("meeting.admits", {{"who", names}});
}

std::string rules_of(Canvas& canvas, const core::Checkpoint& checkpoint) {
  const auto some = [&](const char* key, const std::optional<int>& n) {
    return n ? canvas.say_n(key, *n) : std::string();
  };
  const int gap = static_cast<int>(checkpoint.min_gap.count());
  return joined({canvas.say("meeting.policy." + std::string(core::to_text(checkpoint.policy))),
                 times_of(canvas, checkpoint),
                 checkpoint.members_only ? canvas.say("meeting.members_only") : "",
                 admitted_by(canvas, checkpoint),
                 some("meeting.inside_at_once", checkpoint.capacity),
                 some("meeting.times_a_day", checkpoint.max_per_day),
                 gap > 0 ? canvas.say_n("meeting.minutes_between", gap) : ""});
}

void add_checkpoints(Canvas& canvas, Facts& facts) {
  add_heading(facts, canvas.say("meeting.checkpoints"));
  for (const core::Checkpoint& checkpoint : canvas.model.meeting->checkpoints) {
    std::string about = rules_of(canvas, checkpoint);
    for (const core::Question& question : checkpoint.questions)
      about = joined(
          {about, canvas.say("meeting.asks", {{"question", canvas.meeting_text(question.text)}})});
    add_item(facts, "checkpoint:" + checkpoint.id.text, name_of(canvas, checkpoint), about);
  }
}

void add_retention(Canvas& canvas, Facts& facts) {
  const core::Meeting& meeting = *canvas.model.meeting;
  const core::Privacy& privacy = meeting.privacy;
  const auto told = [&](const char* id, const char* key, core::Day day) {
    facts.push_back({id, canvas.say(key, {{"date", canvas.names.day(canvas.model.language, day)}}),
                     Type::label, false, 1.5F});
  };
  const auto after = [&](int days) { return meeting.days.back() + std::chrono::days{days}; };
  add_heading(facts, canvas.say("meeting.retention"));
  const std::size_t before = facts.size();
  if (privacy.erase_needs_after_days)
    told("erase:needs", "meeting.erase_needs", after(*privacy.erase_needs_after_days));
  if (privacy.erase_contact_after_days)
    told("erase:contact", "meeting.erase_contact", after(*privacy.erase_contact_after_days));
  if (privacy.keep_evidence_until)
    told("keep:evidence", "meeting.keep_evidence", *privacy.keep_evidence_until);
  if (facts.size() == before)
    facts.push_back({"keep:all", canvas.say("meeting.keeps_all"), Type::label, false, 1.5F});
  facts.push_back({"privacy:controller",
                   canvas.say("check.notice_controller", {{"name", privacy.controller}}),
                   Type::label, true, 1.5F});
}

/// Languages of the meeting in which one of its texts is missing, by their names.
std::string unwritten(Canvas& canvas) {
  const core::Meeting& meeting = *canvas.model.meeting;
  std::vector<const core::MultiText*> texts{&meeting.name, &meeting.privacy.notice};
  for (const core::Session& session : meeting.sessions) texts.push_back(&session.name);
  for (const core::Checkpoint& checkpoint : meeting.checkpoints) {
    texts.push_back(&checkpoint.name);
    for (const core::Question& question : checkpoint.questions) texts.push_back(&question.text);
  }
  std::string names;
  for (const std::string& code : meeting.languages) {
    const bool lacks = std::any_of(texts.begin(), texts.end(), [&](const core::MultiText* text) {
      return !text->empty() && !text->by_language.contains(code);
    });
    if (lacks) names += (names.empty() ? "" : ", ") + canvas.names.language(code);
  }
  return names;
}

void add_file(Canvas& canvas, Facts& facts) {
  add_heading(facts, canvas.say("meeting.file"));
  const std::string languages = unwritten(canvas);
  if (!languages.empty()) {
    facts.push_back({"file:unwritten", canvas.say("meeting.unwritten", {{"languages", languages}}),
                     Type::label, false, 1.5F});
  }
  facts.push_back({"file:change",
                   canvas.say("meeting.change", {{"command", "kioskctl meeting add"}}), Type::label,
                   true, 0});
}

Facts facts_of(Canvas& canvas) {
  Facts facts;
  add_meeting(canvas, facts);
  add_partners(canvas, facts);
  add_sessions(canvas, facts);
  add_checkpoints(canvas, facts);
  add_retention(canvas, facts);
  add_file(canvas, facts);
  return facts;
}

void draw_facts(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const Facts facts = facts_of(canvas);
  const float width = area.w - ui.px(4);
  float height = 0;
  for (const Fact& fact : facts)
    height += text_height(ui, fact.type, fact.words, width) + ui.px(std::max(0.1F, fact.gap_mm));
  const float offset = ui.scroll("facts", area, height);
  Clip clip(ui, area);
  Rect at{area.x, area.y - offset, width, height};
  for (const Fact& fact : facts) {
    const Colour ink = fact.quiet ? ui.muted() : ui.theme().ink;
    const float high = text_height(ui, fact.type, fact.words, width);
    text(ui, fact.id, at.take_top(high, ui.px(std::max(0.1F, fact.gap_mm))), fact.words,
         {fact.type, ink});
  }
}

// ---- the sample badge

constexpr float kSampleShare = 0.4F;  ///< of its column, whatever has to be said below it

const BadgeForm* form_of(const Meeting& screen) {
  const auto at = std::find_if(screen.forms.begin(), screen.forms.end(),
                               [&](const BadgeForm& form) { return form.name == screen.form; });
  return at == screen.forms.end() ? nullptr : &*at;
}

/// The template `by` places further on, round and round.
std::string neighbour(const Meeting& screen, std::size_t by) {
  const BadgeForm* shown = form_of(screen);
  const auto at = shown == nullptr ? 0 : static_cast<std::size_t>(shown - screen.forms.data());
  return screen.forms[(at + by) % screen.forms.size()].name;
}

std::string millimetres(double mm) {
  std::string text = std::to_string(std::lround(mm * 10));
  text.insert(text.size() - 1, ".");
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string size_of(const Canvas& canvas, const BadgeForm& form) {
  const std::string size = number_words(
      canvas, millimetres(form.width_mm) + " × " + millimetres(form.height_mm) + " mm");
  return joined(
      {size, form.on_a_page > 1 ? canvas.say_n("meeting.badge_on_a_page", form.on_a_page) : ""});
}

/// The template's name between two arrows, and its size below.
float draw_stepper(Canvas& canvas, Rect area, const Meeting& screen) {
  Ui& ui = canvas.ui;
  const float top = area.y;
  const float side = ui.px(kTargetMm);
  const bool many = screen.forms.size() > 1;
  Rect row = area.take_top(std::max(side, ui.fonts().line_px(Type::strong)));
  const auto step = [&](const Rect& at, const char* id, Icon icon, const char* label,
                        std::size_t by) {
    if (many && icon_button(ui, id, at.middle(side, side), icon, canvas.say(label)))
      canvas.out.emplace_back(app::BadgeFormChosen{neighbour(screen, by)});
  };
  step(row.take_left(side, ui.px(3)), "form:previous", Icon::arrow_left, "meeting.badge_previous",
       many ? screen.forms.size() - 1 : 0);
  const Rect right = row.take_right(side, ui.px(3));
  const std::string name = screen.searching ? canvas.say("meeting.badge_searching") : screen.form;
  text(ui, "form", row, name, {Type::strong, ui.theme().ink, Align::centre, true, 1});
  step(right, "form:next", Icon::arrow_right, "meeting.badge_next", 1);
  if (const BadgeForm* form = form_of(screen); form != nullptr && form->width_mm > 0) {
    area.take_top(text(ui, "form:size", area, size_of(canvas, *form),
                       {Type::label, ui.muted(), Align::centre, false, 2}));
  }
  return area.y - top;
}

std::string words_of(Canvas& canvas, const Meeting& screen) {
  if (screen.searching) return {};
  if (!screen.failure.what.empty()) return canvas.say("meeting.badge_broken");
  if (screen.form == canvas.model.meeting->badge_template) return canvas.say("meeting.badge_used");
  return canvas.say("meeting.badge_other", {{"setting", "template = \"" + screen.form + "\""}});
}

/// What is wrong with a template, for whoever wrote it: the mistakes with their lines.
std::string mistakes_of(const Canvas& canvas, const core::Error& failure) {
  if (failure.mistakes.empty()) {
    return canvas.say(failure_key(failure)) + "\n" + failure_detail(failure);
  }
  std::string text;
  for (const core::Mistake& mistake : failure.mistakes) {
    if (!text.empty()) text += '\n';
    text += mistake_words(canvas, mistake);
  }
  return text;
}

void draw_sample(Canvas& canvas, const Rect& area, const Meeting& screen) {
  Ui& ui = canvas.ui;
  if (!screen.failure.what.empty()) {
    text(ui, "form:mistakes", area, mistakes_of(canvas, screen.failure),
         {Type::label, ui.theme().ink});
    return;
  }
  if (canvas.pictures.preview == nullptr || !canvas.model.preview_ready) return;
  picture(ui, "sample", area.inset(ui.px(1)), canvas.pictures.preview, canvas.pictures.preview_size,
          canvas.say("meeting.badge_sample"));
}

float tall_left(const Ui& ui, float width) {
  const bool narrow = ui.density().mm(width) / ui.density().text_scale() < 150;
  return std::round(width * (narrow ? 0.32F : 0.42F));
}

/// What stands beside the sample on a tall screen; where there is none, with what is wrong.
float tall_height(Canvas& canvas, float width, const Meeting& screen) {
  const Ui& ui = canvas.ui;
  const bool failed = !screen.failure.what.empty();
  const float room = failed ? width : width - tall_left(ui, width) - ui.px(8);
  const float mistakes =
      failed ? text_height(ui, Type::label, mistakes_of(canvas, screen.failure), room) + ui.px(4)
             : 0;
  return std::max(ui.px(kTargetMm), ui.fonts().line_px(Type::strong)) +
         2 * ui.fonts().line_px(Type::label) + ui.px(5) +
         notice_height(ui, room, words_of(canvas, screen)) + mistakes;
}

void draw_badge(Canvas& canvas, Rect area, const Meeting& screen) {
  Ui& ui = canvas.ui;
  const std::string words = words_of(canvas, screen);
  const bool failed = !screen.failure.what.empty();  // there is no sample then
  const Tone tone = failed                                                ? Tone::stop
                    : screen.form == canvas.model.meeting->badge_template ? Tone::admitted
                                                                          : Tone::plain;
  if (ui.tall() && !failed) {
    const Rect left = area.take_left(tall_left(ui, area.w), ui.px(8));
    draw_sample(canvas, left, screen);
  }
  const float column_h = area.h;
  area.take_top(draw_stepper(canvas, area, screen), ui.px(4));
  if (!words.empty()) {
    const float notice_h = notice_height(ui, area.w, words, tone);
    const bool crowded = !ui.tall() && area.h - notice_h < kSampleShare * column_h;
    const float words_h = crowded ? text_height(ui, Type::label, words, area.w) : notice_h;
    const bool on_top = ui.tall() || failed;  // what is wrong follows it
    const Rect at = on_top ? area.take_top(words_h, ui.px(4)) : area.take_bottom(words_h, ui.px(4));
    if (crowded) {
      text(ui, "form:words", at, words, {Type::label, tone_text(ui.theme(), tone)});
    } else {
      notice(ui, "form:words", at, tone, words);
    }
  }
  if (!ui.tall() || failed) draw_sample(canvas, area, screen);
}

}  // namespace

void draw_meeting(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Meeting>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "meeting");
  Rect area = body.inset(desk_margin(ui), ui.px(5));
  const float needed = tall_height(canvas, area.w, screen);
  const bool failed = !screen.failure.what.empty();
  const float tall = failed ? std::min(needed, std::round(area.h * 0.6F))
                            : std::max(std::round(area.h * 0.36F), needed);
  Rect badge = ui.tall() ? area.take_top(tall, ui.px(5))
                         : area.take_right(std::round(area.w * 0.4F), ui.px(8));
  draw_badge(canvas, badge, screen);
  const Rect paper = card(ui, area);
  OnSurface on(ui, ui.theme().surface);
  draw_facts(canvas, paper);
}

}  // namespace ui
