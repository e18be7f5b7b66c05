#include "core/badge_code.h"

#include <gtest/gtest.h>

namespace {

const core::BadgeCode kCode{core::BadgeId{0x0123456789ABCDEFULL}, 0xFEDCBA9876543210ULL};

TEST(BadgeCode, IsTwentyEightCharactersOfTheQrAlphanumericSet) {
  const std::string text = core::to_text(kCode);
  EXPECT_EQ(text.size(), 28U);
  EXPECT_EQ(text.substr(0, 2), "K1");
  EXPECT_EQ(text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"),
            std::string::npos);
}

TEST(BadgeCode, ReadsBackWhatItWrote) {
  EXPECT_EQ(core::parse_badge_code(core::to_text(kCode)), kCode);
  const core::BadgeCode full{core::BadgeId{~0ULL}, ~0ULL};
  EXPECT_EQ(core::parse_badge_code(core::to_text(full)), full);
}

TEST(BadgeCode, ForgivesCaseBlanksLookalikesAndEciPrefixes) {
  std::string text = core::to_text(kCode);
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  EXPECT_EQ(core::parse_badge_code(" \t" + text + "\r\n"), kCode);
  EXPECT_EQ(core::parse_badge_code("\\000026" + text), kCode);
  EXPECT_EQ(core::parse_badge_code("]Q1\\000026" + text), kCode);
  for (char& c : text) c = c == '0' ? 'o' : c == '1' ? 'l' : c;
  EXPECT_EQ(core::parse_badge_code(text), kCode);
}

TEST(BadgeCode, RefusesWhatHasNotItsForm) {
  const std::string text = core::to_text(kCode);
  for (const std::string& wrong :
       {std::string(), text + "0", text.substr(1), "K2" + text.substr(2), "K1Z" + text.substr(3),
        "K1U" + text.substr(3), std::string("https://example.org/"), std::string(28, '\\')}) {
    EXPECT_EQ(core::parse_badge_code(wrong), std::nullopt) << wrong;
  }
}

TEST(Crockford, RefusesMoreThanSixtyFourBits) {
  EXPECT_EQ(core::from_crockford("FZZZZZZZZZZZZ"), ~0ULL);
  EXPECT_EQ(core::from_crockford("GZZZZZZZZZZZZ"), std::nullopt);
}

}  // namespace
