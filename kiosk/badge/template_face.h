// Reads the elements of one side of a badge from its table.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "badge/template.h"
#include "badge/toml_reader.h"

namespace badge {

inline constexpr double kLargestPage = 500;  // mm
using Mistakes = std::vector<core::Mistake>;

/// Where the elements may stand.
struct Page {
  Box whole;
  Box inside;                    ///< without the margin
  std::filesystem::path folder;  ///< where pictures lie; empty: there can be none
};

template <class Value>
using Names = std::vector<std::pair<std::string_view, Value>>;

/// One of a few words, the first where the key is absent; a mistake names them all.
template <class Value>
Value word(TomlReader& in, std::string_view key, const Names<Value>& names) {
  const std::string text = in.text(key, std::string(names.front().first));
  std::string all;
  for (const auto& [name, value] : names) {
    if (name == text) return value;
    all += (all.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  }
  in.mistake(key, "must be one of " + all);
  return names.front().second;
}

/// A file's bare name: a template reaches for nothing outside its folder.
bool is_bare_name(const std::string& name);

/// Every element of `in`; notes the mistakes, but no unknown keys.
Face read_face(TomlReader& in, const Page& page, Mistakes& mistakes);

}  // namespace badge
