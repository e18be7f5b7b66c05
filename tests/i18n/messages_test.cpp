// What every catalogue in assets/i18n must keep to, so that no screen shows a key, an empty box
// or English in the middle of Latvian.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/attendee.h"
#include "core/scan.h"

namespace {

struct Message {
  bool fuzzy = false;
  bool plural = false;
  std::vector<std::string> forms;
};

struct Po {
  std::string header;
  std::vector<std::string> keys;  ///< in the order of the file
  std::map<std::string, Message> messages;
};

std::string unquoted(const std::string& line) {
  std::string text;
  for (auto at = line.find('"') + 1; at < line.rfind('"'); ++at) {
    if (line[at] == '\\' && line[++at] == 'n') {
      text += '\n';
    } else {
      text += line[at];
    }
  }
  return text;
}

/// Reads the part of the .po format that the catalogues use; `msgfmt` reads the rest of it.
Po read_po(const std::filesystem::path& file) {
  Po po;
  Message next;
  std::string key;
  std::string* into = nullptr;
  std::string ignored;
  const auto keep = [&] {
    if (!next.forms.empty()) {
      if (key.empty()) po.header = next.forms[0];
      if (!key.empty()) po.keys.push_back(key);
      if (!key.empty()) po.messages[key] = next;
    }
    next = {};
    key.clear();
  };
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (line.rfind("#,", 0) == 0) {
      next.fuzzy = line.find("fuzzy") != std::string::npos;
    } else if (line.rfind("msgid_plural", 0) == 0) {
      next.plural = true;
      into = &ignored;
    } else if (line.rfind("msgid", 0) == 0) {
      const bool fuzzy = next.fuzzy && next.forms.empty();
      keep();
      next.fuzzy = fuzzy;
      into = &key;
    } else if (line.rfind("msgstr", 0) == 0) {
      into = &next.forms.emplace_back();
    }
    if (line.find('"') != std::string::npos && into != nullptr) *into += unquoted(line);
    if (line.empty()) keep();
  }
  keep();
  return po;
}

const std::map<std::string, Po>& catalogues() {
  static const auto all = [] {
    std::map<std::string, Po> by_language;
    const auto folder = std::filesystem::path(KIOSK_SOURCE_DIR) / "assets" / "i18n";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".po") {
        by_language[entry.path().stem().string()] = read_po(entry.path());
      }
    }
    return by_language;
  }();
  return all;
}

const Po& english() { return catalogues().at("en"); }

std::set<std::string> placeholders(const std::string& text) {
  static const std::regex kName(R"(\{([a-z_]+)\})");
  std::set<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), kName), end; at != end; ++at) {
    names.insert((*at)[1]);
  }
  return names;
}

std::size_t plural_count(const Po& po) {
  std::smatch found;
  const std::regex count("nplurals=([0-9]+)");
  return std::regex_search(po.header, found, count) ? std::stoul(found[1]) : 0;
}

TEST(Messages, ThereAreEightLanguages) {
  for (const char* language : {"lv", "en", "ru", "sv", "de", "it", "es", "fi"}) {
    EXPECT_EQ(catalogues().count(language), 1U) << language;
  }
  EXPECT_GT(english().keys.size(), 150U);
}

TEST(Messages, EveryLanguageHasExactlyTheKeysOfEnglish) {
  for (const auto& [language, po] : catalogues()) {
    for (const auto& key : english().keys) {
      EXPECT_TRUE(po.messages.count(key)) << language << " lacks " << key;
    }
    for (const auto& key : po.keys) {
      EXPECT_TRUE(english().messages.count(key)) << language << " alone has " << key;
    }
  }
}

TEST(Messages, AreSortedByKeyAndNoKeyStandsTwice) {
  for (const auto& [language, po] : catalogues()) {
    const auto wrong = std::adjacent_find(po.keys.begin(), po.keys.end(), std::greater_equal<>());
    EXPECT_EQ(wrong, po.keys.end())
        << language << ": after " << *wrong << "; msgcat --sort-output --no-wrap puts it right";
  }
}

TEST(Messages, NoneIsEmptyFuzzyOrUntidy) {
  for (const auto& [language, po] : catalogues()) {
    for (const auto& [key, message] : po.messages) {
      EXPECT_FALSE(message.fuzzy) << language << ' ' << key;
      for (const auto& form : message.forms) {
        ASSERT_FALSE(form.empty()) << language << ' ' << key;
        EXPECT_NE(form.front(), ' ') << language << ' ' << key;
        EXPECT_NE(form.back(), ' ') << language << ' ' << key;
        EXPECT_EQ(form.find("  "), std::string::npos) << language << ' ' << key;
      }
    }
  }
}

TEST(Messages, PlaceholdersAreThoseOfEnglish) {
  for (const auto& [language, po] : catalogues()) {
    for (const auto& [key, message] : po.messages) {
      if (!english().messages.count(key)) continue;
      const auto expected = placeholders(english().messages.at(key).forms.back());
      std::set<std::string> used;
      for (const auto& form : message.forms) {
        // A plural form for 0 or 1 may say the number in words.
        for (const auto& name : placeholders(form)) used.insert(name);
      }
      EXPECT_EQ(used, expected) << language << ' ' << key;
    }
  }
}

TEST(Messages, PluralsHaveTheFormsOfTheirLanguage) {
  for (const auto& [language, po] : catalogues()) {
    ASSERT_GE(plural_count(po), 1U) << language;
    for (const auto& [key, message] : po.messages) {
      EXPECT_EQ(message.forms.size(), message.plural ? plural_count(po) : 1U)
          << language << ' ' << key;
      EXPECT_EQ(message.plural, english().messages.at(key).plural) << language << ' ' << key;
    }
  }
}

TEST(Messages, HeadersNameTheirLanguage) {
  for (const auto& [language, po] : catalogues()) {
    EXPECT_NE(po.header.find("Language: " + language + "\n"), std::string::npos) << language;
    EXPECT_NE(po.header.find("charset=UTF-8"), std::string::npos) << language;
  }
}

std::string key_of(std::string_view family, std::string_view name, std::string_view rest) {
  return std::string(family) + std::string(name) + std::string(rest);
}

TEST(Messages, EveryVerdictKindAndGenderHasItsWords) {
  const auto& messages = english().messages;
  for (int value = 0; value <= static_cast<int>(core::Verdict::ambiguous); ++value) {
    const auto verdict = core::to_text(static_cast<core::Verdict>(value));
    EXPECT_TRUE(messages.count(key_of("verdict.", verdict, ".title"))) << verdict;
    EXPECT_TRUE(messages.count(key_of("verdict.", verdict, ".text"))) << verdict;
  }
  for (const auto kind : {core::Kind::invited, core::Kind::local, core::Kind::team}) {
    EXPECT_TRUE(messages.count(key_of("kind.", core::to_text(kind), ""))) << core::to_text(kind);
  }
  for (const auto gender : {core::Gender::female, core::Gender::male, core::Gender::non_binary,
                            core::Gender::undisclosed}) {
    const auto key = key_of("optional.gender.", core::to_text(gender), "");
    EXPECT_TRUE(messages.count(key)) << key;
  }
}

std::set<std::string> families() {
  std::set<std::string> all;
  for (const auto& key : english().keys) all.insert(key.substr(0, key.find('.')));
  return all;
}

std::string whole_text(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Messages, EveryKeyThatTheProgramNamesExists) {
  const std::regex literal(R"re("([a-z]+)(\.[a-z_]+)+")re");
  const auto known = families();
  const auto kiosk = std::filesystem::path(KIOSK_SOURCE_DIR) / "kiosk";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kiosk)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    const auto source = whole_text(entry.path());
    for (std::sregex_iterator at(source.begin(), source.end(), literal), end; at != end; ++at) {
      const auto text = at->str().substr(1, at->str().size() - 2);
      const bool is_key = known.count(at->str(1)) == 1;
      EXPECT_TRUE(!is_key || english().messages.count(text))
          << entry.path().filename() << " names " << text << ", which en.po lacks";
    }
  }
}

/// The characters of a font as fontconfig tells them: ranges of hexadecimal code points.
using Ranges = std::vector<std::pair<char32_t, char32_t>>;

Ranges font_ranges() {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      popen("fc-match -f '%{charset}' 'Noto Sans:style=Regular'", "r"), &pclose);
  std::string answer;
  for (int byte = std::fgetc(pipe.get()); byte != EOF; byte = std::fgetc(pipe.get())) {
    answer += static_cast<char>(byte);
  }
  Ranges ranges;
  std::istringstream words(answer);
  for (std::string word; words >> word;) {
    const auto dash = word.find('-');
    const auto first = static_cast<char32_t>(std::stoul(word, nullptr, 16));
    ranges.emplace_back(
        first, dash == std::string::npos
                   ? first
                   : static_cast<char32_t>(std::stoul(word.substr(dash + 1), nullptr, 16)));
  }
  return ranges;
}

/// The code points of well-formed UTF-8; msgfmt has refused any other.
std::vector<char32_t> points_of(const std::string& text) {
  std::vector<char32_t> points;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if ((byte & 0xC0) == 0x80) {
      points.back() = points.back() << 6 | (byte & 0x3F);
    } else {
      points.push_back(byte < 0x80   ? byte
                       : byte < 0xE0 ? byte & 0x1F
                       : byte < 0xF0 ? byte & 0x0F
                                     : byte & 0x07);
    }
  }
  return points;
}

TEST(Messages, EveryCharacterIsInNotoSans) {
  const auto ranges = font_ranges();
  ASSERT_FALSE(ranges.empty());
  const auto is_drawn = [&](char32_t point) {
    return std::any_of(ranges.begin(), ranges.end(), [point](const auto& range) {
      return range.first <= point && point <= range.second;
    });
  };
  for (const auto& [language, po] : catalogues()) {
    for (const auto& [key, message] : po.messages) {
      for (const auto& form : message.forms) {
        const auto points = points_of(form);
        EXPECT_TRUE(std::all_of(points.begin(), points.end(), is_drawn)) << language << ' ' << key;
      }
    }
  }
}

}  // namespace
