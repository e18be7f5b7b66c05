#include "core/needs.h"
#include "core/wipe.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

/// All are sealed in the same length, which says nothing about how much somebody needs.
constexpr std::size_t kPadded = 128;

std::string packed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + ' ';
  text.resize(std::max(text.size(), kPadded), ' ');
  return text;
}

std::vector<std::string> unpacked(const std::string& text) {
  std::vector<std::string> words;
  for (const std::string_view word : core::kNeeds) {
    if ((' ' + text).find(' ' + std::string(word) + ' ') != std::string::npos) {
      words.emplace_back(word);
    }
  }
  return words;
}

bool is_known(const std::string& word) {
  return std::find(core::kNeeds.begin(), core::kNeeds.end(), word) != core::kNeeds.end();
}

}  // namespace

core::Result<void> Store::keep_needs(const core::MeetingId& meeting, core::AttendeeId attendee,
                                     const std::vector<std::string>& words) {
  return write([&]() -> core::Result<void> {
    if (words.empty()) {
      connection_->query("forget_needs_of").with(attendee).run();
      return {};
    }
    if (!std::all_of(words.begin(), words.end(), is_known)) {
      return core::fail(core::Failure::bad_input, "A need is not one of those that are asked.");
    }
    std::string text = packed(words);
    const auto sealed = keys_.seal_needs(meeting, text);
    core::wipe(text);
    if (!sealed) return tl::unexpected(sealed.error());
    connection_->query("keep_needs").with(attendee, meeting, Blob{*sealed}).run();
    return {};
  });
}

core::Result<std::vector<Needs>> Store::needs(const core::MeetingId& meeting) {
  return guarded([&]() -> core::Result<std::vector<Needs>> {
    std::vector<Needs> all;
    Query rows = connection_->query("needs").with(meeting);
    while (rows.step()) {
      const auto text = keys_.open_needs(meeting, rows.bytes(2));
      if (!text) return tl::unexpected(text.error());
      all.push_back({core::AttendeeId{rows.bits(0)}, rows.text(1), unpacked(*text)});
    }
    return all;
  });
}

core::Result<std::vector<std::string>> Store::needs_of(const core::MeetingId& meeting,
                                                       core::AttendeeId attendee) {
  Query row = connection_->query("needs_of").with(attendee);
  if (!row.step()) return std::vector<std::string>();
  const auto text = keys_.open_needs(meeting, row.bytes(0));
  if (!text) return tl::unexpected(text.error());
  return unpacked(*text);
}

core::Result<int> Store::forget_needs(const core::MeetingId& meeting,
                                      std::optional<core::AttendeeId> attendee) {
  return write([&]() -> core::Result<int> {
    if (attendee) {
      connection_->query("forget_needs_of").with(*attendee).run();
    } else {
      connection_->query("forget_needs").with(meeting).run();
    }
    return connection_->database().getChanges();
  });
}

}  // namespace db
