// Samples of a WAV file (PCM, 16 bit) and what can be heard in them.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "fakes/temp_folder.h"

namespace fakes {

struct Wav {
  int channels = 0;
  int rate = 0;
  int bits = 0;
  std::vector<std::int16_t> samples;

  double seconds() const {
    return channels * rate == 0 ? 0 : static_cast<double>(samples.size()) / channels / rate;
  }

  /// From 0 to 1.
  double loudest() const {
    int peak = 0;
    for (const int sample : samples) peak = std::max(peak, std::abs(sample));
    return peak / 32768.0;
  }
};

inline std::uint32_t little_endian(const std::string& bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes.at(at + static_cast<std::size_t>(i)));
  }
  return value;
}

inline Wav read_wav(const std::filesystem::path& path) {
  const std::string bytes = read_bytes(path);
  Wav wav;
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    const std::string kind = bytes.substr(at, 4);
    const std::size_t size = little_endian(bytes, at + 4, 4);
    if (kind == "fmt ") {
      wav.channels = static_cast<int>(little_endian(bytes, at + 10, 2));
      wav.rate = static_cast<int>(little_endian(bytes, at + 12, 4));
      wav.bits = static_cast<int>(little_endian(bytes, at + 22, 2));
    } else if (kind == "data") {
      wav.samples.resize(std::min(size, bytes.size() - at - 8) / 2);
      std::memcpy(wav.samples.data(), bytes.data() + at + 8, wav.samples.size() * 2);
    }
    at += 8 + size + size % 2;
  }
  return wav;
}

/// A tone of 441 Hz, mono, 22050 Hz.
inline void write_wav(const std::filesystem::path& path, std::chrono::seconds length) {
  const auto number = [](std::uint32_t value, int size) {
    std::string bytes;
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
    return bytes;
  };
  const auto count = static_cast<std::uint32_t>(22050 * length.count());
  std::string samples;
  for (std::uint32_t i = 0; i < count; ++i) samples += number(i % 50 < 25 ? 8000 : 57536, 2);
  write_bytes(path, "RIFF" + number(36 + 2 * count, 4) + "WAVEfmt " + number(16, 4) + number(1, 2) +
                        number(1, 2) + number(22050, 4) + number(44100, 4) + number(2, 2) +
                        number(16, 2) + "data" + number(2 * count, 4) + samples);
}

/// The pitch of each tone in hertz, tones being parted by silence or by a new attack: loudness is
/// looked at every 10 ms.
inline std::vector<double> tones(const Wav& wav) {
  const auto step = static_cast<std::size_t>(wav.rate / 100);
  std::vector<double> pitches;
  double before = 0;
  bool is_rising = false;
  for (std::size_t at = 0; at + step <= wav.samples.size(); at += step) {
    double loud = 0;
    for (std::size_t i = at; i < at + step; ++i) {
      loud = std::max(loud, std::abs(wav.samples[i] / 32768.0));
    }
    const bool begins = loud > before + 0.1;
    if (begins && !is_rising) {
      int crossings = 0;
      const std::size_t from = at + step;
      const std::size_t to = std::min(from + step * 6, wav.samples.size());
      for (std::size_t i = from + 1; i < to; ++i) {
        crossings += wav.samples[i - 1] < 0 && wav.samples[i] >= 0 ? 1 : 0;
      }
      pitches.push_back(crossings * 100.0 / 6);
    }
    is_rising = begins;
    before = loud;
  }
  return pitches;
}

}  // namespace fakes
