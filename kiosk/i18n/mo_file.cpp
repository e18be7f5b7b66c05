#include "i18n/mo_file.h"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

namespace i18n {
namespace {

constexpr std::uint32_t kMagic = 0x950412DE;
constexpr std::uint64_t kHeaderSize = 28;

/// Header words, in the order of the file.
enum Word : std::uint64_t { magic, revision, count, originals, translations, hash_size, hash_at };

std::uint64_t word_at(std::string_view bytes, std::uint64_t offset) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes.data() + offset, sizeof word);
  return word;
}

std::uint64_t header(std::string_view bytes, Word word) { return word_at(bytes, 4 * word); }

/// A table of `rows` pairs (length, offset), each the place of a text that ends with a zero byte.
bool texts_lie_inside(std::string_view bytes, std::uint64_t table, std::uint64_t rows) {
  if (table + 8 * rows > bytes.size()) return false;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto end = word_at(bytes, table + 8 * row) + word_at(bytes, table + 8 * row + 4);
    if (end >= bytes.size() || bytes[end] != '\0') return false;
  }
  return true;
}

}  // namespace

bool is_whole_mo(std::string_view bytes) {
  if (bytes.size() < kHeaderSize || header(bytes, magic) != kMagic) return false;
  const auto rows = header(bytes, count);
  return texts_lie_inside(bytes, header(bytes, originals), rows) &&
         texts_lie_inside(bytes, header(bytes, translations), rows) &&
         header(bytes, hash_at) + 4 * header(bytes, hash_size) <= bytes.size();
}

bool is_whole_mo_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  return !stream.bad() && is_whole_mo(bytes);
}

}  // namespace i18n
