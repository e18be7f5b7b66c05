#include "db/chain.h"

#include <sodium.h>

namespace db {
namespace {

class Hasher {
 public:
  Hasher() { crypto_generichash_init(&state_, nullptr, 0, kHashBytes); }
  Hasher& add(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
    return *this;
  }
  Hasher& add(std::uint64_t number) {
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<char>(number >> (56 - 8 * i));
    }
    return add(std::string_view(bytes.data(), bytes.size()));
  }
  Hash result() {
    Hash hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    return hash;
  }

 private:
  crypto_generichash_state state_{};
};

}  // namespace

std::string_view view(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Hash hash_of_body(std::string_view salt, std::string_view body) {
  return Hasher().add(salt).add(body).result();
}

Hash hash_of_row(std::string_view previous, const ChainLink& row) {
  return Hasher()
      .add(previous)
      .add(row.kiosk.bits)
      .add(static_cast<std::uint64_t>(row.seq))
      .add(row.clock)
      .add(row.subject)
      .add(row.kind)
      .add(row.body_hash)
      .result();
}

}  // namespace db
