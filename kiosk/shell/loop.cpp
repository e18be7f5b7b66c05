#include "shell/loop.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>

#include "shell/frame_file.h"
#include "shell/nav_keys.h"

namespace shell {
namespace {

constexpr int kFramesAfterNews = 2;

std::string to_utf8(char32_t character) {
  std::string out;
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  const auto c = static_cast<std::uint32_t>(character);
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0U | c >> 6U), add(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    add(0xE0U | c >> 12U), add(0x80U | (c >> 6U & 0x3FU)), add(0x80U | (c & 0x3FU));
  } else {
    add(0xF0U | c >> 18U), add(0x80U | (c >> 12U & 0x3FU)), add(0x80U | (c >> 6U & 0x3FU)),
        add(0x80U | (c & 0x3FU));
  }
  return out;
}

std::string_view file_of(app::Sound sound) {
  switch (sound) {
    case app::Sound::admitted:
      return "admitted";
    case app::Sound::stop:
      return "stop";
    case app::Sound::look:
      return "look";
  }
  return "look";
}

}  // namespace

Loop::Loop(Window& window, Stage& stage, Mailbox& mailbox, const Clock& clock,
           devices::SoundPlayer& sounds, devices::SpeechPlayer& speech, Readers& readers,
           WithoutBackend& without, const Configuration& configuration, StartBackend start_backend)
    : window_(window),
      stage_(stage),
      mailbox_(mailbox),
      clock_(clock),
      sounds_(sounds),
      readers_(readers),
      speech_(speech),
      without_(without),
      keypad_(configuration.keypad),
      voice_hint_(configuration.welcome_hint),
      start_backend_(std::move(start_backend)) {}

void Loop::run(const std::function<bool()>& is_over, const std::string& language,
               const std::filesystem::path& frame_record, bool reduced_motion) {
  frame_record_ = frame_record;
  language_ = language;
  begin(language, reduced_motion);
  while (!is_over()) {
    while (frames_owed_ > 0) {
      --frames_owed_;
      draw();
    }
    readers_.attend(model_);
    hint_at_voice();
    sleep();
    for (const app::Action& action : mailbox_.drain()) act(action);
    take_keys();
    RawInput raw = window_.take_input();
    if (raw.anything) {
      by_keys_ = false;
      frames_owed_ = kFramesAfterNews;
      input_.pointer = std::move(raw.pointer);
      input_.wheel = raw.wheel;
      input_.wheel_at = raw.wheel_at;
    }
    take_camera();
    const auto due = app::next_deadline(model_);
    if (due && clock_.up() >= *due) act(app::TimePassed{});
    const auto ui_due = stage_.next_deadline();
    if (ui_due && static_cast<double>(clock_.up().count()) / 1000.0 >= *ui_due) {
      frames_owed_ = std::max(frames_owed_, 1);
    }
  }
}

void Loop::begin(const std::string& language, bool reduced_motion) {
  auto backend = start_backend();
  const auto meeting = backend ? (*backend)->meeting() : nameless();
  model_ = app::start(meeting, random_run(), clock_.moment());
  model_.rehearsal = clock_.is_rehearsal();
  model_.settings.reduced_motion = reduced_motion;
  if (backend) {
    backend_ = std::move(*backend);
  } else {
    model_.screen = app::screen::OutOfService{backend.error()};
    carry_out(app::FindCopy{});
  }
  if (!language.empty()) act(app::LanguageChosen{language});
}

core::Result<std::unique_ptr<Backend>> Loop::start_backend() {
  starting_shown_ = clock_.up();
  return start_backend_([this](int percent) { show_starting(percent); });
}

/// The loop stands still meanwhile, so the frame is drawn from here; a start that is soon over
/// shows none.
void Loop::show_starting(int percent) {
  constexpr std::chrono::milliseconds kBetween{250};
  if (clock_.up() - starting_shown_ < kBetween) return;
  starting_shown_ = clock_.up();
  app::Model model = app::start(nameless(), {}, clock_.moment());
  model.screen = app::screen::Starting{percent};
  window_.wait(0.0);  // so that the desktop does not take it for hung
  (void)window_.take_input();
  (void)stage_.prepare(model.settings);
  ui::Input input;
  input.display = window_.size();
  input.now = static_cast<double>(clock_.up().count()) / 1000.0;
  stage_.draw(model, input);
  ++frames_;
  if (!frame_record_.empty()) {
    write_frame_file(frame_record_, frames_, model.language, stage_.record());
  }
}

std::shared_ptr<const core::Meeting> Loop::nameless() const {
  core::Meeting meeting = nameless_meeting();
  if (!language_.empty()) meeting.languages = {language_};
  return std::make_shared<const core::Meeting>(std::move(meeting));
}

void Loop::sleep() {
  std::optional<double> seconds;
  const auto sooner = [&](double candidate) {
    seconds = std::max(0.0, seconds ? std::min(*seconds, candidate) : candidate);
  };
  const double up = static_cast<double>(clock_.up().count()) / 1000.0;
  if (const auto due = app::next_deadline(model_)) {
    sooner(static_cast<double>(due->count()) / 1000.0 - up);
  }
  if (const auto due = stage_.next_deadline()) sooner(*due - up);
  if (const auto due = voice_hint_.next()) {
    sooner(static_cast<double>(due->count()) / 1000.0 - up);
  }
  if (const auto due = window_.keys().deadline()) {
    sooner(std::chrono::duration<double>(*due - std::chrono::steady_clock::now()).count());
  }
  window_.wait(seconds);
}

void Loop::take_keys() {
  for (const devices::WedgeEvent& event : window_.keys().take(window_.keys_complete_until())) {
    frames_owed_ = kFramesAfterNews;
    if (const auto* scan = std::get_if<devices::ScanText>(&event)) {
      act(app::BadgeScanned{scan->text});
    } else {
      type(std::get<devices::TypedKey>(event).stroke);
    }
  }
}

void Loop::take_camera() {
  readers_.attend(model_);
  if (!readers_.shows_camera()) return stage_.forget_camera();
  auto picture = readers_.take_picture();
  if (!picture) return;
  stage_.show_camera(std::move(*picture));
  frames_owed_ = std::max(frames_owed_, 1);
}

/// A person at a keyboard or a keypad: text goes to the field, the others move the focus.
void Loop::type(const devices::KeyStroke& stroke) {
  const bool in_field =
      app::active_field(model_) != nullptr && (!by_keys_ || stage_.is_focus_on_field());
  if (stroke.key == keypad_.read_aloud) return act(app::ReadAloudToggled{});
  // Backspace takes back what was typed wherever the focus is; a PIN has no field.
  const auto edit = edit_key(stroke, keypad_);
  if (edit && (in_field || edit->is<app::LetterErased>())) return act(*edit);
  if (is_enter(stroke) && (in_field || !by_keys_)) return act(app::NextPressed{});
  if (const auto key = nav_key(stroke, keypad_)) return navigate(*key);
  if (stroke.character == U' ' && by_keys_ && !in_field) return navigate(ui::NavKey::activate);
  if (stroke.character >= U' ' && stroke.character != 0x7F) {
    act(app::TextTyped{to_utf8(stroke.character)});
  }
}

void Loop::navigate(ui::NavKey key) {
  const bool is_answer = model_.ask_still_there_until.has_value();
  act(app::Touched{});
  if (is_answer) return;  // what is pressed then is not done as well
  if (key != ui::NavKey::back) by_keys_ = true;
  input_.keys.push_back(key);
}

void Loop::act(const app::Action& action) {
  stage_.note(action);
  auto [model, effects] = app::update(std::move(model_), action, clock_.moment());
  model_ = std::move(model);
  frames_owed_ = kFramesAfterNews;
  if (action.is<app::PreviewDrawn>() && backend_) {
    if (const auto raster = backend_->previews().take()) {
      stage_.show_preview(*raster, backend_->badge_width_mm());
    }
  }
  for (const app::Effect& effect : effects) carry_out(effect);
}

void Loop::carry_out(const app::Effect& effect) {
  if (const auto* sound = effect.get<app::PlaySound>()) {
    sounds_.play(std::string(file_of(sound->sound)));
  } else if (effect.is<app::ForgetPerson>()) {
    stage_.forget();
    speech_.silence();
    if (backend_) backend_->previews().forget();
  } else if (without_.join.take(effect) || takes_the_file(effect)) {
    return;
  } else if (backend_) {
    backend_->take(effect, model_.desk.role);
  } else if (effect.is<app::ReopenStore>()) {
    try_backend_again();
  }
}

bool Loop::takes_the_file(const app::Effect& effect) {
  const bool replaces = effect.is<app::RestoreCopy>() || effect.is<app::RestoreBackup>();
  if (replaces) backend_.reset();  // nobody may hold it
  return without_.restore.take(effect);
}

void Loop::try_backend_again() {
  auto backend = start_backend();
  if (!backend) {
    mailbox_.post(app::StoreFailed{backend.error()});
    return;
  }
  backend_ = std::move(*backend);
  mailbox_.post(app::MeetingChanged{backend_->meeting()});
  mailbox_.post(app::StoreReopened{});
}

void Loop::draw() {
  // The fonts were there when the app started; if they went since, the old ones go on being used.
  (void)stage_.prepare(model_.settings);
  input_.display = window_.size();
  input_.now = static_cast<double>(clock_.up().count()) / 1000.0;
  model_.now = clock_.moment();
  const ui::Actions actions = stage_.draw(model_, input_);
  input_ = {};
  ++frames_;
  if (!frame_record_.empty()) {
    write_frame_file(frame_record_, frames_, model_.language, stage_.record());
  }
  read_aloud();
  for (const app::Action& action : actions) act(action);
}

void Loop::read_aloud() {
  auto said = stage_.narrate(model_);
  if (said) {
    speech_.say(at_level(std::move(*said), model_.settings.volume));
  } else if (!model_.settings.read_aloud && reads_) {
    speech_.silence();
  }
  reads_ = model_.settings.read_aloud;
}

void Loop::hint_at_voice() {
  if (!voice_hint_.due(model_, clock_.up())) return;
  speech_.say(VoiceHint::speech(stage_.voice_hint(model_)));
}

}  // namespace shell
