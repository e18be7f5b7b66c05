#include "devices/sound.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "fakes/process.h"
#include "fakes/temp_folder.h"
#include "fakes/wav.h"

#ifdef __SANITIZE_THREAD__
/// GLib and GStreamer come without instrumentation, so their own locks are not seen.
extern "C" const char* __tsan_default_suppressions() {
  return "race:libglib-2.0\nrace:libgobject-2.0\nrace:libgstreamer-1.0\nrace:libgstbase-1.0\n";
}
#endif

namespace devices {
namespace {

using fakes::read_wav;
using fakes::wait_until;
using testing::HasSubstr;

const std::filesystem::path kSounds = std::filesystem::path(KIOSK_SOURCE_DIR) / "assets/sounds";

class SoundTest : public testing::Test {
 protected:
  std::filesystem::path heard() const { return folder_.path() / "heard.wav"; }
  std::string to_file() const { return "wavenc ! filesink location=" + heard().string(); }

  static bool has_played(const SoundPlayer& player, const std::string& name) {
    return wait_until([&] { return player.state().last == name; });
  }

  fakes::TempFolder folder_;
};

TEST_F(SoundTest, RealAudioOfTheSoundComesOut) {
  SoundPlayer player(kSounds, to_file());
  player.play("admitted");
  ASSERT_TRUE(has_played(player, "admitted"));
  EXPECT_FALSE(player.state().is_silent) << player.state().reason;
  EXPECT_EQ(read_wav(heard()).samples, read_wav(kSounds / "admitted.wav").samples);
}

TEST_F(SoundTest, OfManyRequestsTheNewestIsHeard) {
  SoundPlayer player(kSounds, to_file());
  for (const char* name : {"admitted", "stop", "admitted", "stop", "look"}) player.play(name);
  ASSERT_TRUE(has_played(player, "look"));
  EXPECT_EQ(read_wav(heard()).samples, read_wav(kSounds / "look.wav").samples);
}

TEST_F(SoundTest, ANewRequestCutsShortWhatIsPlaying) {
  fakes::write_wav(folder_.path() / "long.wav", std::chrono::seconds(60));
  std::filesystem::copy(kSounds / "look.wav", folder_.path() / "look.wav");
  SoundPlayer player(folder_.path(),
                     "identity sync=true ! " + to_file() + " buffer-mode=unbuffered");
  player.play("long");
  ASSERT_TRUE(wait_until([&] { return fakes::read_bytes(heard()).size() > 1000; }));
  player.play("look");
  EXPECT_TRUE(wait_until([&] { return player.state().last == "look"; }, std::chrono::seconds(4)));
}

TEST_F(SoundTest, PlayingKeepsNobodyWaiting) {
  SoundPlayer player(kSounds, "fakesink sync=true");
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) player.play("stop");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_TRUE(has_played(player, "stop"));
}

TEST_F(SoundTest, ASoundDeviceThatIsMissingMakesItSilentWithAReason) {
  SoundPlayer player(kSounds, "osssink device=/dev/no-such-device");
  player.play("stop");
  ASSERT_TRUE(has_played(player, "stop"));
  EXPECT_TRUE(player.state().is_silent);
  EXPECT_THAT(player.state().reason, testing::Not(HasSubstr("element"))) << "the element is there";
  EXPECT_FALSE(player.state().reason.empty());
}

TEST_F(SoundTest, ASinkThatDoesNotExistMakesItSilentWithAReason) {
  SoundPlayer player(kSounds, "nosuchsink");
  player.play("stop");
  ASSERT_TRUE(has_played(player, "stop"));
  EXPECT_TRUE(player.state().is_silent);
  EXPECT_THAT(player.state().reason, HasSubstr("nosuchsink"));
}

TEST_F(SoundTest, ASoundFileThatIsMissingOrBrokenMakesItSilentAndTheNextIsHeardAgain) {
  std::filesystem::copy(kSounds / "look.wav", folder_.path() / "look.wav");
  fakes::write_bytes(folder_.path() / "broken.wav", "RIFF of nothing");
  SoundPlayer player(folder_.path(), "fakesink");
  for (const char* bad : {"missing", "broken"}) {
    player.play(bad);
    ASSERT_TRUE(has_played(player, bad));
    EXPECT_TRUE(player.state().is_silent);
  }
  player.play("look");
  ASSERT_TRUE(has_played(player, "look"));
  EXPECT_EQ(player.state(), (SoundState{false, "", "look"}));
}

TEST_F(SoundTest, OnWhateverThisMachineHasItPlaysOrSaysWhyNot) {
  SoundPlayer player(kSounds);
  player.play("look");
  ASSERT_TRUE(has_played(player, "look"));
  EXPECT_EQ(player.state().is_silent, !player.state().reason.empty());
}

TEST_F(SoundTest, EndingWhileASoundPlaysDoesNotWaitForItsEnd) {
  fakes::write_wav(folder_.path() / "long.wav", std::chrono::seconds(60));
  const auto begin = std::chrono::steady_clock::now();
  {
    SoundPlayer player(folder_.path(), "fakesink sync=true");
    player.play("long");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
}

TEST(SoundFileTest, EachIsShortMonoAndNotTooLoud) {
  for (const char* name : {"admitted", "stop", "look"}) {
    const auto wav = read_wav(kSounds / (std::string(name) + ".wav"));
    EXPECT_EQ(wav.channels, 1) << name;
    EXPECT_EQ(wav.rate, 22050) << name;
    EXPECT_EQ(wav.bits, 16) << name;
    EXPECT_LT(wav.seconds(), 0.6) << name;
    EXPECT_GT(wav.loudest(), 0.3) << name;
    EXPECT_LT(wav.loudest(), 0.7) << name;
  }
}

TEST(SoundFileTest, TheyDifferForSomebodyWhoCannotSee) {
  const auto admitted = fakes::tones(read_wav(kSounds / "admitted.wav"));
  const auto stop = fakes::tones(read_wav(kSounds / "stop.wav"));
  const auto look = fakes::tones(read_wav(kSounds / "look.wav"));
  ASSERT_EQ(admitted.size(), 2u);
  EXPECT_GT(admitted[1], admitted[0] * 1.3) << "rises";
  ASSERT_EQ(stop.size(), 2u);
  EXPECT_LT(stop[1], stop[0] * 0.75) << "falls";
  EXPECT_LT(stop[0], admitted[0] * 0.85) << "is low";
  ASSERT_EQ(look.size(), 3u);
  EXPECT_NEAR(look[0], look[1], 20);
  EXPECT_NEAR(look[1], look[2], 20);
}

}  // namespace
}  // namespace devices
