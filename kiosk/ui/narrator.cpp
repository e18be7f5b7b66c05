#include "ui/narrator.h"

#include <algorithm>
#include <array>

#include "app/action.h"
#include "core/wipe.h"
#include "i18n/names.h"
#include "ui/utf8.h"

namespace ui {
namespace {

constexpr std::array<std::pair<std::string_view, app::FieldId>, 11> kFields = {
    {{"given", app::FieldId::given},
     {"family", app::FieldId::family},
     {"town", app::FieldId::town},
     {"country_search", app::FieldId::country_search},
     {"email", app::FieldId::email},
     {"number", app::FieldId::number},
     {"search", app::FieldId::search},
     {"answer", app::FieldId::answer},
     {"how", app::FieldId::answer},
     {"passphrase", app::FieldId::passphrase},
     {"again", app::FieldId::again}}};

/// Heard by whoever stands near.
bool is_secret(std::optional<app::FieldId> id) {
  return id == app::FieldId::passphrase || id == app::FieldId::again;
}

std::string_view role_key(Role role) {
  switch (role) {
    case Role::choice:
      return "speech.role_choice";
    case Role::toggle:
      return "speech.role_toggle";
    case Role::field:
      return "speech.role_field";
    case Role::region:
      return "speech.role_region";
    default:
      return "speech.role_button";
  }
}

bool is_words(const Widget& w) {
  const bool says = w.role == Role::text || w.role == Role::heading || w.role == Role::status;
  return says && !w.inert && !w.late && !w.label.empty();
}

/// Of a verdict at the desk: kiosk/ui/door_verdict.cpp.
bool is_of_verdict(std::string_view id) {
  constexpr std::array<std::string_view, 9> kIds = {
      "verdict", "name", "place", "kind", "reason", "reason_for_them", "was", "forced", "conflict"};
  return std::find(kIds.begin(), kIds.end(), id) != kIds.end();
}

std::string scan_shown(const app::Model& model) {
  return model.desk.shown ? model.desk.shown->nonce : std::string();
}

std::optional<app::FieldId> field_of(std::string_view id) {
  const auto at = std::find_if(kFields.begin(), kFields.end(),
                               [id](const auto& field) { return field.first == id; });
  return at == kFields.end() ? std::nullopt : std::optional(at->second);
}

/// What a text is known by: seconds that run down do not make it another one, digits of a PIN do.
std::string gist(const Widget& w) {
  std::string text = w.label;
  if (w.id != "pin") {
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  }
  return text;
}

bool ends_sentence(std::string_view text) {
  return std::string_view(".?!:").find(text.back()) != std::string_view::npos;
}

/// Something was to come of it. Typing is heard by its letters, if at all.
bool is_press(const app::Action& action) {
  const bool types = action.is<app::TextTyped>() || action.is<app::LetterReplaced>() ||
                     action.is<app::LetterErased>() || action.is<app::NextLetterErased>() ||
                     action.is<app::CaretMoved>();
  return action.is_by_hand() && !action.is<app::Touched>() && !types;
}

bool is_one_letter(std::string_view text) {
  std::size_t at = 0;
  if (text.empty()) return false;
  utf8::next(text, at);
  return at == text.size();
}

/// What stands in `longer` and not in `shorter`, if that is one piece; else empty.
std::string added(const std::string& shorter, const std::string& longer) {
  if (longer.size() <= shorter.size()) return {};
  const auto head = static_cast<std::size_t>(
      std::mismatch(shorter.begin(), shorter.end(), longer.begin()).first - shorter.begin());
  const std::size_t length = longer.size() - shorter.size();
  const bool same_tail = shorter.substr(head) == longer.substr(head + length);
  return same_tail ? longer.substr(head, length) : std::string{};
}

const Widget* find_focus(const FrameRecord& record, const std::string& focus) {
  const Widget* found = record.find(focus);
  if (found != nullptr && can_focus(*found)) return found;
  for (const Widget& w : record.widgets) {
    if (w.role == Role::field && w.focused && !w.inert) return &w;
  }
  return nullptr;
}

/// Names of languages are said by their own voice.
std::string voice_of(const Widget& w) {
  return w.id.starts_with("lang:") ? w.id.substr(5) : std::string{};
}

}  // namespace

std::optional<Utterance> Narrator::hear(const app::Model& model, const FrameRecord& record,
                                        const std::string& focus) {
  if (!model.settings.read_aloud) {
    if (was_on_) forget();
    return std::nullopt;
  }
  const Frame frame{model, record, find_focus(record, focus)};
  if (!was_on_) add(say(frame, "speech.on"));
  was_on_ = true;
  const bool arrived = record.screen != screen_ || model.language != language_;
  if (arrived) {
    focus_.clear();
    for (std::string text : std::exchange(shown_, {})) core::wipe(text);
  }
  const bool typed = hear_typing(frame) && !arrived;
  hear_texts(frame);
  if (!typed) hear_focus(frame);
  screen_ = record.screen;
  language_ = model.language;
  if (parts_.empty()) hear_again(frame);
  if (parts_.empty()) return std::nullopt;
  unanswered_ = 0;
  return finish(frame);
}

void Narrator::note(const app::Action& action) {
  constexpr int kFrames = 2;  // as many as are drawn after an action
  if (is_press(action)) unanswered_ = kFrames;
  if (action.is<app::ScanFailed>()) scan_failed_ = true;
}

Utterance Narrator::hint(const app::Model& model) const {
  return {words_.text(model.language, "speech.welcome_hint"), model.language};
}

void Narrator::forget() {
  core::wipe(typed_);
  for (std::string text : std::exchange(shown_, {})) core::wipe(text);
  for (std::string& part : parts_) core::wipe(part);
  parts_.clear();
  was_on_ = checked_ = scan_failed_ = false;
  scan_.clear();
  unanswered_ = 0;
  field_.reset();
  screen_.clear();
  language_.clear();
  focus_.clear();
  core::wipe(focus_label_);
}

std::string Narrator::say(const Frame& frame, std::string_view key,
                          const i18n::Values& values) const {
  return words_.text(frame.model.language, key, values);
}

void Narrator::hear_texts(const Frame& frame) {
  std::set<std::string> now;
  for (const Widget& w : frame.record.widgets) {
    if (!is_words(w)) continue;
    std::string text = gist(w);
    const bool is_new = !shown_.contains(text) || is_of_new_scan(frame, w);
    if (is_new && !now.contains(text)) {
      add(w.label);
      if (w.id == "title") add(badge_words(frame));
    }
    now.insert(std::move(text));
  }
  shown_ = std::move(now);
  scan_ = scan_shown(frame.model);
  scan_failed_ = false;
}

/// What Check shows in a picture, for whoever cannot see it; nothing on other screens.
std::string Narrator::badge_words(const Frame& frame) const {
  if (!std::holds_alternative<app::screen::Check>(frame.model.screen)) return {};
  const core::Details details = app::details_of(frame.model);
  const std::string& language = frame.model.language;
  std::string words = core::full_name(details);
  const auto with = [&words](const std::string& more) {
    if (!more.empty()) words += ", " + more;
  };
  const core::Partner* partner = frame.model.meeting->partner(details.partner);
  with(partner != nullptr ? partner->name : "");
  with(details.town);
  with(i18n::country_name(language, details.country));
  with(say(frame, "kind." + std::string(core::to_text(details.kind))));
  for (const core::SessionId& id : details.sessions) {
    const core::Session* session = frame.model.meeting->session(id);
    if (session != nullptr) with(session->name.in(language, "en"));
  }
  with(details.photo_opt_out ? say(frame, "badge.no_photos") : "");
  return words;
}

/// What it says may stand there already, of the scan before.
bool Narrator::is_of_new_scan(const Frame& frame, const Widget& words) const {
  if (words.id == "trouble" || words.id == "trouble_detail") return scan_failed_;
  return is_of_verdict(words.id) && scan_shown(frame.model) != scan_;
}

/// True if the change of the field is said, and the focus need not be.
bool Narrator::hear_typing(const Frame& frame) {
  const app::TextField* field = app::active_field(frame.model);
  const auto id = app::active_field_id(frame.model);
  const std::string text = field == nullptr || is_secret(id) ? std::string{} : field->text;
  const bool same = id == field_ && id;
  const std::string more = same ? added(typed_, text) : std::string{};
  const std::string less = same ? added(text, typed_) : std::string{};
  const bool changed = same && text != typed_;
  if (!more.empty()) {
    add(is_one_letter(more) ? letter_name(frame, more) : more);
  } else if (!less.empty()) {
    add(say(frame, "speech.deleted", {{"letter", letter_name(frame, less)}}));
  } else if (changed) {
    add(text);  // a letter became another
  }
  core::wipe(typed_);
  typed_ = text;
  field_ = id;
  return changed;
}

void Narrator::hear_focus(const Frame& frame) {
  if (frame.focus == nullptr) {
    focus_.clear();
    return;
  }
  const Widget& w = *frame.focus;
  if (w.id != focus_) {
    if (parts_.empty()) voice_ = voice_of(w);
    add(description(frame, w));
  } else if (w.role == Role::field && is_typed_into(frame, w) && !typed_into_) {
    add(description(frame, w));  // chosen to be typed into
  } else if (w.checked != checked_ && w.role != Role::key) {
    const bool choice = w.role == Role::choice;
    add(say(frame, w.checked ? (choice ? "speech.chosen" : "speech.is_on")
                             : (choice ? "speech.not_chosen" : "speech.is_off")));
  } else if (w.label != focus_label_ && w.role != Role::key) {
    add(w.label);
  }
  focus_ = w.id;
  focus_label_ = w.label;
  typed_into_ = is_typed_into(frame, w);
  checked_ = w.checked;
}

/// Nothing has come of a press: no silence, or it seems not to have been felt.
void Narrator::hear_again(const Frame& frame) {
  if (unanswered_ == 0 || --unanswered_ > 0) return;
  for (const Widget& w : frame.record.widgets) {
    if (w.role == Role::field && !w.inert) add(w.hint);
  }
  if (frame.focus != nullptr) add(description(frame, *frame.focus));
}

bool Narrator::is_typed_into(const Frame& frame, const Widget& w) {
  const auto id = field_of(w.id);
  return id && app::active_field_id(frame.model) == id;
}

void Narrator::add(std::string part) {
  if (!part.empty()) parts_.push_back(std::move(part));
}

bool Narrator::is_said(const std::string& words) const {
  return std::find(parts_.begin(), parts_.end(), words) != parts_.end();
}

Utterance Narrator::finish(const Frame& frame) {
  Utterance said{{}, voice_.empty() ? frame.model.language : voice_};
  for (std::string& part : parts_) {
    if (!said.text.empty()) said.text += ends_sentence(said.text) ? " " : ". ";
    said.text += part;
    core::wipe(part);
  }
  parts_.clear();
  voice_.clear();
  return said;
}

std::string Narrator::description(const Frame& frame, const Widget& w) const {
  if (w.role == Role::key) return key_name(frame, w);
  if (w.role == Role::keys) return row_name(frame, w);
  std::string text = w.label;
  const auto with = [&text](const std::string& more) {
    if (more.empty()) return;
    if (!text.empty()) text += ", ";
    text += more;
  };
  with(say(frame, role_key(w.role)));
  if (w.role == Role::toggle) with(say(frame, w.checked ? "speech.is_on" : "speech.is_off"));
  if (w.role == Role::choice) with(say(frame, w.checked ? "speech.chosen" : "speech.not_chosen"));
  if (w.role == Role::field) with(contents(frame, w));
  if (!is_said(w.hint)) with(w.hint);
  with(position(frame, w));
  return text;
}

/// By its first and its last letter; one without letters by its first and its last key.
std::string Narrator::row_name(const Frame& frame, const Widget& row) const {
  std::vector<const Widget*> keys;
  for (const Widget& w : frame.record.widgets) {
    if (w.is_key && w.key_row == row.key_row) keys.push_back(&w);
  }
  const auto is_letter = [](const Widget* w) { return w->text_mm > 0; };
  const bool letters = std::count_if(keys.begin(), keys.end(), is_letter) > 2;
  if (letters) std::erase_if(keys, [&](const Widget* w) { return !is_letter(w); });
  if (keys.empty()) return {};
  return say(frame, "speech.key_row",
             {{"first", key_name(frame, *keys.front())}, {"last", key_name(frame, *keys.back())}});
}

std::string Narrator::key_name(const Frame& frame, const Widget& w) const {
  if (w.id == "key:shift") return say(frame, "speech.shift");
  if (w.id == "key:layout") return say(frame, "speech.layout");
  if (w.id == "key:backspace") return say(frame, "keyboard.backspace");
  if (w.id == "key:space") return say(frame, "speech.space");
  return is_one_letter(w.label) ? letter_name(frame, w.label) : w.label;
}

std::string Narrator::letter_name(const Frame& frame, const std::string& letter) const {
  if (letter == " ") return say(frame, "speech.space");
  if (!is_one_letter(letter) || !utf8::is_upper(letter)) return letter;
  return say(frame, "speech.capital", {{"letter", letter}});
}

std::string Narrator::contents(const Frame& frame, const Widget& w) const {
  const auto id = field_of(w.id);
  if (!id || is_secret(id)) return {};
  const app::TextField* field = app::field_in(frame.model, *id);
  if (field == nullptr) return {};
  return field->text.empty() ? say(frame, "speech.empty") : field->text;
}

std::string Narrator::position(const Frame& frame, const Widget& w) const {
  const auto order = frame.record.focus_order(false);
  const auto here =
      std::find_if(order.begin(), order.end(), [&w](const Widget* o) { return o->id == w.id; });
  if (here == order.end()) return {};
  return say(
      frame, "speech.position",
      {{"n", std::to_string(here - order.begin() + 1)}, {"count", std::to_string(order.size())}});
}

}  // namespace ui
