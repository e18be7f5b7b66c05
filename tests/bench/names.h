// People whom benchmarks invent.
#pragma once

#include <cctype>
#include <cstdint>
#include <random>
#include <string>

#include "core/attendee.h"

namespace bench {

/// Names of syllables, so that pieces of them are as common as in real ones.
class Names {
 public:
  core::Details next() {
    static const char* const kEnds[] = {"s", "a", "iņš", "ova", "ovs", "āns", "ska", "ers"};
    static const char* const kTowns[] = {"Daugavpils", "Rīga", "Rēzekne", "Linz", "Kassel"};
    core::Details details;
    details.given_name = word(2) + (one_of(2) == 0 ? "a" : "s");
    details.family_name = word(2 + one_of(2)) + kEnds[one_of(8)];
    details.town = kTowns[one_of(5)];
    details.country = "LV";
    details.kind = core::Kind::local;
    details.email = "p" + std::to_string(random_() % 1'000'000'000) + "@example.org";
    return details;
  }

  int one_of(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  std::uint64_t bits() { return random_() | 1U; }

 private:
  std::string word(int syllables) {
    static const char* const kSyllables[] = {
        "an",  "in", "ar", "il",  "ze", "jā", "ni", "ber", "zi", "oz", "ol", "kal", "na", "pē",
        "ter", "li", "ga", "mar", "ta", "ed", "vi", "gun", "to", "sv", "en", "šu",  "le"};
    std::string text;
    for (int i = 0; i < syllables; ++i) text += kSyllables[one_of(27)];
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
  }

  std::mt19937_64 random_{20190312};
};

}  // namespace bench
