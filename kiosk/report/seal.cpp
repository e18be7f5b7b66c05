#include "report/seal.h"

#include <sodium.h>

#include <array>
#include <fstream>

#include "report/evidence.h"

namespace report {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "# journal ";
constexpr std::size_t kHexOfHash = 64;
constexpr std::size_t kLongestLine = 8192;
constexpr int kMostLines = 1000;

tl::unexpected<core::Error> unreadable(const fs::path& file) {
  return core::fail(core::Failure::bad_input, "The file " + file.string() + " cannot be read.",
                    "Name an export that is there, with its checksum file beside it.");
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// An escaped name has a backslash before the checksum.
std::string checksum_in(std::string_view line) {
  if (line.substr(0, 1) == "\\") line.remove_prefix(1);
  const bool fits = line.size() > kHexOfHash && line[kHexOfHash] == ' ';
  return fits && is_hex(line.substr(0, kHexOfHash)) ? std::string(line.substr(0, kHexOfHash))
                                                    : std::string();
}

}  // namespace

Remarks journal_remarks(db::Store& store) {
  return [&store]() -> core::Result<std::vector<std::string>> {
    const auto heads = store.journal_heads();
    if (!heads) return tl::unexpected(heads.error());
    std::vector<std::string> lines;
    for (const db::JournalHead& head : *heads) {
      lines.push_back(std::string(kMark.substr(2)) + head_text(head));
    }
    return lines;
  };
}

core::Result<Seal> read_seal(const fs::path& file) {
  const fs::path beside = file.string() + ".sha256";
  std::ifstream stream(beside, std::ios::binary);
  if (!stream) return unreadable(beside);
  Seal seal;
  std::string line;
  for (int i = 0; i < kMostLines && std::getline(stream, line); ++i) {
    if (line.size() > kLongestLine) break;
    const std::string_view text = line;
    if (text.substr(0, kMark.size()) == kMark) {
      const auto head = parse_head(text.substr(kMark.size()));
      if (head) seal.heads.push_back(*head);
    } else if (const std::string hash = checksum_in(text); !hash.empty()) {
      seal.sha256 = hash;
    }
  }
  if (!seal.sha256.empty() && !seal.heads.empty()) return seal;
  return core::fail(core::Failure::bad_input,
                    "The file " + beside.string() + " names no checksum with heads of a journal.",
                    "Name an export that this program made; for an older one give the head that "
                    "stands on a document with --head.");
}

core::Result<std::string> sha256_of(const fs::path& file) {
  std::error_code failed;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || fs::is_directory(file, failed)) return unreadable(file);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::string chunk(std::size_t{1} << 16U, '\0');
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())),
         stream.gcount() > 0) {
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(chunk.data()),
                              static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return unreadable(file);
  std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
  crypto_hash_sha256_final(&state, bytes.data());
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

}  // namespace report
