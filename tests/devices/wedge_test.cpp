#include "devices/wedge.h"

#include <gtest/gtest.h>

#include <random>

#include "core/badge_code.h"
#include "devices/key_text.h"
#include "fakes/keyboard.h"

namespace devices {
namespace {

using fakes::Keyboard;
using fakes::scanned;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr const char* kCode = "K1ABCDEFGH0123456789JKMNPQRS";

TEST(WedgeTest, ABurstEndedByEnterIsAScanAndItsEnterIsSwallowed) {
  Keyboard keyboard;
  keyboard.burst(kCode, 2ms);
  keyboard.press(kKeyEnter, 2ms);
  EXPECT_EQ(keyboard.events(), scanned({kCode}));
}

TEST(WedgeTest, TabAndKeypadEnterEndAScanToo) {
  for (const int suffix : {kKeyTab, kKeypadEnter}) {
    Keyboard keyboard;
    keyboard.burst(kCode, 2ms);
    keyboard.press(suffix, 2ms);
    keyboard.wait(200ms);
    EXPECT_EQ(keyboard.events(), scanned({kCode}));
  }
}

TEST(WedgeTest, ABurstEndedBySilenceIsAScanAfterSixtyMilliseconds) {
  Keyboard keyboard;
  keyboard.burst(kCode, 2ms);
  keyboard.wait(59ms);
  EXPECT_TRUE(keyboard.events().empty());
  keyboard.wait(1ms);
  EXPECT_EQ(keyboard.events(), scanned({kCode}));
}

TEST(WedgeTest, APersonsKeyIsReleasedWithinThirtyFiveMilliseconds) {
  Keyboard keyboard;
  keyboard.type(U"ā", 'A');
  keyboard.wait(34ms);
  EXPECT_TRUE(keyboard.events().empty());
  keyboard.wait(1ms);
  EXPECT_EQ(keyboard.typed_text(), U"ā");
}

TEST(WedgeTest, EnterAloneGoesThroughAtOnce) {
  Keyboard keyboard;
  keyboard.press(kKeyEnter, 500ms);
  ASSERT_EQ(keyboard.events().size(), 1u);
  EXPECT_EQ(std::get<TypedKey>(keyboard.events()[0]).stroke.key, kKeyEnter);
}

TEST(WedgeTest, EscapeAndBackspaceGoThroughAtOnce) {
  Keyboard keyboard;
  for (const int key : {256, 259, 263}) keyboard.press(key, 1ms);
  EXPECT_EQ(keyboard.events().size(), 3u);
}

TEST(WedgeTest, FiveFastKeysAndEnterAreTypingInTheirOrder) {
  Keyboard keyboard;
  keyboard.burst("12345", 2ms);
  keyboard.press(kKeyEnter, 2ms);
  ASSERT_EQ(keyboard.events().size(), 6u);
  EXPECT_EQ(std::get<TypedKey>(keyboard.events()[0]).stroke.key, '1');
  EXPECT_EQ(std::get<TypedKey>(keyboard.events()[5]).stroke.key, kKeyEnter);
}

TEST(WedgeTest, SixFastKeysAreAScan) {
  Keyboard keyboard;
  keyboard.burst("123456", 34ms);
  keyboard.wait(60ms);
  EXPECT_EQ(keyboard.events(), scanned({"123456"}));
}

TEST(WedgeTest, AScanIsReadFromPhysicalKeysWhateverTheLayoutMakesOfThem) {
  Keyboard keyboard;
  const std::u32string russian = U"лфыва";
  const std::string physical = "KASDF1";
  for (std::size_t i = 0; i < physical.size(); ++i) {
    keyboard.press(physical[i], 3ms);
    keyboard.character(i < russian.size() ? russian[i] : U'!');
  }
  keyboard.press(kKeyEnter, 3ms);
  EXPECT_EQ(keyboard.events(), scanned({"KASDF1"}));
}

TEST(WedgeTest, CapsLockAndShiftedLettersAreUpperCaseAllTheSame) {
  Keyboard keyboard;
  for (const char letter : std::string("K1ABCD")) keyboard.press(letter, 2ms, letter == 'B');
  keyboard.press(280, 1ms);
  keyboard.press(kKeyEnter, 2ms);
  EXPECT_EQ(keyboard.events(), scanned({"K1ABCD"}));
}

TEST(WedgeTest, ShiftMakesTheSymbolsOfAUsKeyboard) {
  Keyboard keyboard;
  keyboard.burst("\\000026K1:_@?+%", 2ms);
  keyboard.press(kKeyEnter, 2ms);
  EXPECT_EQ(keyboard.events(), scanned({"\\000026K1:_@?+%"}));
}

TEST(WedgeTest, KeypadDigitsAreDigits) {
  Keyboard keyboard;
  for (const int key : {320, 329, 321, 328, 322, 327}) keyboard.press(key, 2ms);
  keyboard.press(kKeypadEnter, 2ms);
  EXPECT_EQ(keyboard.events(), scanned({"091827"}));
}

TEST(WedgeTest, KeysThatAreOnNoUsKeyboardAreLeftOutOfTheScan) {
  Keyboard keyboard;
  keyboard.burst("K1ABCD", 2ms);
  keyboard.press(161, 2ms);
  keyboard.burst("EF", 2ms);
  keyboard.press(kKeyEnter, 2ms);
  EXPECT_EQ(keyboard.events(), scanned({"K1ABCDEF"}));
}

TEST(WedgeTest, TwoScannersFiveMillisecondsApartGiveTwoScans) {
  Keyboard keyboard;
  keyboard.burst("K1AAAB", 1ms);
  keyboard.press(kKeyEnter, 1ms);
  keyboard.wait(4ms);
  keyboard.burst("K1CCCD", 1ms);
  keyboard.press(kKeyEnter, 1ms);
  EXPECT_EQ(keyboard.events(), scanned({"K1AAAB", "K1CCCD"}));
}

TEST(WedgeTest, AScannerThatSendsEnterTwiceStillScansOnce) {
  Keyboard keyboard;
  keyboard.burst(kCode, 2ms);
  keyboard.press(kKeyEnter, 2ms);
  keyboard.press(kKeyEnter, 2ms);
  keyboard.wait(200ms);
  EXPECT_EQ(keyboard.events(), scanned({kCode}));
}

TEST(WedgeTest, AnEnterPressedAfterAScanIsThePersons) {
  Keyboard keyboard;
  keyboard.burst(kCode, 2ms);
  keyboard.press(kKeyEnter, 2ms);
  keyboard.press(kKeyEnter, 300ms);
  EXPECT_EQ(keyboard.events().size(), 2u);
}

TEST(WedgeTest, AKeyHeldDownIsTypingAndEachRepeatIsSeenAsItComes) {
  Keyboard keyboard;
  keyboard.type(U"a", 'A');
  keyboard.wait(500ms);
  for (int repeats = 1; repeats <= 30; ++repeats) {
    keyboard.press('A', 33ms);
    EXPECT_EQ(keyboard.events().size(), static_cast<std::size_t>(repeats));
  }
  keyboard.wait(35ms);
  EXPECT_EQ(keyboard.events().size(), 31u);
}

TEST(WedgeTest, AKeyThatRepeatsAtAHundredHertzIsNoScanEither) {
  Keyboard keyboard;
  keyboard.burst(std::string(50, 'A'), 10ms);
  keyboard.wait(60ms);
  EXPECT_EQ(keyboard.events().size(), 50u);
  EXPECT_TRUE(std::holds_alternative<TypedKey>(keyboard.events()[0]));
}

TEST(WedgeTest, ACodeWithEqualCharactersIsAScan) {
  Keyboard keyboard;
  keyboard.burst("0000000012", 3ms);
  keyboard.press(kKeyEnter, 3ms);
  EXPECT_EQ(keyboard.events(), scanned({"0000000012"}));
}

TEST(WedgeTest, AnEndlessBurstIsOneScanOfItsFirstFourThousandCharacters) {
  Keyboard keyboard;
  std::string text;
  while (text.size() < 3 * WedgeReader::kMaxHeld) text += "AB";
  keyboard.burst(text, 1ms);
  EXPECT_TRUE(keyboard.events().empty());
  keyboard.press(kKeyEnter, 1ms);
  EXPECT_EQ(keyboard.events(), scanned({text.substr(0, WedgeReader::kMaxHeld)}));
}

TEST(WedgeTest, AKeyHeldDownFastForMinutesLosesNothing) {
  Keyboard keyboard;
  const std::size_t strokes = 2 * WedgeReader::kMaxHeld + 5;
  keyboard.burst(std::string(strokes, 'A'), 2ms);
  keyboard.wait(60ms);
  EXPECT_EQ(keyboard.events().size(), strokes);
}

TEST(WedgeTest, ACharacterWithoutAKeyIsTyping) {
  Keyboard keyboard;
  keyboard.character(U'é');
  keyboard.wait(35ms);
  EXPECT_EQ(keyboard.typed_text(), U"é");
}

TEST(WedgeTest, AKeyThatTheWindowSystemDropsForBeingTooFastIsKnownByItsCharacter) {
  for (const std::u32string& layout : {std::u32string(U"k1aab"), std::u32string(U"л1ффи")}) {
    Keyboard keyboard;
    const auto press = [&](int key, std::size_t at) {
      keyboard.press(key, 0ms);
      keyboard.character(layout[at]);
    };
    press('K', 0);
    press('1', 1);
    press('A', 2);
    keyboard.character(layout[3]);  // the second A without its key
    press('B', 4);
    keyboard.character(layout[2]);  // A and 1 again, after another key
    keyboard.character(layout[1]);
    keyboard.press(kKeyEnter, 1ms);
    EXPECT_EQ(keyboard.events(), scanned({"K1AABA1"}));
  }
}

TEST(WedgeTest, TwoScannersTypingIntoEachOtherAreNeverReadAsEitherCode) {
  for (int round = 0; round < 300; ++round) {
    const std::uint64_t seed = std::random_device{}();
    std::mt19937_64 random(seed);
    Keyboard keyboard;
    const std::string first = "K1ABCDEFGH0123456789JKMNPQRS";
    const std::string second = "K1STVWXYZ987654321ABCDEFGH00";
    std::size_t at_first = 0;
    std::size_t at_second = 0;
    const auto next = [&](const std::string& code, std::size_t& at) {
      const int key = at < code.size() ? code[at] : kKeyEnter;
      if (at <= code.size()) keyboard.press(key, 1ms);
      ++at;
    };
    next(first, at_first);
    next(second, at_second);  // from here on they are mixed
    while (at_first <= first.size() || at_second <= second.size()) {
      random() % 2 == 0 ? next(first, at_first) : next(second, at_second);
    }
    keyboard.wait(200ms);
    for (const WedgeEvent& event : keyboard.events()) {
      const auto* scan = std::get_if<ScanText>(&event);
      if (scan == nullptr) continue;
      EXPECT_NE(scan->text, first) << "seed " << seed;
      EXPECT_NE(scan->text, second) << "seed " << seed;
      EXPECT_FALSE(core::parse_badge_code(scan->text)) << scan->text << " seed " << seed;
    }
  }
}

TEST(WedgeTest, ADeadKeyAndItsLetterComeThroughAsTheLayoutMadeThem) {
  Keyboard keyboard;
  keyboard.press('\'', 80ms);
  keyboard.type(U"á", 'A');
  keyboard.wait(35ms);
  EXPECT_EQ(keyboard.typed_text(), U"á");
}

TEST(WedgeTest, ASlowFrameInTheMiddleOfAScanDoesNotCutIt) {
  Keyboard keyboard;
  keyboard.burst("K", 1ms);
  keyboard.stall(90ms);
  keyboard.burst("1ABCDEFGH012", 0ms);
  keyboard.stall(110ms);
  keyboard.burst("3456789", 0ms);
  keyboard.press(kKeyEnter, 0ms);
  EXPECT_EQ(keyboard.events(), scanned({"K1ABCDEFGH0123456789"}));
}

TEST(WedgeTest, APersonTypingWhileFramesAreSlowIsNotTakenForAScanner) {
  Keyboard keyboard;
  for (const char letter : std::string("HELLOWORLDAGAIN")) {
    keyboard.press(letter, 0ms);
    keyboard.character(static_cast<char32_t>(letter));
    keyboard.stall(100ms);
  }
  keyboard.wait(35ms);
  EXPECT_EQ(keyboard.typed_text(), U"HELLOWORLDAGAIN");
}

TEST(WedgeTest, NothingIsDueWhileNothingIsHeld) {
  WedgeReader reader;
  EXPECT_FALSE(reader.deadline());
  reader.on_key({'A', false, U'a', WedgeReader::TimePoint{}});
  EXPECT_EQ(reader.deadline(), WedgeReader::TimePoint{} + 35ms);
}

/// Random scans and random typing, in any order, as a loop that wakes on time would see them.
class RandomInput {
 public:
  explicit RandomInput(std::uint64_t seed) : random_(seed) {}

  void run(int pieces) {
    for (int piece = 0; piece < pieces; ++piece) pick(0, 1) == 0 ? scan() : type();
    keyboard_.wait(200ms);
  }

  const Keyboard& keyboard() const { return keyboard_; }
  const std::vector<WedgeEvent>& expected() const { return expected_; }

 private:
  void scan() {
    std::string text = "K1";
    for (int left = pick(4, 60); left > 0; --left) {
      text += kKeys[static_cast<std::size_t>(pick(0, kKeys.size() - 1))];
    }
    keyboard_.burst(text, milliseconds(pick(1, 30)));
    if (pick(0, 2) == 0) {
      keyboard_.wait(60ms);
    } else {
      keyboard_.press(pick(0, 1) == 0 ? kKeyEnter : kKeyTab, 1ms);
    }
    expected_.emplace_back(ScanText{text});
  }

  void type() {
    for (int left = pick(1, 20); left > 0; --left) {
      keyboard_.press('A' + pick(0, 25), milliseconds(pick(0, 200)));
      keyboard_.character(static_cast<char32_t>(0x101 + pick(0, 5000)));
      expected_.emplace_back(TypedKey{keyboard_.last()});
      keyboard_.wait(35ms);
    }
  }

  template <class Number>
  int pick(int least, Number most) {
    return std::uniform_int_distribution<int>(least, static_cast<int>(most))(random_);
  }

  static constexpr std::string_view kKeys = "ABCDEFGHJKMNPQRSTVWXYZ0123456789\\:-_/?#";
  std::mt19937_64 random_;
  Keyboard keyboard_;
  std::vector<WedgeEvent> expected_;
};

TEST(WedgeTest, NeverLosesOrDoublesACharacterWhateverTheMixOfScansAndTyping) {
  for (int round = 0; round < 200; ++round) {
    const std::uint64_t seed = std::random_device{}();
    RandomInput input(seed);
    input.run(50);
    ASSERT_EQ(input.keyboard().events(), input.expected()) << "seed " << seed;
  }
}

TEST(WedgeTest, EveryStrokeOfAnyNoiseComesOutOnceAndInOrder) {
  for (int round = 0; round < 300; ++round) {
    const std::uint64_t seed = std::random_device{}();
    std::mt19937_64 random(seed);
    Keyboard keyboard;
    std::string given;
    for (int stroke = 0; stroke < 2000; ++stroke) {
      given += static_cast<char>('A' + static_cast<int>(random() % 26));
      keyboard.press(given.back(), milliseconds(random() % 7 == 0 ? random() % 250 : random() % 3));
      if (random() % 11 == 0) keyboard.stall(milliseconds(random() % 300));
    }
    keyboard.wait(200ms);
    ASSERT_EQ(keyboard.physical_text(), given) << "seed " << seed;
  }
}

}  // namespace
}  // namespace devices
