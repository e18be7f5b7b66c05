#include "app/update.h"

#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

template <class Wanted>
bool is(const Action& action) {
  return action.template is<Wanted>();
}

bool is_a_touch(const Model& model, const Action& action) {
  return is<BadgeScanned>(action) ? takes_scans(model) : action.is_by_hand();
}

bool languages_take_turns(const Model& model) {
  return is_for_everybody(model.screen) && !model.language_chosen &&
         model.meeting->languages.size() > 1;
}

Uptime next_turn(const Model& model) {
  return std::max(model.last_touch, model.last_turn) + kLanguageTurn;
}

/// While nobody has chosen one, the languages take turns.
void take_turns(Model& model) {
  if (!languages_take_turns(model) || model.now.up < next_turn(model)) return;
  const auto& languages = model.meeting->languages;
  const auto at = std::find(languages.begin(), languages.end(), model.language);
  const bool last = at == languages.end() || std::next(at) == languages.end();
  model.language = last ? languages.front() : *std::next(at);
  model.last_turn = model.now.up;
}

void change_look(Model& model, const Action& action) {
  if (const auto* chosen = action.get<LanguageChosen>()) {
    const auto& languages = model.meeting->languages;
    if (std::find(languages.begin(), languages.end(), chosen->code) == languages.end()) return;
    model.language = chosen->code;
    model.language_chosen = true;
    if (std::holds_alternative<screen::Check>(model.screen)) model.preview_ready = false;
  }
  if (is<LargerTextToggled>(action)) model.settings.larger_text = !model.settings.larger_text;
  Settings& settings = model.settings;
  if (is<HighContrastToggled>(action)) settings.high_contrast = !settings.high_contrast;
  if (is<LowReachToggled>(action)) settings.low_reach = !settings.low_reach;
  if (is<ReadAloudToggled>(action)) settings.read_aloud = !settings.read_aloud;
  // Who listens to Welcome does not want it to change its language.
  if (settings.read_aloud) model.language_chosen = true;
  if (is<LouderPressed>(action)) settings.volume = settings.volume % kLoudest + 1;
}

/// It may end before the app hears that it was queued.
void note_print(Model& model, const PrintEnded& ended) {
  constexpr std::size_t kRemembered = 20;
  model.prints_ended.emplace_front(ended.job, ended.printed);
  if (model.prints_ended.size() > kRemembered) model.prints_ended.pop_back();
}

/// What the print queue shows is no longer so.
void list_jobs_again(const Model& model, Effects& effects) {
  if (std::holds_alternative<screen::PrintQueue>(model.screen)) {
    effects.emplace_back(LoadPrintJobs{});
  }
}

/// A stick that was pulled out cannot be the target any more.
void take_sticks(Targets& targets, const std::vector<Stick>& sticks) {
  targets.looking = false;
  targets.sticks = sticks;
  const bool is_there = std::any_of(sticks.begin(), sticks.end(), [&](const Stick& stick) {
    return stick.path == targets.chosen;
  });
  if (!is_there) targets.chosen.clear();
}

/// Whoever is registering keeps what the new file still has; a town that is gone is asked for anew.
void mend_draft(Model& model) {
  Draft& draft = model.draft;
  std::erase_if(draft.sessions,
                [&](const core::SessionId& id) { return model.meeting->session(id) == nullptr; });
  if (draft.partner.empty() || model.meeting->partner(draft.partner) != nullptr) return;
  draft.partner = {};
  const bool is_further = std::holds_alternative<screen::Optional>(model.screen) ||
                          std::holds_alternative<screen::Check>(model.screen);
  if (is_further && !is_saving(model.screen)) model.screen = screen::WhereFrom{};
}

/// The file was changed, here or at another kiosk: nothing may point at what it has no more.
void take_meeting(Model& model, std::shared_ptr<const core::Meeting> meeting) {
  model.meeting = std::move(meeting);
  const auto& languages = model.meeting->languages;
  if (std::find(languages.begin(), languages.end(), model.language) == languages.end()) {
    model.language = languages.front();
    model.language_chosen = false;
  }
  model.desk.checkpoint = desk_checkpoint(model)->id;
  mend_draft(model);
}

/// News from the workers that every screen takes alike.
bool take_news(Model& model, const Action& action, Effects& effects) {
  if (const auto* news = action.get<CountsChanged>()) {
    model.counts = news->counts;
    return true;
  }
  if (const auto* news = action.get<PrinterChanged>()) {
    model.signs = {news->trouble, news->detail, news->waiting, news->word, news->paper};
    list_jobs_again(model, effects);
    return true;
  }
  if (const auto* news = action.get<CameraChanged>()) {
    model.camera = news->camera;
    return true;
  }
  if (const auto* news = action.get<PrintEnded>()) {
    note_print(model, *news);
    list_jobs_again(model, effects);
    return false;
  }
  if (const auto* news = action.get<CareChanged>()) {
    model.care = news->care;
    return true;
  }
  if (const auto* done = action.get<BackedUp>()) {
    model.care.last_backup = model.now.wall;
    model.care.copies_sealed = done->copies_sealed;
    model.care.copy = done->newest_copy;
  }
  if (const auto* news = action.get<SticksFound>()) {
    take_sticks(model.desk.targets, news->sticks);
    return true;
  }
  if (const auto* news = action.get<PersonErased>()) {
    forget_erased(model, news->number);
    effects.emplace_back(ForgetPerson{});  // pictures of their name
    return false;
  }
  if (const auto* news = action.get<HubChanged>()) {
    model.hub = news->hub;
    return true;
  }
  if (const auto* news = action.get<MeetingChanged>()) {
    take_meeting(model, news->meeting);
    return true;
  }
  if (const auto* news = action.get<StoreFailed>()) {
    forget_person(model, effects);
    model.screen = screen::OutOfService{news->error};
    effects.emplace_back(FindCopy{});
    return true;
  }
  return false;
}

void update_screen(Model& model, const Action& action, Effects& effects) {
  using Step = void (*)(Model&, const Action&, Effects&);
  static constexpr std::array<Step, std::variant_size_v<Screen>> kSteps = {
      update_welcome,     update_name,       update_where_from,     update_optional,
      update_check,       update_done,       update_have_code,      update_greeting,
      update_ask_at_desk, update_pin,        update_door,           update_find,
      update_counts,      update_export,     update_out_of_service, update_edit_person,
      update_walk_in,     update_delegation, update_been_before,    update_people,
      update_print_queue, update_devices,    update_import,         update_care,
      update_starting,    update_meeting,    update_unseal};
  kSteps.at(model.screen.index())(model, action, effects);
}

/// What workers answer to a screen's own question.
bool is_answer(const Action& action) {
  return is<Registered>(action) || is<RegistrationFailed>(action) || is<AlikeFound>(action) ||
         is<PersonChanged>(action) || is<PersonChangeFailed>(action) || is<PeopleFound>(action) ||
         is<GuestsFound>(action) || is<PrintQueued>(action) || is<PrintRefused>(action) ||
         is<PrintEnded>(action) || is<PersonErased>(action) || is<PersonExtracted>(action) ||
         is<DataWorkFailed>(action);
}

/// Answers to what was asked before a scan came in between go where they were asked for.
void update_parked(Model& model, const Action& action, Effects& effects) {
  if (!is_answer(action)) return;
  for (Screen& left : model.desk.parked) {
    std::swap(model.screen, left);
    update_screen(model, action, effects);
    std::swap(model.screen, left);
  }
}

/// To the screen, through what every screen does alike.
void take_in(Model& model, const Action& action, Effects& effects) {
  if (take_news(model, action, effects) || take_scan_news(model, action, effects)) return;
  update_parked(model, action, effects);
  if (is<StartOverPressed>(action) && is_attendee_screen(model.screen)) {
    if (!is_saving(model.screen)) forget_person(model, effects);
    return;
  }
  const bool desk = is_desk_screen(model.screen);
  if (edit_active_field(model, action) && !desk) return;
  const bool at_desk =
      desk || (is_signed_in(model) && std::holds_alternative<screen::Pin>(model.screen));
  if (!at_desk || !update_desk(model, action, effects)) update_screen(model, action, effects);
}

/// A badge held up where nobody can take it: somebody is in the middle of something.
void refuse_scan(const Model& model, Effects& effects) {
  const bool out = std::holds_alternative<screen::OutOfService>(model.screen);
  effects.emplace_back(PlaySound{out ? Sound::stop : Sound::look});
}

std::optional<Uptime> rest_deadline(const Model& model) {
  std::optional<Uptime> due;
  if (languages_take_turns(model)) due = next_turn(model);
  if (!is_as_found(model)) {
    const Uptime rest = model.last_touch + kAskAfter;
    due = due ? std::min(*due, rest) : rest;
  }
  return due;
}

/// For what counts seconds down on the screen, until `end`.
Uptime next_second(const Model& model, Uptime end) {
  using std::chrono::seconds;
  return std::min<Uptime>(end, std::chrono::floor<seconds>(model.now.up) + seconds{1});
}

}  // namespace

Model start(std::shared_ptr<const core::Meeting> meeting, std::string run, Moment now) {
  Model model;
  model.meeting = std::move(meeting);
  model.language = model.meeting->languages.front();
  model.run = std::move(run);
  model.now = now;
  model.last_touch = now.up;
  model.desk.checkpoint = desk_checkpoint(model)->id;
  return model;
}

std::pair<Model, Effects> update(Model model, const Action& action, Moment now) {
  Effects effects;
  model.now = now;
  const bool done = update_idle(model, action, effects);
  if (is_a_touch(model, action)) model.last_touch = now.up;
  if (!done) {
    if (is<BadgeScanned>(action) && !takes_scans(model)) {
      refuse_scan(model, effects);
    } else {
      change_look(model, action);
      take_in(model, action, effects);
    }
  }
  if (!may_be_asked(model)) model.ask_still_there_until.reset();
  take_turns(model);
  return {std::move(model), std::move(effects)};
}

std::optional<Uptime> next_deadline(const Model& model) {
  if (model.ask_still_there_until) return next_second(model, *model.ask_still_there_until);
  if (const auto* s = std::get_if<screen::Done>(&model.screen)) return s->until;
  if (const auto* s = std::get_if<screen::Greeting>(&model.screen)) return s->until;
  if (const auto* s = std::get_if<screen::AskAtDesk>(&model.screen)) return s->until;
  if (is_for_everybody(model.screen)) return rest_deadline(model);
  const Uptime ask = model.last_touch + kAskAfter;
  if (const auto* s = std::get_if<screen::Pin>(&model.screen)) {
    return s->locked_until > model.now.up ? std::min(ask, next_second(model, s->locked_until))
                                          : ask;
  }
  const auto* unseal = std::get_if<screen::Unseal>(&model.screen);
  const bool holds_a_secret = unseal != nullptr && !unseal->passphrase.text.empty();
  if (may_be_asked(model) || holds_a_secret) return ask;
  return std::nullopt;
}

}  // namespace app
