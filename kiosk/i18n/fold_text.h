// Text made comparable for search: whatever case, accents or script it was typed in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace i18n {

/// Lower-case words with single blanks between them: accents dropped, `ł ø ß đ æ þ ı` as
/// `l o ss d ae th i`, Cyrillic as Latvia's passports spell it (`Берзиньш` is `berzins`), other
/// scripts by ICU's romanisation, letters without one kept. Apostrophes and soft signs vanish,
/// other punctuation parts words. Folding twice changes nothing. Bytes that are not UTF-8 part
/// words. Any thread.
std::string fold(std::string_view text);

/// The words of `fold(text)`, in order.
std::vector<std::string> fold_words(std::string_view text);

}  // namespace i18n
