// The journal as a file for a stick, and the file with which another kiosk joins. Both are sealed
// (sealed_file.h) and say first what they are and how far their writer's rows go:
//
//   "KIOSKROWS1\n" ‖ enrolment (JSON, or empty) ‖ marks ‖ rows in the order of their stamps ‖ end
//
// Texts are a length of 4 bytes and the bytes; numbers are 8 bytes, big-endian.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/exchange.h"
#include "db/store.h"

namespace db {

/// What a kiosk that joins is handed besides the rows: never the key of what people need.
struct EnrolmentPapers {
  Enrolment enrolment;
  std::string hub;                              ///< empty: none
  std::map<core::MeetingId, std::string> keys;  ///< of badges, in hex
};

struct JournalFileHead {
  std::optional<EnrolmentPapers> papers;
  std::vector<KioskMark> marks;  ///< what whoever read it and all before it holds
};

struct JournalFileReport {
  std::int64_t rows = 0;
  std::vector<KioskMark> marks;
};

/// Writes every row beyond `since`, whose marks may be of an earlier file or of another kiosk's.
core::Result<JournalFileReport> write_journal_file(Store& store, const std::filesystem::path& file,
                                                   std::string_view passphrase,
                                                   const std::vector<KioskMark>& since = {});

/// Gives `letter` away and writes everything that is held, and the keys. A letter whose file could
/// not be written stays given.
core::Result<JournalFileReport> write_enrolment(Store& store, char letter, const std::string& hub,
                                                const std::filesystem::path& file,
                                                std::string_view passphrase);

/// `denied` where the passphrase is wrong, `bad_input` where it is no such file.
core::Result<JournalFileHead> read_journal_head(const std::filesystem::path& file,
                                                std::string_view passphrase);

/// Takes its rows in batches, each in one transaction. Where the file is damaged behind the first
/// of them, those before are kept; reading it once more does no harm.
core::Result<Taken> read_journal_file(Store& store, const std::filesystem::path& file,
                                      std::string_view passphrase);

/// Joins with an enrolment file: keys, letter, rows, hub. The folder is a new one, or of a kiosk
/// that has done nothing yet; after a failure the same again goes on from there.
core::Result<Taken> join_with(Store& store, const std::filesystem::path& file,
                              std::string_view passphrase);

}  // namespace db
