#include "devices/serial_scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <random>
#include <vector>

#include "fakes/process.h"
#include "fakes/serial_line.h"

namespace devices {
namespace {

using fakes::wait_until;
using testing::ElementsAre;

constexpr SerialScannerTiming kQuick{std::chrono::milliseconds(1000), std::chrono::milliseconds(5)};

class SerialScannerTest : public testing::Test {
 protected:
  std::vector<std::string> scans(std::size_t count) {
    wait_until([&] {
      const std::lock_guard lock(mutex_);
      return scans_.size() >= count;
    });
    const std::lock_guard lock(mutex_);
    return scans_;
  }

  bool is_connected(bool wanted = true) {
    return wait_until([&] { return scanner_.state().is_connected == wanted; });
  }

  std::mutex mutex_;
  std::vector<std::string> scans_;
  fakes::SerialLine line_;
  SerialScanner scanner_{line_.path(),
                         [this](std::string text) {
                           const std::lock_guard lock(mutex_);
                           scans_.push_back(std::move(text));
                         },
                         kQuick};
};

TEST_F(SerialScannerTest, EachLineIsAScan) {
  ASSERT_TRUE(is_connected());
  ASSERT_TRUE(line_.send("K1FIRST\r\nK1SECOND\rK1THIRD\n"));
  EXPECT_THAT(scans(3), ElementsAre("K1FIRST", "K1SECOND", "K1THIRD"));
}

TEST_F(SerialScannerTest, ACodeThatArrivesInPiecesIsOneScan) {
  ASSERT_TRUE(is_connected());
  for (const char* piece : {"K1", "AB", "CD\r"}) ASSERT_TRUE(line_.send(piece));
  EXPECT_THAT(scans(1), ElementsAre("K1ABCD"));
}

TEST_F(SerialScannerTest, ACodeWithoutAnEndIsEndedBySilence) {
  ASSERT_TRUE(is_connected());
  ASSERT_TRUE(line_.send("K1ABCD"));
  EXPECT_THAT(scans(1), ElementsAre("K1ABCD"));
}

TEST_F(SerialScannerTest, ControlCharactersAreLeftOut) {
  ASSERT_TRUE(is_connected());
  ASSERT_TRUE(
      line_.send("\x02K1AB\x1d"
                 "CD\x03\r"));
  EXPECT_THAT(scans(1), ElementsAre("K1ABCD"));
}

TEST_F(SerialScannerTest, AnEndlessCodeIsCut) {
  ASSERT_TRUE(is_connected());
  std::string far_too_long(3 * SerialScanner::kMaxCode, 'A');
  far_too_long += '\r';
  ASSERT_TRUE(line_.send(far_too_long));
  EXPECT_THAT(scans(1), ElementsAre(std::string(SerialScanner::kMaxCode, 'A')));
}

TEST_F(SerialScannerTest, AfterAFloodOfGarbageTheNextCodeIsReadAndNothingElseIsEndless) {
  ASSERT_TRUE(is_connected());
  std::mt19937 random(7);
  std::string noise(300'000, '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  ASSERT_TRUE(line_.send(noise + "\rK1AFTER\r"));
  ASSERT_TRUE(wait_until([&] {
    const std::lock_guard lock(mutex_);
    return !scans_.empty() && scans_.back() == "K1AFTER";
  }));
  for (const std::string& scan : scans(1)) {
    EXPECT_LE(scan.size(), SerialScanner::kMaxCode);
    EXPECT_TRUE(
        std::none_of(scan.begin(), scan.end(), [](char c) { return c == '\0' || c == '\r'; }));
  }
}

TEST_F(SerialScannerTest, AScannerThatIsUnpluggedInTheMiddleOfACodeLeavesNoneOfItBehind) {
  ASSERT_TRUE(is_connected());
  ASSERT_TRUE(line_.send("K1FIRST\r"));
  ASSERT_THAT(scans(1), ElementsAre("K1FIRST"));
  ASSERT_TRUE(line_.send("K1HALF"));
  line_.unplug();
  ASSERT_TRUE(is_connected(false));
  line_.plug_in();
  ASSERT_TRUE(is_connected());
  ASSERT_TRUE(line_.send("K1SECOND\r"));
  EXPECT_THAT(scans(2), ElementsAre("K1FIRST", "K1SECOND"));
}

TEST_F(SerialScannerTest, AScannerThatIsUnpluggedSaysSoAndComesBackByItself) {
  ASSERT_TRUE(is_connected());
  line_.unplug();
  ASSERT_TRUE(is_connected(false));
  EXPECT_FALSE(scanner_.state().reason.empty());
  line_.plug_in();
  ASSERT_TRUE(is_connected());
  ASSERT_TRUE(line_.send("K1BACK\r"));
  EXPECT_THAT(scans(1), ElementsAre("K1BACK"));
}

TEST(SerialScannerPathTest, AFileThatIsNoLineIsNotConnectedAndSaysWhy) {
  fakes::TempFolder folder;
  fakes::write_bytes(folder.path() / "file", "K1ABCD\n");
  const SerialScanner scanner(
      folder.path() / "file", [](const std::string&) { ADD_FAILURE(); }, kQuick);
  EXPECT_TRUE(wait_until([&] { return !scanner.state().reason.empty(); }));
  EXPECT_FALSE(scanner.state().is_connected);
}

TEST(FindSerialScannerTest, TheFirstUsbLineIsTheScanner) {
  const fakes::TempFolder folder;
  EXPECT_EQ(find_serial_scanner(folder.path()), "");
  for (const char* name : {"ttyS0", "ttyUSB0", "ttyACM1", "ttyACM0"}) {
    fakes::write_bytes(folder.path() / name, "");
  }
  EXPECT_EQ(find_serial_scanner(folder.path()), folder.path() / "ttyACM0");
  EXPECT_EQ(find_serial_scanner(folder.path() / "absent"), "");
}

TEST(FindSerialScannerTest, AScannerThatIsPluggedInLaterIsFoundAndRead) {
  std::mutex mutex;
  std::filesystem::path there;
  std::vector<std::string> scans;
  const SerialScanner scanner(
      [&] {
        const std::lock_guard lock(mutex);
        return there;
      },
      [&](std::string text) {
        const std::lock_guard lock(mutex);
        scans.push_back(std::move(text));
      },
      kQuick);
  ASSERT_TRUE(wait_until([&] { return !scanner.state().reason.empty(); }));
  const fakes::SerialLine line;
  {
    const std::lock_guard lock(mutex);
    there = line.path();
  }
  ASSERT_TRUE(wait_until([&] { return scanner.state().is_connected; }));
  ASSERT_TRUE(line.send("K1ABC\r"));
  EXPECT_TRUE(wait_until([&] {
    const std::lock_guard lock(mutex);
    return scans == std::vector<std::string>{"K1ABC"};
  }));
}

}  // namespace
}  // namespace devices
