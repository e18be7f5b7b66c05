// Characters that show nothing, by Unicode's properties. Any thread.
#pragma once

#include <string_view>

namespace i18n {

/// UTF-8 text without its first character if that shows nothing: white space, a control or format
/// character (direction marks, joiners), or anything else that is ignorable. Else the whole text.
std::string_view after_unseen(std::string_view text);

}  // namespace i18n
