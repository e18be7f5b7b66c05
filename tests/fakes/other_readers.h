// The two programs that everybody has, reading the same picture.
#pragma once

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include "fakes/picture.h"

namespace fakes {

/// Whether the command prints the code.
inline bool prints(const std::string& command, const std::string& code) {
  FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return false;
  std::string said;
  std::array<char, 4096> buffer{};
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    said.append(buffer.data(), size);
  }
  ::pclose(pipe);
  return said.find(code) != std::string::npos;
}

inline void write_pgm(const fakes::Picture& picture, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file << "P5\n" << picture.width << ' ' << picture.height << "\n255\n";
  file.write(reinterpret_cast<const char*>(picture.luma.data()),
             static_cast<std::streamsize>(picture.luma.size()));
}

inline bool zbarimg_reads(const std::string& file, const std::string& code) {
  return prints("zbarimg -q --raw " + file, code);
}
inline bool zxing_reader_reads(const std::string& file, const std::string& code) {
  return prints("ZXingReader " + file, code);
}

}  // namespace fakes
