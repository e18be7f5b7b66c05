// XML without its dangers: no document types, no entities of its own, bounded depth.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/progress.h"
#include "core/result.h"

namespace intake {

/// What a reader is told, in document order. Names come without their namespace prefix.
struct XmlEvents {
  using Attributes = std::map<std::string, std::string, std::less<>>;
  std::function<void(std::string_view element, const Attributes& attributes)> start;
  std::function<void(std::string_view element)> end;
  std::function<void(std::string_view text)> text;
  std::function<bool()> enough = {};  ///< asked after each element; true stops reading
  core::Progress progress = {};       ///< of the document, asked every 256 KiB
};

core::Result<void> read_xml(std::string_view document, const XmlEvents& events);

}  // namespace intake
