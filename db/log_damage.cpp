#include "db/log_damage.h"

#include <array>
#include <fstream>
#include <string>
#include <string_view>

namespace db {
namespace {

constexpr std::size_t kHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::uint32_t kMagic = 0x377f0682;  // the lowest bit: sums of big-endian words

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// The running sum over pairs of words.
struct Sum {
  bool is_big = false;
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  void add(std::string_view bytes) {
    const auto word = is_big ? &big_endian : &little_endian;
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first += word(bytes, at) + second;
      second += word(bytes, at + 4) + first;
    }
  }
  [[nodiscard]] bool is(std::string_view bytes, std::size_t at) const {
    return big_endian(bytes, at) == first && big_endian(bytes, at + 4) == second;
  }
};

class Log {
 public:
  explicit Log(const std::filesystem::path& file) : stream_(file, std::ios::binary) {}

  std::optional<LogDamage> damage() {
    std::string header(kHeader, '\0');
    if (!read(header)) return std::nullopt;  // none, or not begun
    sum_.is_big = (big_endian(header, 0) & 1U) != 0;
    sum_.add(std::string_view(header).substr(0, 24));
    const std::uint32_t page = big_endian(header, 8);
    const bool is_log = (big_endian(header, 0) & ~1U) == kMagic && sum_.is(header, 24);
    if (!is_log || page < 512 || page > 65536) return LogDamage{0, 1};
    salt_ = header.substr(16, 8);
    return frames(page);
  }

 private:
  bool read(std::string& bytes) {
    stream_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return static_cast<std::size_t>(stream_.gcount()) == bytes.size();
  }

  std::optional<LogDamage> frames(std::uint32_t page) {
    LogDamage found;
    bool whole = true;
    for (std::string frame(kFrameHeader + page, '\0'); read(frame);) {
      if (frame.compare(8, 8, salt_) != 0) break;  // left of an earlier log
      if (whole) {
        sum_.add(std::string_view(frame).substr(0, 8));
        sum_.add(std::string_view(frame).substr(kFrameHeader));
        whole = sum_.is(frame, 16);
        if (whole) ++found.whole;
        if (whole) continue;
        is_last_ = true;
      } else {
        is_last_ = false;
      }
      const bool ends_transaction = big_endian(frame, 4) != 0;
      if (ends_transaction) ++found.lost;
    }
    // A single frame at the end that does not check is a write that was cut off.
    if (whole || is_last_ || found.lost == 0) return std::nullopt;
    return found;
  }

  std::ifstream stream_;
  Sum sum_;
  std::string salt_;
  bool is_last_ = false;
};

}  // namespace

std::optional<LogDamage> damage_of_log(const std::filesystem::path& log) {
  return Log(log).damage();
}

}  // namespace db
