// Files that leave the machine: readable only with the passphrase, and only whole.
//
//   "KIOSKSEAL1\n" ‖ salt (16) ‖ stream header (24) ‖ chunks
//   "KIOSKSEAL2\n" ‖ salt (16) ‖ sealed key (80) ‖ stream header (24) ‖ chunks ‖ checksum (32)
//
// Argon2id(passphrase, salt) with libsodium's MODERATE limits is the stream's key; in the second
// form, which is written where nobody is there to type, it is the seed of an X25519 key pair, the
// stream's key is random, and lies in a sealed box (crypto_box_seal) that the secret half opens.
// Each chunk is up to 64 KiB of libsodium's secretstream (XChaCha20-Poly1305), the last one tagged
// as final: a file that was cut, changed or put together from two does not open. The checksum is
// BLAKE2b of everything before it: damage is seen without the passphrase.
#pragma once

#include <sodium.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace db {

/// What a passphrase opens is sealed with this; it opens nothing itself.
struct SealingKey {
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  std::array<unsigned char, crypto_box_PUBLICKEYBYTES> half{};  ///< the public one
};

core::Result<SealingKey> make_sealing_key(std::string_view passphrase);

/// Of one sealed file; wiped when it goes.
struct StreamKey {
  std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> bytes{};
  StreamKey() = default;
  StreamKey(const StreamKey&) = delete;
  StreamKey& operator=(const StreamKey&) = delete;
  ~StreamKey() { sodium_memzero(bytes.data(), bytes.size()); }
};

/// Writes beside the named file and puts it in place, durable, with `finish`; without that nothing
/// is left. Belongs to one thread.
class SealedWriter {
 public:
  static core::Result<std::unique_ptr<SealedWriter>> create(const std::filesystem::path& file,
                                                            std::string_view passphrase);
  /// Nobody types: `made` becomes the key that reads it back.
  static core::Result<std::unique_ptr<SealedWriter>> create(const std::filesystem::path& file,
                                                            const SealingKey& key, StreamKey& made);
  SealedWriter(const SealedWriter&) = delete;
  SealedWriter& operator=(const SealedWriter&) = delete;
  ~SealedWriter();

  core::Result<void> write(std::string_view bytes);
  core::Result<void> finish();

 private:
  SealedWriter(std::filesystem::path file, int handle);
  static core::Result<std::unique_ptr<SealedWriter>> begin(const std::filesystem::path& file);
  core::Result<void> put_head(std::initializer_list<std::string_view> parts, const StreamKey& key);
  core::Result<void> put(std::string_view bytes);
  core::Result<void> seal_chunk(bool last);

  std::filesystem::path file_;
  std::filesystem::path part_;
  int handle_;
  std::string chunk_;
  std::optional<crypto_generichash_state> checksum_;
  crypto_secretstream_xchacha20poly1305_state state_{};
};

/// Reads what a SealedWriter wrote. Belongs to one thread.
class SealedReader {
 public:
  /// `denied` where the passphrase is wrong, `bad_input` where it is no such file or damaged.
  static core::Result<std::unique_ptr<SealedReader>> open(const std::filesystem::path& file,
                                                          std::string_view passphrase);
  static core::Result<std::unique_ptr<SealedReader>> open(const std::filesystem::path& file,
                                                          const StreamKey& key);

  /// Exactly `size` bytes; fails where the file ends before, or was changed.
  core::Result<std::string> read(std::size_t size);
  /// Whether everything was read and the file ends as it was written.
  core::Result<bool> at_end();

 private:
  struct Head;
  static core::Result<std::unique_ptr<SealedReader>> begin(const std::filesystem::path& file,
                                                           Head& head);
  core::Result<void> go_on(const Head& head, const StreamKey& key);
  core::Result<void> next_chunk();

  std::ifstream stream_;
  std::uint64_t left_ = 0;  ///< bytes of chunks that were not read
  std::string plain_;
  bool final_ = false;
  bool first_ = true;
  crypto_secretstream_xchacha20poly1305_state state_{};
};

bool looks_sealed(const std::filesystem::path& file);

/// Whether a file of the second form is as it was written.
bool has_its_checksum(const std::filesystem::path& file);

}  // namespace db
