#include "i18n/unseen.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace i18n {
namespace {

constexpr std::size_t kLongest = 4;  // bytes of one character

bool is_unseen(UChar32 c) {
  const auto type = u_charType(c);
  return u_isUWhiteSpace(c) || type == U_CONTROL_CHAR || type == U_FORMAT_CHAR ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

std::size_t utf8_length(UChar32 c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

}  // namespace

std::string_view after_unseen(std::string_view text) {
  if (text.empty()) return text;
  const std::string_view front = text.substr(0, kLongest);
  const auto first = icu::UnicodeString::fromUTF8(
      icu::StringPiece(front.data(), static_cast<int32_t>(front.size())));
  const UChar32 c = first.char32At(0);  // U+FFFD, which is seen, where it is not UTF-8
  return is_unseen(c) ? text.substr(utf8_length(c)) : text;
}

}  // namespace i18n
