#include "devices/speech.h"

#include <gtest/gtest.h>

#include <chrono>

#include "fakes/process.h"
#include "fakes/temp_folder.h"
#include "fakes/wav.h"

namespace devices {
namespace {

using fakes::read_wav;
using fakes::wait_until;

class SpeechTest : public testing::Test {
 protected:
  std::filesystem::path heard() const { return folder_.path() / "heard.wav"; }
  std::string to_file() const { return "wavenc ! filesink location=" + heard().string(); }
  static bool has_ended(const SpeechPlayer& player) {
    return wait_until([&] { return !player.is_speaking(); }, std::chrono::seconds(20));
  }
  /// What one utterance sounds like.
  fakes::Wav hear(const Speech& speech) {
    SpeechPlayer player(to_file());
    player.say(speech);
    EXPECT_TRUE(has_ended(player));
    EXPECT_FALSE(player.state().is_silent) << player.state().reason;
    EXPECT_EQ(player.state().last, speech.language);
    return read_wav(heard());
  }

  fakes::TempFolder folder_;
};

TEST_F(SpeechTest, EveryLanguageIsHeardInAVoiceOfItsOwn) {
  const std::string words = "Kongress 2019 Europa";
  std::vector<std::vector<std::int16_t>> all;
  for (const char* language : {"lv", "en", "ru", "sv", "de", "it", "es", "fi"}) {
    const auto sound = hear({words, language, 1});
    EXPECT_GT(sound.seconds(), 0.5) << language;
    EXPECT_GT(sound.loudest(), 0.1) << language;
    EXPECT_EQ(std::count(all.begin(), all.end(), sound.samples), 0) << language << " is another's";
    all.push_back(sound.samples);
  }
}

TEST_F(SpeechTest, QuieterIsQuieter) {
  const double loud = hear({"Guten Tag", "de", 1}).loudest();
  EXPECT_LT(hear({"Guten Tag", "de", 0.2}).loudest(), loud / 2);
}

TEST_F(SpeechTest, ALoneFullStopIsNamed) {
  EXPECT_GT(hear({".", "en", 1}).seconds(), 0.2);
  EXPECT_GT(hear({"@", "lv", 1}).seconds(), 0.2);
}

TEST_F(SpeechTest, MarkupInANameIsReadAndNotObeyed) {
  EXPECT_GT(hear({"<audio src=\"/etc/passwd\"/> Anna & Co", "en", 1}).seconds(), 0.5);
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "meeting ";
  return text;
}

TEST_F(SpeechTest, TheNewestWordsCutShortTheOnesBefore) {
  SpeechPlayer player("fakesink sync=true");
  player.say({long_text(), "en", 1});
  ASSERT_TRUE(wait_until([&] { return player.is_speaking(); }));
  player.say({"Nächste", "de", 1});
  EXPECT_TRUE(wait_until([&] { return player.state().last == "de"; }, std::chrono::seconds(8)));
}

TEST_F(SpeechTest, SilenceStopsWhatIsSpokenAndDropsWhatWaits) {
  SpeechPlayer player("fakesink sync=true");
  player.say({long_text(), "en", 1});
  player.say({long_text(), "en", 1});
  player.silence();
  EXPECT_TRUE(wait_until([&] { return !player.is_speaking(); }, std::chrono::seconds(8)));
}

TEST_F(SpeechTest, WhereNothingCanBeHeardThePlayerIsSilentAndSaysWhy) {
  SpeechPlayer player("osssink device=/dev/no-such-device");
  player.say({"Anna", "en", 1});
  ASSERT_TRUE(has_ended(player));
  EXPECT_TRUE(player.state().is_silent);
  EXPECT_FALSE(player.state().reason.empty());
  EXPECT_EQ(player.state().reason.find("Anna"), std::string::npos);
}

TEST_F(SpeechTest, ALanguageWithoutAVoiceIsSaid) {
  SpeechPlayer player("fakesink");
  player.say({"Hello", "zz-none", 1});
  ASSERT_TRUE(has_ended(player));
  EXPECT_TRUE(player.state().is_silent);
}

}  // namespace
}  // namespace devices
