#include "report/disagreements.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>

namespace report {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"admitted_twice", "over_capacity",
                                                    "registered_twice", "edited_twice"};

/// A name that every kiosk makes of the same things.
std::string id_of(DisagreementKind kind, std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  crypto_generichash_state state;
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  parts.emplace_back(to_text(kind));
  for (const std::string& part : parts) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.c_str()),
                              part.size() + 1);
  }
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8U | hash.at(i);
  return core::crockford(bits);
}

std::string place_of(const core::Stamp& stamp) {
  return core::to_text(stamp.kiosk) + ":" + std::to_string(stamp.seq);
}

core::Instant recorded_at(std::uint64_t clock) {
  return core::Instant{std::chrono::milliseconds{clock >> 16U}};
}

std::uint64_t who_of(const core::Scan& scan) {
  return scan.attendee ? scan.attendee.bits : scan.badge.bits;
}

bool is_room(const core::Checkpoint& checkpoint) { return !checkpoint.session.empty(); }

/// Whether the scan takes its person out of a checkpoint, as core::Timeline has it.
bool leaves(const core::Meeting& meeting, const core::Checkpoint& checkpoint,
            const core::Scan& scan) {
  const bool in = scan.direction == core::Direction::in;
  if (scan.checkpoint == checkpoint.id) return !in;
  const core::Checkpoint* other = meeting.checkpoint(scan.checkpoint);
  if (other == nullptr || !is_room(checkpoint)) return false;
  return in == is_room(*other);
}

using List = std::vector<Disagreement>;
using Inside =
    std::map<std::uint64_t, const core::Scan*>;  ///< each by whom they are, with their entry

/// The other side of an entry beyond the places: whom each other kiosk let in last of those inside.
std::vector<core::Scan> last_let_in_by_others(const Inside& inside, core::KioskId kiosk) {
  std::map<core::KioskId, const core::Scan*> last;
  for (const auto& [who, entry] : inside) {
    if (entry->stamp.kiosk == kiosk) continue;
    const core::Scan*& newest = last[entry->stamp.kiosk];
    if (newest == nullptr || core::happened_before(*newest, *entry)) newest = entry;
  }
  std::vector<core::Scan> scans;
  for (const auto& [other, entry] : last) scans.push_back(*entry);
  std::sort(scans.begin(), scans.end(), core::happened_before);
  return scans;
}

void add_scans(Disagreement& found, const std::vector<ConflictScan>& scans) {
  std::vector<std::string> parts;
  for (const auto& [scan, kiosk] : scans) {
    found.sides.push_back({kiosk, scan.at, scan.nonce});
    parts.push_back(place_of(scan.stamp));
  }
  found.scans = scans;
  found.id = id_of(found.kind, std::move(parts));
}

core::Result<void> add_admitted(db::Store& store, const core::MeetingId& meeting, List& list) {
  const auto conflicts = find_conflicts(store, meeting);
  if (!conflicts) return tl::unexpected(conflicts.error());
  for (const Conflict& conflict : *conflicts) {
    Disagreement found;
    found.attendee = conflict.attendee;
    found.checkpoint = conflict.checkpoint;
    add_scans(found, conflict.scans);
    list.push_back(std::move(found));
  }
  return {};
}

core::Result<void> add_over_capacity(db::Store& store, const core::Meeting& meeting, List& list) {
  const bool limited =
      std::any_of(meeting.checkpoints.begin(), meeting.checkpoints.end(),
                  [](const core::Checkpoint& checkpoint) { return checkpoint.capacity; });
  if (!limited) return {};
  std::vector<core::Scan> scans;
  std::map<core::KioskId, std::string> letters;
  auto read =
      store.for_each_scan(meeting.id, [&](const core::Scan& scan, const std::string& kiosk) {
        if (!scan.stands()) return;
        scans.push_back(scan);
        letters[scan.stamp.kiosk] = kiosk;
      });
  if (!read) return read;
  for (const core::Checkpoint& checkpoint : meeting.checkpoints) {
    if (!checkpoint.capacity) continue;
    for (const auto& group : over_capacity(meeting, checkpoint, scans)) {
      Disagreement found;
      found.kind = DisagreementKind::over_capacity;
      found.checkpoint = checkpoint.id;
      std::vector<ConflictScan> with_kiosk;
      for (const core::Scan& scan : group) with_kiosk.push_back({scan, letters[scan.stamp.kiosk]});
      add_scans(found, with_kiosk);
      list.push_back(std::move(found));
    }
  }
  return {};
}

core::Result<void> add_registered(db::Store& store, const core::MeetingId& meeting, List& list) {
  const auto pairs = store.duplicates(meeting);
  if (!pairs) return tl::unexpected(pairs.error());
  for (const db::LikelyPair& pair : *pairs) {
    if (pair.first.number.substr(0, 1) == pair.second.number.substr(0, 1)) continue;
    Disagreement found;
    found.kind = DisagreementKind::registered_twice;
    found.attendee = pair.first.id;
    found.other = pair.second.id;
    for (const core::Attendee* one : {&pair.first, &pair.second}) {
      found.sides.push_back({one->number.substr(0, 1), one->registered_at, one->number});
    }
    found.id = id_of(found.kind, {core::to_text(pair.first.id), core::to_text(pair.second.id)});
    list.push_back(std::move(found));
  }
  return {};
}

core::Result<void> add_edited(db::Store& store, const core::MeetingId& meeting, List& list) {
  const auto clashes = store.edit_clashes(meeting);
  if (!clashes) return tl::unexpected(clashes.error());
  for (const db::EditClash& clash : *clashes) {
    Disagreement found;
    found.kind = DisagreementKind::edited_twice;
    found.attendee = clash.attendee;
    found.field = clash.field;
    std::vector<std::string> parts = {clash.field};
    for (const auto* side : {&clash.first, &clash.second}) {
      found.sides.push_back({side->kiosk, recorded_at(side->clock), side->value});
      parts.push_back(side->kiosk + ":" + std::to_string(side->seq) + ":" +
                      std::to_string(side->clock));
    }
    found.id = id_of(found.kind, std::move(parts));
    list.push_back(std::move(found));
  }
  return {};
}

}  // namespace

std::string_view to_text(DisagreementKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::vector<std::vector<core::Scan>> over_capacity(const core::Meeting& meeting,
                                                   const core::Checkpoint& checkpoint,
                                                   std::vector<core::Scan> scans) {
  std::vector<std::vector<core::Scan>> groups;
  if (!checkpoint.capacity) return groups;
  const auto places = static_cast<std::size_t>(*checkpoint.capacity);
  std::sort(scans.begin(), scans.end(), core::happened_before);
  Inside inside;
  bool was_over = false;
  for (const core::Scan& scan : scans) {
    if (leaves(meeting, checkpoint, scan)) inside.erase(who_of(scan));
    const bool enters = scan.checkpoint == checkpoint.id && scan.direction == core::Direction::in;
    if (enters) inside[who_of(scan)] = &scan;
    if (inside.size() <= places) was_over = false;
    if (!enters || scan.forced || inside.size() <= places) continue;
    const auto others = last_let_in_by_others(inside, scan.stamp.kiosk);
    if (others.empty()) continue;
    if (!was_over) groups.push_back(others);
    groups.back().push_back(scan);
    was_over = true;
  }
  return groups;
}

core::Result<void> settle(db::Store& store, const core::MeetingId& meeting, const std::string& id,
                          const std::string& how) {
  const auto found = find_disagreements(store, meeting);
  if (!found) return tl::unexpected(found.error());
  const auto one = std::find_if(found->begin(), found->end(),
                                [&](const Disagreement& other) { return other.id == id; });
  if (one != found->end()) return store.settle(meeting, id, how, one->attendee);
  return core::fail(core::Failure::bad_input, "There is no such conflict.",
                    "`kioskctl conflicts --all` lists them with their ids.");
}

core::Result<List> find_disagreements(db::Store& store, const core::MeetingId& id) {
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  List list;
  if (auto done = add_admitted(store, id, list); !done) return tl::unexpected(done.error());
  if (auto done = add_over_capacity(store, **meeting, list); !done) {
    return tl::unexpected(done.error());
  }
  if (auto done = add_registered(store, id, list); !done) return tl::unexpected(done.error());
  if (auto done = add_edited(store, id, list); !done) return tl::unexpected(done.error());
  const auto settled = store.settled(id);
  if (!settled) return tl::unexpected(settled.error());
  for (Disagreement& found : list) {
    if (const auto how = settled->find(found.id); how != settled->end()) {
      found.settled = how->second;
    }
  }
  return list;
}

}  // namespace report
