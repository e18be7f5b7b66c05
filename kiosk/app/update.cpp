#include "app/update.h"

#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

template <class Wanted>
bool is(const Action& action) {
  return std::holds_alternative<Wanted>(action);
}

bool is_a_touch(const Action& action) {
  // Everything before the devices' actions comes from a person's hand.
  return action.index() < Action(BadgeScanned{}).index() || is<BadgeScanned>(action);
}

/// While nobody has chosen one, the languages take turns on Welcome.
void take_turns(Model& model) {
  if (!std::holds_alternative<screen::Welcome>(model.screen) || model.language_chosen) return;
  if (model.now.up - model.last_touch < kLanguageTurn) return;
  const auto& languages = model.meeting->languages;
  const auto at = std::find(languages.begin(), languages.end(), model.language);
  const bool last = at == languages.end() || std::next(at) == languages.end();
  model.language = last ? languages.front() : *std::next(at);
  model.last_touch = model.now.up;
}

void change_look(Model& model, const Action& action) {
  if (const auto* chosen = std::get_if<LanguageChosen>(&action)) {
    const auto& languages = model.meeting->languages;
    if (std::find(languages.begin(), languages.end(), chosen->code) == languages.end()) return;
    model.language = chosen->code;
    model.language_chosen = true;
    if (std::holds_alternative<screen::Check>(model.screen)) model.preview_ready = false;
  }
  if (is<LargerTextToggled>(action)) model.settings.larger_text = !model.settings.larger_text;
  if (is<HighContrastToggled>(action)) model.settings.high_contrast = !model.settings.high_contrast;
}

/// News from the workers that every screen takes alike.
bool take_news(Model& model, const Action& action, Effects& effects) {
  if (const auto* news = std::get_if<CountsChanged>(&action)) {
    model.counts = news->counts;
    return true;
  }
  if (const auto* news = std::get_if<PrinterChanged>(&action)) {
    model.signs = {news->trouble, news->detail, news->waiting};
    return true;
  }
  if (const auto* news = std::get_if<MeetingChanged>(&action)) {
    model.meeting = news->meeting;
    return true;
  }
  if (const auto* news = std::get_if<StoreFailed>(&action)) {
    forget_person(model, effects);
    model.pending.clear();
    model.screen = screen::OutOfService{news->error, false};
    return true;
  }
  return false;
}

void update_screen(Model& model, const Action& action, Effects& effects) {
  using Step = void (*)(Model&, const Action&, Effects&);
  static constexpr std::array<Step, std::variant_size_v<Screen>> kSteps = {
      update_welcome,     update_name,   update_where_from,    update_optional,
      update_check,       update_done,   update_have_code,     update_greeting,
      update_ask_at_desk, update_pin,    update_door,          update_find,
      update_counts,      update_export, update_out_of_service};
  kSteps.at(model.screen.index())(model, action, effects);
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
  const bool answered_idle = update_idle(model, action, effects);
  if (is_a_touch(action)) model.last_touch = now.up;
  if (answered_idle) return {std::move(model), std::move(effects)};
  change_look(model, action);
  if (!take_news(model, action, effects)) {
    if (is<StartOverPressed>(action) && is_attendee_screen(model.screen)) {
      forget_person(model, effects);
    } else if (!edit_active_field(model, action) || is_desk_screen(model.screen)) {
      if (!is_desk_screen(model.screen) || !update_desk(model, action, effects)) {
        update_screen(model, action, effects);
      }
    }
  }
  take_turns(model);
  return {std::move(model), std::move(effects)};
}

std::optional<Uptime> next_deadline(const Model& model) {
  if (model.ask_still_there_until) {
    // The seconds left are counted on the screen.
    return std::min(
        *model.ask_still_there_until,
        (std::chrono::floor<std::chrono::seconds>(model.now.up) + std::chrono::seconds{1}) +
            Uptime{0});
  }
  if (const auto* s = std::get_if<screen::Done>(&model.screen)) return s->until;
  if (const auto* s = std::get_if<screen::Greeting>(&model.screen)) return s->until;
  if (const auto* s = std::get_if<screen::AskAtDesk>(&model.screen)) return s->until;
  if (const auto* s = std::get_if<screen::Pin>(&model.screen)) {
    if (s->locked_until > model.now.up) {
      return std::chrono::floor<std::chrono::seconds>(model.now.up) + std::chrono::seconds{1};
    }
  }
  if (std::holds_alternative<screen::Welcome>(model.screen)) {
    return model.last_touch + (model.language_chosen ? Uptime(kAskAfter) : Uptime(kLanguageTurn));
  }
  if (is_attendee_screen(model.screen)) return model.last_touch + Uptime(kAskAfter);
  return std::nullopt;
}

}  // namespace app
