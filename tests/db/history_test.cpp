// A rebuild equals the incremental state, row for row, after any history.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "db/desk.h"

namespace {

using test::Desk;
using test::OtherKiosk;
namespace event = core::event;

/// A desk with another kiosk's rows coming in between, driven by a seed.
class Life {
 public:
  explicit Life(std::uint32_t seed) : random_(seed), other_(desk) {
    changed_ = test::sample_meeting();
    const std::string capacity = "capacity = 25                        # people inside at once";
    changed_.replace(changed_.find(capacity), capacity.size(), "capacity = 2");
  }

  void step() {
    desk.now += std::chrono::minutes{one_of(40)};
    other_.now = desk.now + std::chrono::minutes{one_of(10)} - std::chrono::minutes{5};
    switch (one_of(15)) {
      case 0:
      case 1:
        return register_somebody();
      case 2:
        return edit();
      case 3:
        static_cast<void>(desk.store->cancel_attendee(desk.id, somebody().number, "ill"));
        return;
      case 4:
        if (const auto card = desk.store->reissue_badge(desk.id, somebody().number)) {
          codes_.push_back(card->code);
        }
        return;
      case 5:
        static_cast<void>(desk.store->revoke_badge(desk.id, a_code(), "lost"));
        return;
      case 6:
        return undo();
      case 7:
        return other_kiosk();
      case 8:
        return merge();
      case 9:
        if (one_of(4) == 0) change_meeting();
        if (one_of(4) == 0) static_cast<void>(desk.store->check_out_all(desk.id, door(), moment()));
        return;
      default:
        return scan();
    }
  }

  Desk desk;

 private:
  int one_of(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  const db::Registration& somebody() {
    if (people_.empty()) register_somebody();
    return people_[static_cast<std::size_t>(one_of(static_cast<int>(people_.size())))];
  }

  const std::string& a_code() {
    if (codes_.empty()) register_somebody();
    return codes_[static_cast<std::size_t>(one_of(static_cast<int>(codes_.size())))];
  }

  core::CheckpointId door() {
    static const char* const ids[] = {"door", "room-201", "lunch"};
    return {ids[one_of(3)]};
  }

  core::Instant moment() {
    const auto first = *core::parse_instant("2019-03-12T05:00:00Z", {});
    return first + std::chrono::minutes{one_of(60) * 47};
  }

  core::Details details() {
    static const char* const given[] = {"Ilze", "Žanete", "Øystein", "Зоя", "李"};
    auto person = Desk::person(given[one_of(5)], "Ozola",
                               one_of(2) == 0 ? core::Kind::invited : core::Kind::local);
    if (one_of(2) == 0) person.sessions = {{"integration"}};
    if (one_of(3) == 0) person.gender = core::Gender::female;
    return person;
  }

  void register_somebody() {
    const auto done = desk.store->register_attendee(desk.id, details(), moment(), one_of(2) == 0);
    if (!done) return;  // the session has no places left
    people_.push_back(*done);
    codes_.push_back(done->code);
  }

  void edit() {
    static const core::FieldChanges changes[] = {{{"town", "Linz"}},
                                                 {{"kind", "team"}, {"partner", ""}},
                                                 {{"sessions", "integration;participation"}},
                                                 {{"gender", "undisclosed"}, {"family", "Egle"}}};
    static_cast<void>(desk.store->edit_attendee(desk.id, somebody().number, changes[one_of(4)]));
  }

  /// Refused where it is one person already, or where the one that would stay is cancelled.
  void merge() {
    const std::string from = somebody().number;
    static_cast<void>(desk.store->merge_attendees(desk.id, from, somebody().number));
  }

  void scan() {
    core::ScanCommand command;
    command.meeting = desk.id;
    command.checkpoint = door();
    command.text = one_of(5) == 0 ? somebody().number : a_code();
    if (one_of(8) == 0) command.text = "Ilze Ozola";
    command.at = moment();
    command.direction = one_of(3) == 0 ? core::Direction::out : core::Direction::in;
    command.nonce = "n" + std::to_string(++nonces_);
    command.force = one_of(4) == 0;
    if (command.checkpoint.text == "lunch" && one_of(3) > 0) command.answers = {{{"meal"}, "fish"}};
    desk.scan(command);
  }

  void undo() {
    db::UndoCommand command;
    command.meeting = desk.id;
    command.nonce = "n" + std::to_string(one_of(nonces_ + 1));
    command.by = "desk";
    command.why = "mistake";
    command.as_organiser = true;
    static_cast<void>(desk.store->undo(command));  // refused where that scan was no attendance
  }

  /// A badge is seen here first, its attendee comes later; or a scan of somebody we know.
  void other_kiosk() {
    if (one_of(2) == 0) {
      const core::BadgeId badge{(std::uint64_t{1} << 63U) + static_cast<std::uint64_t>(++foreign_)};
      codes_.push_back(desk.code_of(badge));
      waiting_.push_back(badge);
      return;
    }
    if (!waiting_.empty()) {
      const core::BadgeId badge = waiting_.back();
      waiting_.pop_back();
      const core::AttendeeId person{badge.bits + 1000};
      other_.write(event::AttendeeRegistered{
          desk.id, person, "B-" + std::to_string(1000 + badge.bits % 1000), details(), other_.now});
      other_.write(event::BadgeIssued{person, badge, other_.now});
      return;
    }
    core::Scan tried;
    tried.nonce = "n" + std::to_string(one_of(nonces_ + 1));
    tried.checkpoint = door();
    tried.at = moment();
    tried.attendee = somebody().attendee;
    tried.verdict = core::Verdict::admitted;
    other_.write(event::ScanTried{desk.id, tried});
  }

  void change_meeting() {
    is_changed_ = !is_changed_;
    const auto stored =
        desk.store->store_meeting(is_changed_ ? changed_ : test::sample_meeting(), "meeting");
    EXPECT_TRUE(stored) << (stored ? "" : core::describe(stored.error()));
  }

  std::mt19937 random_;
  OtherKiosk other_;
  std::string changed_;
  bool is_changed_ = false;
  std::vector<db::Registration> people_;
  std::vector<std::string> codes_;
  std::vector<core::BadgeId> waiting_;
  int nonces_ = 0;
  int foreign_ = 0;
};

/// Every row of every derived table as text.
std::vector<std::string> derived_rows(const Desk& desk) {
  std::vector<std::string> rows;
  SQLite::Database database(desk.file().string());
  for (const std::string table : {"kiosks", "meetings", "attendees", "numbers", "badges", "scans",
                                  "counters", "print_jobs", "merges", "search_index"}) {
    SQLite::Statement select(database, "SELECT * FROM " + table);
    while (select.executeStep()) {
      std::string row = table;
      for (int i = 0; i < select.getColumnCount(); ++i) {
        row += "|" + select.getColumn(i).getString();
      }
      rows.push_back(row);
    }
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST(History, ARebuildEqualsTheIncrementalStateRowForRow) {
  const auto seed = std::random_device{}();
  for (std::uint32_t round = 0; round < 12; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed + round));
    Life life(seed + round);
    for (int i = 0; i < 70 && !testing::Test::HasFailure(); ++i) life.step();
    const auto before = derived_rows(life.desk);
    EXPECT_GT(before.size(), 20U);
    ASSERT_TRUE(life.desk.store->rebuild());
    ASSERT_EQ(derived_rows(life.desk), before);
    life.desk.expect_verified();
  }
}

TEST(History, CountersAreTheSumOfWhatEachPersonContributes) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Life life(seed);
  for (int i = 0; i < 150; ++i) life.step();
  const auto meeting = *life.desk.store->meeting(life.desk.id);
  auto connection = db::Connection::open(life.desk.file());
  ASSERT_TRUE(connection);
  db::Projector projector(**connection);
  std::set<std::uint64_t> subjects;
  SQLite::Statement people(
      (*connection)->database(),
      "SELECT id FROM attendees WHERE id NOT IN (SELECT attendee FROM merges) UNION "
      "SELECT subject FROM scans");
  while (people.executeStep()) {
    subjects.insert(static_cast<std::uint64_t>(people.getColumn(0).getInt64()));
  }
  core::Contribution expected;
  for (const std::uint64_t subject : subjects) {
    const auto state = projector.load(core::AttendeeId{subject});
    for (const auto& [key, count] : contribution(*meeting, state)) expected[key] += count;
  }
  std::erase_if(expected, [](const auto& entry) { return entry.second == core::Count{}; });
  core::Contribution counted;
  SQLite::Statement counters((*connection)->database(), "SELECT * FROM counters");
  while (counters.executeStep()) {
    const auto dimension = core::parse_dimension(counters.getColumn(1).getString());
    ASSERT_TRUE(dimension);
    counted[{*dimension, counters.getColumn(2).getString()}] = {counters.getColumn(3).getInt(),
                                                                counters.getColumn(4).getInt(),
                                                                counters.getColumn(5).getInt()};
  }
  EXPECT_EQ(counted.size(), expected.size());
  EXPECT_TRUE(counted == expected);
}

}  // namespace
