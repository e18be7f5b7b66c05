// Configuration, data lock, mailbox, clock, worker.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "fakes/temp_folder.h"
#include "shell/clock.h"
#include "shell/configuration.h"
#include "shell/data_lock.h"
#include "shell/mailbox.h"
#include "shell/voice_hint.h"
#include "shell/worker.h"

namespace {

using testing::HasSubstr;

class Configuration : public testing::Test {
 protected:
  core::Result<shell::Configuration> load(const std::string& text) {
    fakes::write_bytes(file, text);
    return shell::load_configuration(file);
  }
  void expect_mistake(const std::string& text, int line, const std::string& key) {
    const auto loaded = load(text);
    ASSERT_FALSE(loaded) << text;
    EXPECT_EQ(loaded.error().failure, core::Failure::bad_input);
    EXPECT_THAT(loaded.error().what, HasSubstr("kiosk.toml"));
    EXPECT_FALSE(loaded.error().next_step.empty());
    ASSERT_EQ(loaded.error().mistakes.size(), 1U) << core::describe(loaded.error());
    EXPECT_EQ(loaded.error().mistakes.front().line, line);
    EXPECT_EQ(loaded.error().mistakes.front().field, key);
  }
  fakes::TempFolder folder;
  std::filesystem::path file = folder.path() / "kiosk.toml";
};

TEST_F(Configuration, AbsentIsAsGoodAsEmpty) {
  EXPECT_TRUE(shell::load_configuration(file));
  EXPECT_TRUE(load(""));
}

TEST_F(Configuration, IsRead) {
  const auto loaded = load(
      "[screen]\npx_per_mm = 5\nreduced_motion = true\n[printer]\nuri = \"badges\"\ndpi = 203\n");
  ASSERT_TRUE(loaded) << core::describe(loaded.error());
  EXPECT_EQ(loaded->px_per_mm, 5);
  EXPECT_TRUE(loaded->reduced_motion);
  EXPECT_EQ(loaded->printer, "badges");
  EXPECT_EQ(loaded->printer_dpi, 203);
}

TEST_F(Configuration, TheCameraAndTheScannerAreRead) {
  const auto loaded = load(
      "[camera]\nenabled = false\ndevice = \"/dev/video2\"\npipeline = \"videotestsrc\"\n"
      "mirror = false\nrotate = 270\nagain_after = 2.5\n[scanner]\nserial = \"auto\"\n");
  ASSERT_TRUE(loaded) << core::describe(loaded.error());
  EXPECT_FALSE(loaded->has_camera);
  EXPECT_EQ(loaded->camera.device, "/dev/video2");
  EXPECT_EQ(loaded->camera.pipeline, "videotestsrc");
  EXPECT_FALSE(loaded->camera.turn.mirror);
  EXPECT_EQ(loaded->camera.turn.clockwise, 270);
  EXPECT_EQ(loaded->camera.again_after, std::chrono::milliseconds(2500));
  EXPECT_EQ(loaded->serial_scanner, "auto");
}

TEST_F(Configuration, ACameraIsUsedUnlessItIsSwitchedOff) {
  const auto loaded = load("");
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->has_camera);
  EXPECT_TRUE(loaded->camera.turn.mirror);
  EXPECT_EQ(loaded->camera.again_after, std::chrono::milliseconds(1500));
  EXPECT_EQ(loaded->serial_scanner, "");
}

TEST_F(Configuration, ACameraTurnsByQuarters) {
  expect_mistake("[camera]\nrotate = 45\n", 2, "camera.rotate");
  expect_mistake("[camera]\nrotate = 360\n", 2, "camera.rotate");
  expect_mistake("[camera]\nrotate = \"90\"\n", 2, "camera.rotate");
  expect_mistake("[camera]\nagain_after = -1\n", 2, "camera.again_after");
  expect_mistake("[scanner]\nserial = 5\n", 2, "scanner.serial");
}

TEST_F(Configuration, OtherPrintersAndTheRollAreRead) {
  const auto loaded =
      load("[printer]\nroll = 100\n[[printers]]\nname = \"Info desk\"\nuri = \"ipp://desk/ipp\"\n");
  ASSERT_TRUE(loaded) << core::describe(loaded.error());
  EXPECT_EQ(loaded->roll, 100);
  EXPECT_FALSE(loaded->printer_dpi) << "the printer says";
  ASSERT_EQ(loaded->printers.size(), 1U);
  EXPECT_EQ(loaded->printers[0].name, "Info desk");
  EXPECT_EQ(loaded->printers[0].uri, "ipp://desk/ipp");
}

TEST_F(Configuration, APrinterWithoutNameOrAddressIsAMistake) {
  expect_mistake("[[printers]]\nname = \"Info desk\"\n", 1, "printers");
  expect_mistake("[[printers]]\nname = \"a\"\nuri = 5\n", 1, "printers");
  expect_mistake("[[printers]]\nname = \"a\"\nuri = \"b\"\nx = 1\n", 1, "printers");
  expect_mistake("printers = 5\n", 1, "printers");
  expect_mistake("[printer]\nroll = 0\n", 2, "printer.roll");
}

TEST_F(Configuration, EveryMistakeHasItsLineAndKey) {
  expect_mistake("[screen]\npx_per_mm = 99\n", 2, "screen.px_per_mm");
  expect_mistake("[screen]\npx_per_mm = \"5\"\n", 2, "screen.px_per_mm");
  expect_mistake("[screen]\npx_per_mm = nan\n", 2, "screen.px_per_mm");
  expect_mistake("[screen]\n\nreduced_motion = 1\n", 3, "screen.reduced_motion");
  expect_mistake("[printer]\nuri = 5\n", 2, "printer.uri");
  expect_mistake("[printer]\ndpi = 10\n", 2, "printer.dpi");
  expect_mistake("[printer]\ncolour = true\n", 2, "printer.colour");
  expect_mistake("[plotter]\nport = 1\n", 1, "plotter");
  expect_mistake("screen = 5\n", 1, "screen");
  expect_mistake("[screen]\npx_per_mm = \n", 2, "");
}

TEST_F(Configuration, AllMistakesAreToldAtOnce) {
  const auto loaded = load("[screen]\npx_per_mm = 1\n[printer]\ndpi = 1\nx = 1\n");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().mistakes.size(), 3U);
}

TEST_F(Configuration, AFolderInItsPlaceIsAMistake) {
  std::filesystem::create_directories(file);
  EXPECT_FALSE(shell::load_configuration(file));
}

TEST(DataLock, ASecondKioskIsRefusedUntilTheFirstIsGone) {
  const fakes::TempFolder folder;
  {
    const auto first = shell::DataLock::take(folder.path());
    ASSERT_TRUE(first);
    const auto second = shell::DataLock::take(folder.path());
    ASSERT_FALSE(second);
    EXPECT_THAT(second.error().what, HasSubstr("running already"));
    EXPECT_FALSE(second.error().next_step.empty());
  }
  EXPECT_TRUE(shell::DataLock::take(folder.path()));
}

TEST(DataLock, MakesTheFolderForItsOwnerAlone) {
  const fakes::TempFolder folder;
  const auto data = folder.path() / "new" / "data";
  const auto lock = shell::DataLock::take(data);
  ASSERT_TRUE(lock);
  struct stat found {};
  ASSERT_EQ(::stat(data.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0700U);
}

TEST(DataLock, APathThatIsAFileIsToldPlainly) {
  const fakes::TempFolder folder;
  fakes::write_bytes(folder.path() / "file", "x");
  const auto lock = shell::DataLock::take(folder.path() / "file");
  ASSERT_FALSE(lock);
  EXPECT_THAT(lock.error().what, HasSubstr("Not a directory"));
  EXPECT_THAT(lock.error().next_step, HasSubstr("--data"));
}

TEST(Mailbox, KeepsTheOrderOfEachThreadAndWakesForEveryPost) {
  std::atomic<int> wakes{0};
  shell::Mailbox mailbox([&] { ++wakes; });
  constexpr int kEach = 500;
  std::vector<std::thread> threads;
  for (const char* name : {"a", "b"}) {
    threads.emplace_back([&mailbox, name] {
      for (int i = 0; i < kEach; ++i) mailbox.post(app::PrintEnded{name + std::to_string(i), true});
    });
  }
  std::map<char, int> next;
  for (int taken = 0; taken < 2 * kEach;) {
    for (const app::Action& action : mailbox.drain()) {
      const std::string& job = action.get<app::PrintEnded>()->job;
      EXPECT_EQ(std::stoi(job.substr(1)), next[job.front()]++);
      ++taken;
    }
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wakes, 2 * kEach);
  EXPECT_TRUE(mailbox.drain().empty());
}

TEST(Clock, ARehearsalStartsAtItsMomentAndGoesOn) {
  const auto start = *core::parse_instant("2019-03-12T07:00:00Z", {});
  const shell::Clock clock(start);
  EXPECT_TRUE(clock.is_rehearsal());
  const core::Instant now = clock.now();
  EXPECT_GE(now, start - std::chrono::milliseconds{1});
  EXPECT_LT(now, start + std::chrono::minutes{1});
  while (clock.now() == now) std::this_thread::yield();
  EXPECT_GT(clock.now(), now);
  EXPECT_FALSE(shell::Clock().is_rehearsal());
}

TEST(Clock, UptimeBeginsAtZeroAndNeverRunsBackwards) {
  const shell::Clock clock;
  app::Uptime before = clock.up();
  EXPECT_LT(before, std::chrono::seconds{10});
  for (int i = 0; i < 1000; ++i) {
    const app::Uptime now = clock.up();
    EXPECT_GE(now, before);
    before = now;
  }
}

TEST(Worker, FinishesWhatIsThereWhenItEnds) {
  std::vector<int> done;
  {
    shell::Worker worker;
    for (int i = 0; i < 100; ++i) worker.post([&done, i] { done.push_back(i); });
  }
  ASSERT_EQ(done.size(), 100U);
  EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
}

TEST(Worker, RestsOnceAfterEachBoutOfWork) {
  std::atomic<int> rests{0};
  shell::Worker worker([&] { ++rests; }, std::chrono::milliseconds{5});
  for (int bout = 1; bout <= 3; ++bout) {
    worker.post([] {});
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (rests < bout && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    EXPECT_GE(rests, bout);
  }
}

TEST(VoiceHint, IsDueOnceAMinuteOnWelcomeAndNotWhileItIsReadAloud) {
  shell::VoiceHint hint(true);
  app::Model model;
  const auto at = [](int seconds) { return app::Uptime{std::chrono::seconds{seconds}}; };
  EXPECT_FALSE(hint.due(model, at(0))) << "not as soon as Welcome is there";
  EXPECT_EQ(hint.next(), at(60));
  EXPECT_FALSE(hint.due(model, at(59)));
  EXPECT_TRUE(hint.due(model, at(60)));
  EXPECT_FALSE(hint.due(model, at(61)));
  EXPECT_TRUE(hint.due(model, at(120)));
  model.screen = app::screen::Name{};
  EXPECT_FALSE(hint.due(model, at(200)));
  EXPECT_FALSE(hint.next());
  model.screen = app::screen::Welcome{};
  EXPECT_FALSE(hint.due(model, at(201))) << "the minute begins anew";
  model.settings.read_aloud = true;
  EXPECT_FALSE(hint.due(model, at(300)));
}

TEST(VoiceHint, IsAsLoudAsUsualAndNoLouder) {
  const devices::Speech said = shell::VoiceHint::speech({"F1", "lv"});
  EXPECT_EQ(said.text, "F1");
  EXPECT_EQ(said.language, "lv");
  EXPECT_DOUBLE_EQ(said.volume, 0.6);
}

TEST(VoiceHint, IsSilentUnlessItIsWanted) {
  shell::VoiceHint hint(false);
  const app::Model model;
  EXPECT_FALSE(hint.due(model, app::Uptime{0}));
  EXPECT_FALSE(hint.due(model, app::Uptime{std::chrono::hours{1}}));
  EXPECT_FALSE(hint.next());
}

}  // namespace
