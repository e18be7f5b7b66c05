#include "db/journal_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "db/chain.h"
#include "db/change_places.h"
#include "db/kiosk_files.h"
#include "db/sealed_file.h"

namespace db {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kMagic = "KIOSKROWS1\n";
constexpr std::size_t kLongestText = kLongestBody;
constexpr std::int64_t kMostMarks = 100'000;
constexpr int kAtOnce = 2000;
constexpr std::size_t kBatch = 50'000;
constexpr char kRow = 'R';
constexpr char kEnd = 'E';

tl::unexpected<core::Error> no_such_file() {
  return core::fail(core::Failure::bad_input, "This is no journal file of a kiosk.",
                    "`kioskctl journal export` and `kioskctl kiosk enrol` write them.");
}

std::string number(std::uint64_t value) {
  std::string bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (56 - 8 * i));
  return bytes;
}
std::string number(std::int64_t value) { return number(static_cast<std::uint64_t>(value)); }

std::string text(std::string_view value) {
  std::string bytes = number(static_cast<std::uint64_t>(value.size())).substr(4);
  bytes += value;
  return bytes;
}

std::string packed(const TravellingRow& row) {
  std::string bytes(1, kRow);
  bytes += number(row.kiosk.bits) + number(row.seq) + number(row.clock) + number(row.subject);
  bytes += text(row.kind);
  bytes += row.body ? '1' : '0';
  if (row.body) bytes += text(*row.body) + text(row.salt.value_or(std::string()));
  bytes += text(row.body_hash) + text(row.hash);
  return bytes;
}

/// Reads what `packed` and its like wrote; remembers the first failure, after which all is empty.
class Unpacker {
 public:
  explicit Unpacker(SealedReader& sealed) : sealed_(sealed) {}

  std::string bytes(std::size_t size) {
    if (failure) return {};
    auto read = sealed_.read(size);
    if (read) return std::move(*read);
    failure = read.error();
    return {};
  }
  std::uint64_t number(std::size_t size = 8) {
    std::uint64_t value = 0;
    for (char byte : bytes(size)) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
  }
  std::int64_t whole() { return static_cast<std::int64_t>(number()); }
  std::string text() {
    const std::uint64_t size = number(4);
    if (size > kLongestText && !failure) failure = no_such_file().value();
    return failure ? std::string() : bytes(static_cast<std::size_t>(size));
  }
  TravellingRow row() {
    TravellingRow row;
    row.kiosk = core::KioskId{number()};
    row.seq = whole();
    row.clock = number();
    row.subject = number();
    row.kind = text();
    if (bytes(1) == "1") {
      row.body = text();
      row.salt = text();
    }
    row.body_hash = text();
    row.hash = text();
    return row;
  }

  std::optional<core::Error> failure;

 private:
  SealedReader& sealed_;
};

std::string packed(const std::vector<KioskMark>& marks) {
  std::string bytes = number(static_cast<std::uint64_t>(marks.size()));
  for (const KioskMark& mark : marks) {
    bytes += number(mark.kiosk.bits) + number(mark.seq) + text(mark.letter) + text(mark.head_hash);
  }
  return bytes;
}

std::string packed(const std::optional<EnrolmentPapers>& papers) {
  if (!papers) return text({});
  json document = {{"letter", std::string(1, papers->enrolment.letter)},
                   {"ticket", papers->enrolment.ticket},
                   {"hub", papers->hub},
                   {"keys", json::object()}};
  for (const auto& [meeting, key] : papers->keys) document["keys"][meeting.text] = key;
  return text(document.dump());
}

/// A meeting's id names the file of its key.
bool names_a_key(const std::string& meeting) {
  return meeting.find('.') == std::string::npos && is_kiosk_file("keys/" + meeting + ".key");
}

std::optional<EnrolmentPapers> papers_in(const std::string& bytes) {
  const json document = json::parse(bytes, nullptr, false);
  if (!document.is_object()) return std::nullopt;
  try {
    EnrolmentPapers papers;
    const auto letter = document.at("letter").get<std::string>();
    if (letter.size() != 1) return std::nullopt;
    papers.enrolment = {letter[0], document.at("ticket").get<std::string>()};
    papers.hub = document.at("hub").get<std::string>();
    for (const auto& [meeting, key] : document.at("keys").items()) {
      if (!names_a_key(meeting)) return std::nullopt;
      papers.keys[{meeting}] = key.get<std::string>();
    }
    return papers;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

core::Result<JournalFileHead> read_head(Unpacker& from) {
  if (from.bytes(kMagic.size()) != kMagic && !from.failure) return no_such_file();
  JournalFileHead head;
  const std::string papers = from.text();
  if (!papers.empty()) {
    head.papers = papers_in(papers);
    if (!head.papers) return no_such_file();
  }
  const std::int64_t count = from.whole();
  if (count < 0 || count > kMostMarks) return no_such_file();
  for (std::int64_t i = 0; i < count && !from.failure; ++i) {
    KioskMark mark;
    mark.kiosk = core::KioskId{from.number()};
    mark.seq = from.whole();
    mark.letter = from.text();
    mark.head_hash = from.text();
    head.marks.push_back(std::move(mark));
  }
  if (from.failure) return tl::unexpected(*from.failure);
  return head;
}

/// One kiosk's rows up to its mark, a few at a time.
class Rows {
 public:
  Rows(Store& store, const KioskMark& mark, std::int64_t after)
      : store_(store), kiosk_(mark.kiosk), last_(mark.seq), after_(after) {}

  /// The next row; null at the end.
  core::Result<const TravellingRow*> peek() {
    if (at_ == rows_.size() && after_ < last_) {
      auto more = store_.rows_after(kiosk_, after_, kAtOnce);
      if (!more) return tl::unexpected(more.error());
      rows_ = std::move(*more);
      at_ = 0;
      after_ = rows_.empty() ? last_ : rows_.back().seq;
    }
    return at_ < rows_.size() && rows_[at_].seq <= last_ ? &rows_[at_] : nullptr;
  }
  void pop() { ++at_; }

 private:
  Store& store_;
  core::KioskId kiosk_;
  std::int64_t last_;
  std::int64_t after_;
  std::vector<TravellingRow> rows_;
  std::size_t at_ = 0;
};

core::Stamp stamp_of(const TravellingRow& row) { return {row.clock, row.kiosk, row.seq}; }

std::vector<Rows> beyond(Store& store, const std::vector<KioskMark>& marks,
                         const std::vector<KioskMark>& since) {
  std::vector<Rows> all;
  for (const KioskMark& mark : marks) {
    const auto held = std::find_if(since.begin(), since.end(), [&](const KioskMark& other) {
      return other.kiosk == mark.kiosk;
    });
    all.emplace_back(store, mark, held == since.end() ? 0 : held->seq);
  }
  return all;
}

/// In the order of their stamps, so that whoever reads it need not fold anything twice.
core::Result<std::int64_t> write_rows(SealedWriter& sealed, std::vector<Rows> kiosks) {
  std::int64_t written = 0;
  for (;;) {
    Rows* first = nullptr;
    const TravellingRow* earliest = nullptr;
    for (Rows& rows : kiosks) {
      const auto next = rows.peek();
      if (!next) return tl::unexpected(next.error());
      if (*next == nullptr || (earliest != nullptr && stamp_of(*earliest) < stamp_of(**next))) {
        continue;
      }
      earliest = *next;
      first = &rows;
    }
    if (first == nullptr) return written;
    if (auto put = sealed.write(packed(*earliest)); !put) return tl::unexpected(put.error());
    first->pop();
    ++written;
  }
}

core::Result<JournalFileReport> write_all(Store& store, SealedWriter& sealed,
                                          const std::optional<EnrolmentPapers>& papers,
                                          const std::vector<KioskMark>& since) {
  auto marks = store.marks();
  if (!marks) return tl::unexpected(marks.error());
  std::string head(kMagic);
  head += packed(papers) + packed(*marks);
  if (auto put = sealed.write(head); !put) return tl::unexpected(put.error());
  const auto rows = write_rows(sealed, beyond(store, *marks, since));
  if (!rows) return tl::unexpected(rows.error());
  if (auto put = sealed.write(std::string(1, kEnd)); !put) return tl::unexpected(put.error());
  if (auto done = sealed.finish(); !done) return tl::unexpected(done.error());
  return JournalFileReport{*rows, std::move(*marks)};
}

/// A kiosk is refused once, and what follows of it passed over.
class Taker {
 public:
  explicit Taker(Store& store) : store_(store) {}

  core::Result<void> add(TravellingRow row) {
    const bool refused =
        std::any_of(taken.refused.begin(), taken.refused.end(),
                    [&](const RefusedRows& other) { return other.kiosk == row.kiosk; });
    if (!refused) batch_.push_back(std::move(row));
    return batch_.size() < kBatch ? core::Result<void>() : flush();
  }

  core::Result<void> flush() {
    if (batch_.empty()) return {};
    auto more = store_.take_rows(batch_);
    batch_.clear();
    if (!more) return tl::unexpected(more.error());
    taken.rows += more->rows;
    taken.known += more->known;
    for (auto& refused : more->refused) taken.refused.push_back(std::move(refused));
    for (const auto& ahead : more->ahead) note(ahead);
    if (more->unscrubbed) taken.unscrubbed = std::move(more->unscrubbed);
    return {};
  }

  Taken taken;

 private:
  void note(const ClockAhead& ahead) {
    for (ClockAhead& known : taken.ahead) {
      if (known.kiosk != ahead.kiosk) continue;
      known.ahead = std::max(known.ahead, ahead.ahead);
      return;
    }
    taken.ahead.push_back(ahead);
  }

  Store& store_;
  std::vector<TravellingRow> batch_;
};

core::Result<Taken> take_once(Store& store, const fs::path& file, std::string_view passphrase) {
  auto sealed = SealedReader::open(file, passphrase);
  if (!sealed) return tl::unexpected(sealed.error());
  Unpacker from(**sealed);
  if (auto head = read_head(from); !head) return tl::unexpected(head.error());
  Taker taker(store);
  for (;;) {
    const std::string what = from.bytes(1);
    if (from.failure) return tl::unexpected(*from.failure);
    if (what != std::string(1, kRow)) break;
    TravellingRow row = from.row();
    if (from.failure) return tl::unexpected(*from.failure);
    if (auto added = taker.add(std::move(row)); !added) return tl::unexpected(added.error());
  }
  if (auto rest = taker.flush(); !rest) return tl::unexpected(rest.error());
  return std::move(taker.taken);
}

fs::path key_file(const Store& store, const core::MeetingId& meeting) {
  return store.folder() / "keys" / (meeting.text + ".key");
}

core::Result<EnrolmentPapers> papers_of(Store& store, const std::string& hub) {
  EnrolmentPapers papers;
  papers.hub = hub;
  const auto meetings = store.meetings();
  if (!meetings) return tl::unexpected(meetings.error());
  for (const core::MeetingId& meeting : *meetings) {
    const auto tag = store.keys().tag(meeting, core::BadgeId{1});
    if (!tag) return tl::unexpected(tag.error());  // without its key, badges would be forgeries
    std::ifstream stream(key_file(store, meeting));
    stream >> papers.keys[meeting];
  }
  return papers;
}

/// A key that is there already stays: it is the same, or the file is of other meetings.
core::Result<void> put_key(const Store& store, const core::MeetingId& meeting,
                           const std::string& key) {
  const fs::path file = key_file(store, meeting);
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  ::chmod(file.parent_path().c_str(), 0700);
  if (fs::exists(file, failed)) {
    std::string held;
    std::ifstream(file) >> held;
    if (held == key) return {};
    return core::fail(core::Failure::bad_input,
                      "This kiosk has another key for the meeting " + meeting.text + ".",
                      "Join with a new data folder.");
  }
  const fs::path part = file.string() + ".part";
  const int handle = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const std::string line = key + "\n";
  const bool written =
      handle >= 0 && ::write(handle, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const int code = errno;
  if (handle >= 0) ::close(handle);
  if (written) return put_in_place(part, file);
  return core::fail(
      core::Failure::storage,
      "cannot write " + file.string() + ": " + std::generic_category().message(code) + ".",
      "Free some space or give this user the right to write there.");
}

}  // namespace

core::Result<JournalFileReport> write_journal_file(Store& store, const fs::path& file,
                                                   std::string_view passphrase,
                                                   const std::vector<KioskMark>& since) {
  auto sealed = SealedWriter::create(file, passphrase);
  if (!sealed) return tl::unexpected(sealed.error());
  return write_all(store, **sealed, std::nullopt, since);
}

core::Result<JournalFileReport> write_enrolment(Store& store, char letter, const std::string& hub,
                                                const fs::path& file, std::string_view passphrase) {
  auto sealed = SealedWriter::create(file, passphrase);
  if (!sealed) return tl::unexpected(sealed.error());
  auto papers = papers_of(store, hub);
  if (!papers) return tl::unexpected(papers.error());
  auto enrolment = store.enrol(letter);
  if (!enrolment) return tl::unexpected(enrolment.error());
  papers->enrolment = std::move(*enrolment);
  return write_all(store, **sealed, *papers, {});
}

core::Result<JournalFileHead> read_journal_head(const fs::path& file, std::string_view passphrase) {
  auto sealed = SealedReader::open(file, passphrase);
  if (!sealed) return tl::unexpected(sealed.error());
  Unpacker from(**sealed);
  return read_head(from);
}

/// What was refused may have waited for something that came later in the file.
core::Result<Taken> read_journal_file(Store& store, const fs::path& file,
                                      std::string_view passphrase) {
  auto taken = take_once(store, file, passphrase);
  if (!taken || taken->refused.empty() || taken->rows == 0) return taken;
  auto again = take_once(store, file, passphrase);
  if (!again) return again;
  again->known = taken->known;
  again->rows += taken->rows;
  return again;
}

core::Result<Taken> join_with(Store& store, const fs::path& file, std::string_view passphrase) {
  const auto head = read_journal_head(file, passphrase);
  if (!head) return tl::unexpected(head.error());
  if (!head->papers) {
    return core::fail(core::Failure::bad_input, "This file enrols nobody.",
                      "`kioskctl kiosk enrol` on the first kiosk makes one that does.");
  }
  for (const auto& [meeting, key] : head->papers->keys) {
    if (auto put = put_key(store, meeting, key); !put) return tl::unexpected(put.error());
  }
  if (auto joined = store.join(head->papers->enrolment); !joined) {
    return tl::unexpected(joined.error());
  }
  if (!head->papers->hub.empty()) {
    if (auto set = store.set_hub(head->papers->hub); !set) return tl::unexpected(set.error());
  }
  return read_journal_file(store, file, passphrase);
}

}  // namespace db
