#include "i18n/fold_text.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>

namespace i18n {
namespace {

struct Spelling {
  char32_t letter;
  std::string_view latin;
};

constexpr bool in_order(const Spelling& left, const Spelling& right) {
  return left.letter < right.letter;
}

/// Letters that normalisation does not take apart; lower case, ascending.
constexpr std::array kLatin = {Spelling{U'ß', "ss"}, Spelling{U'æ', "ae"}, Spelling{U'ð', "d"},
                               Spelling{U'ø', "o"},  Spelling{U'þ', "th"}, Spelling{U'đ', "d"},
                               Spelling{U'ħ', "h"},  Spelling{U'ı', "i"},  Spelling{U'ĸ', "k"},
                               Spelling{U'ł', "l"},  Spelling{U'ŋ', "n"},  Spelling{U'œ', "oe"},
                               Spelling{U'ŧ', "t"},  Spelling{U'ƒ', "f"},  Spelling{U'ə', "a"}};

/// Latvia's spelling of names, accents left out; lower case, ascending. й, ё and ї are taken as
/// they are, before normalisation would part them.
constexpr std::array kCyrillic = {
    Spelling{U'а', "a"},  Spelling{U'б', "b"},  Spelling{U'в', "v"},  Spelling{U'г', "g"},
    Spelling{U'д', "d"},  Spelling{U'е', "e"},  Spelling{U'ж', "z"},  Spelling{U'з', "z"},
    Spelling{U'и', "i"},  Spelling{U'й', "j"},  Spelling{U'к', "k"},  Spelling{U'л', "l"},
    Spelling{U'м', "m"},  Spelling{U'н', "n"},  Spelling{U'о', "o"},  Spelling{U'п', "p"},
    Spelling{U'р', "r"},  Spelling{U'с', "s"},  Spelling{U'т', "t"},  Spelling{U'у', "u"},
    Spelling{U'ф', "f"},  Spelling{U'х', "h"},  Spelling{U'ц', "c"},  Spelling{U'ч', "c"},
    Spelling{U'ш', "s"},  Spelling{U'щ', "sc"}, Spelling{U'ъ', ""},   Spelling{U'ы', "i"},
    Spelling{U'ь', ""},   Spelling{U'э', "e"},  Spelling{U'ю', "ju"}, Spelling{U'я', "ja"},
    Spelling{U'ё', "jo"}, Spelling{U'ђ', "d"},  Spelling{U'ѓ', "g"},  Spelling{U'є', "je"},
    Spelling{U'ѕ', "z"},  Spelling{U'і', "i"},  Spelling{U'ї', "ji"}, Spelling{U'ј', "j"},
    Spelling{U'љ', "l"},  Spelling{U'њ', "n"},  Spelling{U'ћ', "c"},  Spelling{U'ќ', "k"},
    Spelling{U'ў', "u"},  Spelling{U'џ', "dz"}, Spelling{U'ґ', "g"}};

static_assert(std::is_sorted(kLatin.begin(), kLatin.end(), in_order));
static_assert(std::is_sorted(kCyrillic.begin(), kCyrillic.end(), in_order));

template <std::size_t N>
const Spelling* spelling_in(const std::array<Spelling, N>& table, char32_t letter) {
  const auto found = std::lower_bound(table.begin(), table.end(), Spelling{letter, {}}, in_order);
  return found != table.end() && found->letter == letter ? &*found : nullptr;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) { return (byte & 0x80) == 0; });
}

/// Apostrophes and their look-alikes, modifier letters that stand for soft signs, and characters
/// nobody sees.
bool vanishes(char32_t point) {
  constexpr std::u32string_view kApostrophes = U"'`´‘’‛′″ʹʺʻʼʽʾʿˈ＇՚׳‵";
  if (kApostrophes.find(point) != std::u32string_view::npos) return true;
  const auto category = U_GET_GC_MASK(static_cast<UChar32>(point));
  return (category & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

/// Collects folded words with one blank between them and none around.
class Words {
 public:
  void add(char letter) {
    part();
    text_ += letter;
  }
  void add(std::string_view letters) {
    if (letters.empty()) return;
    part();
    text_ += letters;
  }
  void add(char32_t letter) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(letter));
    add(std::string_view(bytes.data(), static_cast<std::size_t>(length)));
  }
  void end_word() { pending_ = !text_.empty(); }
  std::string take() { return std::move(text_); }

 private:
  void part() {
    if (pending_) text_ += ' ';
    pending_ = false;
  }
  std::string text_;
  bool pending_ = false;
};

std::string fold_ascii(std::string_view text) {
  Words words;
  for (const char byte : text) {
    if (byte >= 'A' && byte <= 'Z') {
      words.add(static_cast<char>(byte + ('a' - 'A')));
    } else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      words.add(byte);
    } else if (byte != '\'' && byte != '`') {
      words.end_word();
    }
  }
  return words.take();
}

/// Bytes that are not UTF-8 become U+FFFD, which is no letter.
icu::UnicodeString to_icu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

template <class See>
void each_point(const icu::UnicodeString& text, See see) {
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) see(text.char32At(at));
}

/// ICU's own, for ever; null if its data is missing.
const icu::Normalizer2* case_folder() {
  static const icu::Normalizer2* const kept = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(status);
  }();
  return kept;
}

const icu::Normalizer2* decomposer() {
  static const icu::Normalizer2* const kept = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKDInstance(status);
  }();
  return kept;
}

/// Composed and without case, so that one letter is one code point in the tables. An acute accent
/// typed for an apostrophe would come apart into a blank.
icu::UnicodeString normalised(icu::UnicodeString text) {
  text.findAndReplace(icu::UnicodeString(u"\u00B4"), icu::UnicodeString(u"'"));
  if (case_folder() == nullptr) return text;
  UErrorCode status = U_ZERO_ERROR;
  auto folded = case_folder()->normalize(text, status);
  return U_FAILURE(status) ? text : folded;
}

/// The letter under the accents of `point`.
UChar32 base_letter(UChar32 point) {
  if (point < 0x80) return point;
  icu::UnicodeString parts;
  const bool parted = decomposer() != nullptr && decomposer()->getDecomposition(point, parts);
  return parted ? parts.char32At(0) : point;
}

/// Whether ICU's romanisation has to help: a letter that no table here spells.
bool is_foreign(UChar32 point) {
  const auto base = base_letter(point);
  if (base < 0x80 || !u_isalnum(base)) return false;
  return spelling_in(kLatin, static_cast<char32_t>(base)) == nullptr &&
         spelling_in(kCyrillic, static_cast<char32_t>(point)) == nullptr;
}

bool any_foreign(const icu::UnicodeString& text) {
  bool found = false;
  each_point(text, [&](UChar32 point) { found = found || is_foreign(point); });
  return found;
}

/// One for each thread: a transliterator must not be shared while it works. Null if ICU's data
/// lacks it.
const icu::Transliterator* romaniser() {
  thread_local const std::unique_ptr<icu::Transliterator> kept = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  }();
  return kept.get();
}

/// Cyrillic first, so that one Greek letter does not change how a Cyrillic name is spelt.
icu::UnicodeString romanised(const icu::UnicodeString& text) {
  icu::UnicodeString latin;
  each_point(text, [&](UChar32 point) {
    const auto* spelling = spelling_in(kCyrillic, static_cast<char32_t>(point));
    if (spelling != nullptr) {
      latin.append(to_icu(spelling->latin));
    } else {
      latin.append(point);
    }
  });
  if (const auto* to_latin = romaniser()) to_latin->transliterate(latin);
  return normalised(latin);
}

void add_point(Words& words, UChar32 point) {
  const auto letter = static_cast<char32_t>(point);
  if (const auto* cyrillic = spelling_in(kCyrillic, letter)) return words.add(cyrillic->latin);
  if (vanishes(letter)) return;
  const auto base = static_cast<char32_t>(base_letter(point));
  if (const auto* latin = spelling_in(kLatin, base)) return words.add(latin->latin);
  if (u_isalnum(static_cast<UChar32>(base))) return words.add(base);
  words.end_word();
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  auto points = normalised(to_icu(text));
  if (any_foreign(points)) points = romanised(points);
  Words words;
  each_point(points, [&](UChar32 point) { add_point(words, point); });
  return words.take();
}

std::vector<std::string> fold_words(std::string_view text) {
  const auto folded = fold(text);
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < folded.size()) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace i18n
