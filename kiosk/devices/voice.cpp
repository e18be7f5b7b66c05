#include "devices/voice.h"

#include <espeak-ng/speak_lib.h>

namespace devices {
namespace {

constexpr int kChunkMs = 50;          ///< how often it is asked whether to go on
constexpr int kWordsPerMinute = 160;  ///< slower than eSpeak's own 175: the listener is a stranger

/// What the library's callback fills.
struct Hearing {
  std::vector<std::int16_t>* samples;
  const std::function<bool()>* is_over;
};

int take_chunk(short* wave, int count, espeak_EVENT* events) {
  auto* hearing = static_cast<Hearing*>(events->user_data);
  if (hearing == nullptr) return 0;
  if (wave != nullptr) hearing->samples->insert(hearing->samples->end(), wave, wave + count);
  return (*hearing->is_over)() ? 1 : 0;
}

bool is_one_character(const std::string& text) {
  std::size_t starts = 0;
  for (const char c : text) starts += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return starts == 1;
}

/// Samples a second; negative if it does not start.
int start_library() {
  const int rate =
      espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, kChunkMs, nullptr, espeakINITIALIZE_DONT_EXIT);
  if (rate <= 0) return rate;
  espeak_SetSynthCallback(&take_chunk);
  espeak_SetParameter(espeakRATE, kWordsPerMinute, 0);
  return rate;
}

core::Error mute(std::string what) {
  return {core::Failure::unreachable, std::move(what), "Install espeak-ng-data.", {}};
}

}  // namespace

Voice::Voice() {
  // Once in the life of the process and never ended: espeak_Terminate waits for a thread of its own
  // that now and then does not hear it.
  static const int rate = start_library();
  rate_ = rate;
}

core::Result<SpokenSound> Voice::speak(const std::string& text, const std::string& language,
                                       const std::function<bool()>& is_over) {
  if (rate_ <= 0) return tl::unexpected(mute("The speech synthesiser does not start."));
  if (espeak_SetVoiceByName(language.c_str()) != EE_OK) {
    return tl::unexpected(mute("There is no voice for the language " + language + "."));
  }
  espeak_SetParameter(espeakPUNCTUATION,
                      is_one_character(text) ? espeakPUNCT_ALL : espeakPUNCT_NONE, 0);
  SpokenSound sound{rate_, {}};
  Hearing hearing{&sound.samples, &is_over};
  const auto done = espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0,
                                 espeakCHARS_UTF8, nullptr, &hearing);
  if (done != EE_OK) return tl::unexpected(mute("The speech synthesiser failed."));
  return sound;
}

}  // namespace devices
