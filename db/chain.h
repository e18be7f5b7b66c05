// The hashes of the journal; journal.h says what they cover.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/ids.h"

namespace db {

inline constexpr std::size_t kHashBytes = 32;
inline constexpr std::size_t kSaltBytes = 16;
using Hash = std::array<unsigned char, kHashBytes>;

std::string_view view(const Hash& hash);

struct ChainLink {
  core::KioskId kiosk;
  std::int64_t seq = 0;
  std::uint64_t clock = 0;
  std::uint64_t subject = 0;
  std::string_view kind;
  std::string_view body_hash;
};

Hash hash_of_body(std::string_view salt, std::string_view body);
Hash hash_of_row(std::string_view previous, const ChainLink& row);

}  // namespace db
