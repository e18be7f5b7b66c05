#include "sync/hub_rows.h"

#include <stdexcept>
#include <tuple>

namespace kiosk_sync {
namespace {

const std::vector<std::string> kColumns = {"kiosk", "seq",  "clock", "subject",   "meeting",
                                           "kind",  "body", "salt",  "body_hash", "hash"};

std::string to_bytea(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "\\x";
  text.reserve(2 + 2 * bytes.size());
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  throw std::invalid_argument("bytea");
}

/// A null pointer is NULL to the stream.
const char* or_null(const std::optional<std::string>& text) {
  return text ? text->c_str() : nullptr;
}

void write_row(pqxx::stream_to& to, const db::TravellingRow& row) {
  if (row.body && row.body->find('\0') != std::string::npos) {
    throw std::invalid_argument("a body with a zero byte");
  }
  const std::optional<std::string> salt =
      row.salt ? std::optional(to_bytea(*row.salt)) : std::nullopt;
  to << std::make_tuple(to_hub(row.kiosk.bits), row.seq, to_hub(row.clock), to_hub(row.subject),
                        row.meeting, row.kind, or_null(row.body), or_null(salt),
                        to_bytea(row.body_hash), to_bytea(row.hash));
}

}  // namespace

std::string from_bytea(const pqxx::field& field) {
  const std::string_view text(field.c_str(), field.size());
  if (text.size() % 2 != 0 || text.substr(0, 2) != "\\x") throw std::invalid_argument("bytea");
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 2; i < text.size(); i += 2) {
    bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  }
  return bytes;
}

void copy_rows(pqxx::transaction_base& work, const std::string& table,
               std::span<const db::TravellingRow> rows) {
  pqxx::stream_to stream(work, table, kColumns);
  for (const db::TravellingRow& row : rows) write_row(stream, row);
  stream.complete();
}

db::TravellingRow row_of(const pqxx::row& from) {
  db::TravellingRow row;
  row.kiosk = core::KioskId{from_hub(from[0])};
  row.seq = from[1].as<std::int64_t>();
  row.clock = from_hub(from[2]);
  row.subject = from_hub(from[3]);
  row.meeting = from[4].c_str();
  row.kind = from[5].c_str();
  if (!from[6].is_null()) row.body = std::string(from[6].c_str(), from[6].size());
  if (!from[7].is_null()) row.salt = from_bytea(from[7]);
  row.body_hash = from_bytea(from[8]);
  row.hash = from_bytea(from[9]);
  return row;
}

}  // namespace kiosk_sync
