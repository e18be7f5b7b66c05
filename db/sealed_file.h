// Files that leave the machine: readable only with the passphrase, and only whole.
//
//   "KIOSKSEAL1\n" ‖ salt (16) ‖ stream header (24) ‖ chunks
//
// The key is Argon2id(passphrase, salt) with libsodium's MODERATE limits; each chunk is up to 64
// KiB of libsodium's secretstream (XChaCha20-Poly1305), the last one tagged as final: a file that
// was cut, changed or put together from two does not open.
#pragma once

#include <sodium.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace db {

/// Writes beside the named file and puts it in place, durable, with `finish`; without that nothing
/// is left. Belongs to one thread.
class SealedWriter {
 public:
  static core::Result<std::unique_ptr<SealedWriter>> create(const std::filesystem::path& file,
                                                            std::string_view passphrase);
  SealedWriter(const SealedWriter&) = delete;
  SealedWriter& operator=(const SealedWriter&) = delete;
  ~SealedWriter();

  core::Result<void> write(std::string_view bytes);
  core::Result<void> finish();

 private:
  SealedWriter(std::filesystem::path file, int handle);
  core::Result<void> put(std::string_view bytes);
  core::Result<void> seal_chunk(bool last);

  std::filesystem::path file_;
  std::filesystem::path part_;
  int handle_;
  std::string chunk_;
  crypto_secretstream_xchacha20poly1305_state state_{};
};

/// Reads what a SealedWriter wrote. Belongs to one thread.
class SealedReader {
 public:
  /// `denied` where the passphrase is wrong, `bad_input` where it is no such file or damaged.
  static core::Result<std::unique_ptr<SealedReader>> open(const std::filesystem::path& file,
                                                          std::string_view passphrase);

  /// Exactly `size` bytes; fails where the file ends before, or was changed.
  core::Result<std::string> read(std::size_t size);
  /// Whether everything was read and the file ends as it was written.
  core::Result<bool> at_end();

 private:
  core::Result<void> next_chunk();

  std::ifstream stream_;
  std::string plain_;
  bool final_ = false;
  bool first_ = true;
  crypto_secretstream_xchacha20poly1305_state state_{};
};

bool looks_sealed(const std::filesystem::path& file);

}  // namespace db
