#include "intake/encoding.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <memory>

#include "core/plain_text.h"

namespace intake {
namespace {

struct Name {
  std::string_view name;
  Encoding encoding;
};

/// The first name of each is how ICU knows it.
constexpr std::array kNames = {
    Name{"utf-8", Encoding::utf8},
    Name{"utf8", Encoding::utf8},
    Name{"utf-16le", Encoding::utf16le},
    Name{"utf-16", Encoding::utf16le},
    Name{"utf-16be", Encoding::utf16be},
    Name{"windows-1250", Encoding::windows1250},
    Name{"cp1250", Encoding::windows1250},
    Name{"windows-1251", Encoding::windows1251},
    Name{"cp1251", Encoding::windows1251},
    Name{"windows-1252", Encoding::windows1252},
    Name{"cp1252", Encoding::windows1252},
    Name{"latin1", Encoding::windows1252},
    Name{"iso-8859-1", Encoding::windows1252},
    Name{"windows-1257", Encoding::windows1257},
    Name{"cp1257", Encoding::windows1257},
};

/// The letters beyond ASCII that names in a language are written with, small ones, and the code
/// page its lists are saved in.
struct Alphabet {
  std::string_view language;
  Encoding page;
  std::u16string_view letters;
};

constexpr std::array kAlphabets = {
    Alphabet{"lv", Encoding::windows1257, u"āčēģīķļņōŗšūž"},
    Alphabet{"lt", Encoding::windows1257, u"ąčęėįšųūž"},
    Alphabet{"et", Encoding::windows1257, u"äõöüšž"},
    Alphabet{"pl", Encoding::windows1250, u"ąćęłńóśźż"},
    Alphabet{"cs", Encoding::windows1250, u"áčďéěíňóřšťúůýž"},
    Alphabet{"sk", Encoding::windows1250, u"áäčďéíĺľňóôŕšťúýž"},
    Alphabet{"hu", Encoding::windows1250, u"áéíóöőúüű"},
    Alphabet{"ru", Encoding::windows1251, u"абвгдежзийклмнопрстуфхцчшщъыьэюяё"},
    Alphabet{"uk", Encoding::windows1251, u"абвгдежзийклмнопрстуфхцчшщьюяґєії"},
    Alphabet{"bg", Encoding::windows1251, u"абвгдежзийклмнопрстуфхцчшщъьюя"},
    Alphabet{"sv", Encoding::windows1252, u"åäöéèáüëç"},
    Alphabet{"fi", Encoding::windows1252, u"åäöšžéü"},
    Alphabet{"de", Encoding::windows1252, u"äöüßéèçáñ"},
    Alphabet{"it", Encoding::windows1252, u"àèéìíîòóùú"},
    Alphabet{"es", Encoding::windows1252, u"áéíñóúüç"},
    Alphabet{"fr", Encoding::windows1252, u"àâæçéèêëîïôœùûüÿ"},
    Alphabet{"pt", Encoding::windows1252, u"áâãàçéêíóôõú"},
    Alphabet{"da", Encoding::windows1252, u"åæøéöäü"},
    Alphabet{"nb", Encoding::windows1252, u"åæøéöäü"},
    Alphabet{"en", Encoding::windows1252, u"éèçñöüáí"},
};

constexpr std::size_t kSampleBytes = 256U << 10U;  // enough to tell by

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(Encoding encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string name(to_text(encoding));
  Converter converter(ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

icu::UnicodeString decoded_sample(std::string_view bytes, Encoding page) {
  UErrorCode status = U_ZERO_ERROR;
  const auto converter = open_converter(page);
  if (!converter) return {};
  const auto sample = bytes.substr(0, kSampleBytes);
  return {sample.data(), static_cast<int32_t>(sample.size()), converter.get(), status};
}

/// A control character: the page does not know the byte.
bool is_unknown(char16_t unit) { return unit >= 0x80 && unit < 0xA0; }

/// How well a decoding reads, word by word: letters beyond ASCII count for it where one language
/// writes the whole word, twice where that is one of the meeting's; against it where none does, and
/// more so signs in the middle of words, as in `£ukasz D¹browski`, and words of two scripts. The
/// meeting's languages help to read every page: 1257 writes Swedish names as well.
class Score {
 public:
  explicit Score(const std::vector<std::string>& languages) : languages_(languages) {}

  int of(const icu::UnicodeString& text) {
    for (int32_t at = 0; at < text.length(); ++at) {
      const char16_t unit = text.charAt(at);
      if (is_unknown(unit)) return kImpossible;
      if (u_isalpha(unit) != 0) {
        add_letter(unit);
        continue;
      }
      end_word();
      if (unit < 0x80) continue;
      const bool touches = is_letter(text, at - 1) || is_letter(text, at + 1);
      score_ -= u_isgraph(unit) != 0 && !touches ? 1 : 4;
    }
    end_word();
    return score_;
  }

 private:
  static constexpr int kImpossible = std::numeric_limits<int>::min();

  static bool is_letter(const icu::UnicodeString& text, int32_t at) {
    return at >= 0 && at < text.length() && u_isalpha(text.charAt(at)) != 0;
  }

  void add_letter(char16_t unit) {
    (unit >= 0x400 && unit < 0x530 ? cyrillic_ : latin_) = true;
    if (unit >= 0x80) word_ += static_cast<char16_t>(u_tolower(unit));
  }

  void end_word() {
    if (!word_.empty()) {
      score_ += (latin_ && cyrillic_ ? -4 : worth()) * static_cast<int>(word_.size());
    }
    latin_ = cyrillic_ = false;
    word_.clear();
  }

  /// Of each letter of the word.
  [[nodiscard]] int worth() const {
    int best = -2;
    for (const Alphabet& alphabet : kAlphabets) {
      if (word_.find_first_not_of(alphabet.letters) != word_.npos) continue;
      const bool ours =
          std::find(languages_.begin(), languages_.end(), alphabet.language) != languages_.end();
      best = std::max(best, ours ? 2 : 1);
    }
    return best;
  }

  const std::vector<std::string>& languages_;
  std::u16string word_;  ///< its letters beyond ASCII, small
  int score_ = 0;
  bool latin_ = false;
  bool cyrillic_ = false;
};

/// Those of the languages first; then those that guests' lists come in.
std::vector<Encoding> pages_of(const std::vector<std::string>& languages) {
  std::vector<Encoding> pages;
  for (const std::string& language : languages) {
    for (const Alphabet& alphabet : kAlphabets) {
      if (alphabet.language == language &&
          std::find(pages.begin(), pages.end(), alphabet.page) == pages.end()) {
        pages.push_back(alphabet.page);
      }
    }
  }
  for (const Encoding also : {Encoding::windows1252, Encoding::windows1250}) {
    if (std::find(pages.begin(), pages.end(), also) == pages.end()) pages.push_back(also);
  }
  return pages;
}

Encoding best_page(std::string_view bytes, const std::vector<std::string>& languages) {
  const auto pages = pages_of(languages);
  Encoding best = pages.front();
  int best_score = 0;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const int score = Score(languages).of(decoded_sample(bytes, pages[i]));
    if (i == 0 || score > best_score) {
      best = pages[i];
      best_score = score;
    }
  }
  return best;
}

/// UTF-16 without a mark: separators and line ends have a zero, all of them on the same side.
std::optional<Encoding> looks_like_utf16(std::string_view bytes) {
  const auto sample = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++zeros.at(i % 2);
  }
  const std::size_t many = std::max<std::size_t>(2, sample.size() / 64);
  if (bytes.size() % 2 != 0) return std::nullopt;
  if (zeros[1] >= many && zeros[0] == 0) return Encoding::utf16le;
  if (zeros[0] >= many && zeros[1] == 0) return Encoding::utf16be;
  return std::nullopt;
}

std::optional<Encoding> marked(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return Encoding::utf8;
  if (bytes.substr(0, 2) == "\xFF\xFE") return Encoding::utf16le;
  if (bytes.substr(0, 2) == "\xFE\xFF") return Encoding::utf16be;
  return std::nullopt;
}

core::Error not_in(Encoding encoding, int line) {
  return {core::Failure::bad_input,
          "The file is not written in " + std::string(to_text(encoding)) + ".",
          "Name its encoding with --encoding, or save it as UTF-8.",
          {{line, "", "has bytes that " + std::string(to_text(encoding)) + " does not know"}}};
}

int line_of_bad_utf8(std::string_view bytes) {
  int line = 1;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    if (!core::is_utf8(bytes.substr(at, end - at))) return line;
    at = end + 1;
    ++line;
  }
  return line;
}

/// ICU takes bytes that a page does not know for control characters. 0: there are none.
int line_of_unknown(const icu::UnicodeString& text, Encoding encoding) {
  if (encoding == Encoding::utf16le || encoding == Encoding::utf16be) return 0;
  int line = 1;
  for (int32_t at = 0; at < text.length(); ++at) {
    if (is_unknown(text.charAt(at))) return line;
    if (text.charAt(at) == u'\n') ++line;
  }
  return 0;
}

core::Result<std::string> converted(std::string_view bytes, Encoding encoding) {
  const auto converter = open_converter(encoding);
  if (!converter) {
    return core::fail(core::Failure::storage, "ICU's data for code pages is missing.",
                      "Install libicu with its data.");
  }
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                status);
  if (U_FAILURE(status)) return tl::unexpected(not_in(encoding, 0));
  if (const int line = line_of_unknown(text, encoding); line > 0) {
    return tl::unexpected(not_in(encoding, line));
  }
  std::string utf8;
  return text.toUTF8String(utf8);
}

}  // namespace

std::optional<Encoding> parse_encoding(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const Name& known : kNames) {
    if (known.name == lower) return known.encoding;
  }
  return std::nullopt;
}

std::string_view to_text(Encoding encoding) {
  const auto* known = std::find_if(kNames.begin(), kNames.end(),
                                   [&](const Name& name) { return name.encoding == encoding; });
  return known->name;
}

Encoding detect_encoding(std::string_view bytes, const std::vector<std::string>& languages) {
  if (const auto mark = marked(bytes)) return *mark;
  if (const auto wide = looks_like_utf16(bytes)) return *wide;
  if (core::is_utf8(bytes)) return Encoding::utf8;
  return best_page(bytes, languages);
}

core::Result<std::string> decode(std::string_view bytes, Encoding encoding) {
  const auto mark = marked(bytes);
  if (mark == encoding) bytes.remove_prefix(encoding == Encoding::utf8 ? 3 : 2);
  if (encoding != Encoding::utf8) return converted(bytes, encoding);
  if (core::is_utf8(bytes)) return std::string(bytes);
  return tl::unexpected(not_in(encoding, line_of_bad_utf8(bytes)));
}

}  // namespace intake
