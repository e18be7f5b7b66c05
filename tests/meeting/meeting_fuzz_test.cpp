#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>

#include "meeting/meeting_file.h"
#include "meeting/text_checks.h"

namespace {

std::string sample() {
  std::ifstream in(std::string(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml"));
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A meeting reads back as itself; a mistake can be shown.
void check(const std::string& text) {
  const auto read = meeting::parse_meeting(text, "mutated.toml");
  if (!read) {
    ASSERT_FALSE(read.error().mistakes.empty());
    const std::string told = core::describe(read.error());
    ASSERT_FALSE(meeting::find_invalid_utf8(told)) << told;
    return;
  }
  const auto again = meeting::parse_meeting(meeting::write_meeting(*read), "again.toml");
  ASSERT_TRUE(again) << core::describe(again.error());
  ASSERT_EQ(*again, *read);
}

class MutatedMeeting : public testing::Test {
 protected:
  MutatedMeeting() {
    RecordProperty("seed", std::to_string(seed_));
    std::cout << "seed " << seed_ << "\n";
  }

  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

  void mutate(std::string& text) {
    const std::size_t at = below(text.size());
    const std::size_t length = 1 + below(40);
    const std::string piece = sample_.substr(below(sample_.size()), length);
    switch (below(5)) {
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, piece);
        break;
      case 3:
        text.insert(at, 1, kMarks[below(kMarks.size())]);
        break;
      default:
        text.replace(at, length, piece);
        break;
    }
  }

  const std::string kMarks = "\"'[]{}=.,#\\\n\r\t-0x";
  const std::string sample_ = sample();
  const std::uint32_t seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
};

TEST_F(MutatedMeeting, IsReadOrRefusedButNeverCrashes) {
  for (int i = 0; i < 1500; ++i) {
    std::string text = sample_;
    for (std::size_t n = 1 + below(4); n > 0; --n) mutate(text);
    ASSERT_NO_FATAL_FAILURE(check(text)) << "seed " << seed_ << " round " << i;
  }
}

TEST_F(MutatedMeeting, CutShortIsReadOrRefused) {
  for (int i = 0; i < 500; ++i) {
    const std::size_t end = below(sample_.size());
    ASSERT_NO_FATAL_FAILURE(check(sample_.substr(0, end))) << "cut at " << end;
  }
}

TEST_F(MutatedMeeting, WithLinesLeftOutOrTwiceIsReadOrRefused) {
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (std::size_t at = 0; at < sample_.size();) {
      const std::size_t end = std::min(sample_.find('\n', at), sample_.size() - 1) + 1;
      const std::size_t dice = below(80);
      for (int n = dice == 0 ? 0 : dice == 1 ? 2 : 1; n > 0; --n) {
        text += sample_.substr(at, end - at);
      }
      at = end;
    }
    ASSERT_NO_FATAL_FAILURE(check(text)) << "seed " << seed_ << " round " << i;
  }
}

}  // namespace
