// Whatever several kiosks do while they are cut off, whenever one is killed, and in whatever pieces
// and order their rows meet: in the end all derive the same, and each what its own rebuild derives.
// The seed tells a history again but for the moments of the kills.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "db/kiosks.h"

namespace {

using test::Desk;
using test::Kiosk;

constexpr std::uint32_t kHistories = 14;
constexpr int kSteps = 90;

/// Kiosks that live and exchange by a seed.
class Town {
 public:
  explicit Town(std::uint32_t seed) : random_(seed) {
    const int count = 2 + one_of(7);
    for (int i = 0; i < count; ++i) {
      const auto skew = std::chrono::minutes{one_of(3) == 0 ? 0 : one_of(600) - 300};
      kiosks.push_back(std::make_unique<Kiosk>(static_cast<char>('A' + i), begun_ + skew,
                                               i == 0 ? nullptr : kiosks.front().get()));
    }
    changed_ = test::sample_meeting();
    const std::string capacity = "capacity = 25                        # people inside at once";
    changed_.replace(changed_.find(capacity), capacity.size(), "capacity = 2");
  }

  void step() {
    for (const auto& kiosk : kiosks) kiosk->now += std::chrono::minutes{one_of(20)};
    Kiosk& here = any_kiosk();
    switch (one_of(23)) {
      case 0:
      case 1:
        return enrol_somebody(here);
      case 2:
        return edit(here);
      case 3:
        return drop(here.store->cancel_attendee(here.id, a_number(), "ill"));
      case 4:
        return drop(here.store->reissue_badge(here.id, a_number()).map([this](const auto& card) {
          codes_.push_back(card.code);
        }));
      case 5:
        return drop(here.store->revoke_badge(here.id, a_code(), "lost"));
      case 6:
        return undo(here);
      case 7:
        return drop(here.store->merge_attendees(here.id, a_number(), a_number()));
      case 8:
        return rare(here);
      case 9:
        return print(here);
      case 10:
        return here.open();
      case 11:
        return die(here);
      case 12:
      case 13:
      case 14:
      case 15:
        return deliver();
      default:
        return scan(here);
    }
  }

  std::vector<std::unique_ptr<Kiosk>> kiosks;

 private:
  int one_of(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  Kiosk& any_kiosk() {
    return *kiosks[static_cast<std::size_t>(one_of(static_cast<int>(kiosks.size())))];
  }
  template <class T>
  const T& any_of(const std::vector<T>& some) {
    return some[static_cast<std::size_t>(one_of(static_cast<int>(some.size())))];
  }
  /// What is refused where it is not known yet, or done already, is part of life.
  template <class T>
  void drop(const core::Result<T>& outcome) {
    if (outcome) return;
    EXPECT_NE(outcome.error().failure, core::Failure::storage) << outcome.error().what;
  }
  std::string a_number() { return numbers_.empty() ? "A-0001" : any_of(numbers_); }
  std::string a_code() { return codes_.empty() ? "nobody" : any_of(codes_); }

  void enrol_somebody(Kiosk& here) {
    static const char* const given[] = {"Ilze", "Žanete", "Зоя"};
    auto person = Desk::person(given[one_of(3)], "Ozola",
                               one_of(2) == 0 ? core::Kind::invited : core::Kind::local);
    if (one_of(3) == 0) person.email = "ilze" + std::to_string(one_of(4)) + "@example.org";
    if (one_of(3) == 0) person.sessions = {{"integration"}};
    if (one_of(6) == 0) return from_a_list(here, person);
    const auto done = here.store->register_attendee(here.id, person, std::nullopt, one_of(3) == 0);
    drop(done);
    if (!done) return;
    numbers_.push_back(done->number);
    codes_.push_back(done->code);
  }

  /// The same row of the same list may come in at two kiosks: it is one person.
  void from_a_list(Kiosk& here, const core::Details& details) {
    core::Incoming row;
    row.line = 2;
    row.external_id = "list:" + std::to_string(one_of(3));
    row.details = details;
    drop(here.store->register_many(here.id, {row}, {}));
  }

  void edit(Kiosk& here) {
    static const core::FieldChanges changes[] = {{{"town", "Linz"}},
                                                 {{"kind", "team"}, {"partner", ""}},
                                                 {{"sessions", "integration;participation"}},
                                                 {{"gender", "female"}, {"family", "Egle"}}};
    drop(here.store->edit_attendee(here.id, a_number(), changes[one_of(4)]));
  }

  void undo(Kiosk& here) {
    db::UndoCommand command;
    command.meeting = here.id;
    command.nonce = "n" + std::to_string(one_of(nonces_ + 1));
    command.by = "desk";
    command.why = "mistake";
    command.as_organiser = true;
    drop(here.store->undo(command));
  }

  void rare(Kiosk& here) {
    switch (one_of(7)) {
      case 0:
        is_changed_ = !is_changed_;
        return drop(
            here.store->store_meeting(is_changed_ ? changed_ : test::sample_meeting(), "m"));
      case 1:
        return drop(here.store->check_out_all(here.id, {"door"}, std::nullopt));
      case 2:
        return drop(here.store->erase(here.id, a_number()));
      case 3:
        return settle(here);
      case 4:
        return retain(here);
      case 5:
        return drop(here.store->rebuild());
      default:
        return drop(kiosks.front()->store->enrol(static_cast<char>('S' + one_of(3))));
    }
  }

  /// About somebody, or about one whom this kiosk has not heard of.
  void settle(Kiosk& here) {
    const auto card = here.store->find_attendee(here.id, a_number());
    const core::AttendeeId about = card ? card->attendee.id : core::AttendeeId{};
    drop(here.store->settle(here.id, "c" + std::to_string(one_of(2)),
                            "h" + std::to_string(one_of(9)), about));
  }

  /// Only this kiosk believes that the summer has passed, for a moment.
  void retain(Kiosk& here) {
    if (one_of(3) > 0) return;
    const core::Instant before = here.now;
    here.now += std::chrono::days{100};
    drop(here.store->run_retention(here.id, false));
    here.now = before;
  }

  void print(Kiosk& here) {
    const auto job = here.store->queue_print(here.id, a_number());
    drop(job);
    if (job) jobs_.push_back(*job);
    if (!jobs_.empty() && one_of(2) == 0) drop(here.store->move_print(any_of(jobs_), "queue"));
    if (!jobs_.empty() && one_of(2) == 0) drop(here.store->cancel_print(any_of(jobs_), "no"));
  }

  void scan(Kiosk& here) {
    static const char* const doors[] = {"door", "room-201", "lunch"};
    core::ScanCommand command;
    command.meeting = here.id;
    command.checkpoint = {doors[one_of(3)]};
    command.text = one_of(4) == 0 ? a_number() : a_code();
    if (one_of(9) == 0) command.text = "Ilze Ozola";
    command.at = begun_ + std::chrono::minutes{one_of(60) * 47};
    command.direction = one_of(3) == 0 ? core::Direction::out : core::Direction::in;
    command.nonce = "n" + std::to_string(++nonces_);
    command.force = one_of(4) == 0;
    if (one_of(12) == 0) command.nonce = "n" + std::to_string(one_of(nonces_));
    if (command.checkpoint.text == "lunch" && one_of(3) > 0) command.answers = {{{"meal"}, "fish"}};
    drop(here.store->scan(command));
  }

  /// A part of what one holds, some of it twice, in any order; or nothing, for it is lost.
  void deliver() {
    Kiosk& from = any_kiosk();
    Kiosk& to = any_kiosk();
    if (&from == &to) return;
    auto rows = one_of(4) == 0 ? from.all_rows() : from.news_for(to);
    if (rows.empty() || one_of(6) == 0) return;
    if (one_of(2) == 0)
      rows.resize(1 + static_cast<std::size_t>(one_of(static_cast<int>(rows.size()))));
    for (int again = one_of(4); again > 0; --again) rows.push_back(any_of(std::vector(rows)));
    std::shuffle(rows.begin(), rows.end(), random_);
    const auto taken = to.store->take_rows(rows);
    drop(taken);
    if (taken && taken->unscrubbed) ADD_FAILURE() << taken->unscrubbed->what;
  }

  /// `kill -9` while it takes rows, registers and scans; what is left on the disk opens again.
  void die(Kiosk& here) {
    const auto rows = any_kiosk().news_for(here);
    here.store.reset();
    const pid_t child = ::fork();
    if (child == 0) work_until_killed(here, rows);
    const timespec moment{0, one_of(40'000) * 1000L};
    ::ppoll(nullptr, 0, &moment, nullptr);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "ended by itself with " << WEXITSTATUS(status);
    here.open();
  }

  [[noreturn]] void work_until_killed(Kiosk& here, const std::vector<db::TravellingRow>& rows) {
    here.open();
    while (here.store && !testing::Test::HasFailure()) {
      drop(here.store->take_rows(rows));
      enrol_somebody(here);
      for (int i = one_of(4); i > 0; --i) scan(here);
    }
    ::_exit(1);
  }

  const core::Instant begun_ = *core::parse_instant("2019-03-12T06:00:00Z", {});
  std::mt19937 random_;
  std::string changed_;
  bool is_changed_ = false;
  std::vector<std::string> numbers_;
  std::vector<std::string> codes_;
  std::vector<std::string> jobs_;
  int nonces_ = 0;
};

/// The first rows in which they differ, for whoever has to find out why.
void expect_equal(const std::vector<std::string>& a, const std::vector<std::string>& b,
                  const std::string& what) {
  if (a == b) return;
  std::vector<std::string> only;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(only.size(), 40); ++i) text += only[i] + '\n';
  ADD_FAILURE() << what << ", " << only.size() << " rows differ:\n" << text;
}

void live(std::uint32_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  Town town(seed);
  for (int i = 0; i < kSteps && !testing::Test::HasFailure(); ++i) town.step();
  test::settle(town.kiosks);
  auto first = town.kiosks.front()->canonical();
  std::sort(first.begin(), first.end());
  for (const auto& kiosk : town.kiosks) {
    auto same = kiosk->canonical();
    std::sort(same.begin(), same.end());
    expect_equal(first, same, "kiosk " + kiosk->store->letter());
    EXPECT_THAT(kiosk->look("SELECT number FROM attendees "
                            "WHERE status LIKE 'erased%' AND given || family || email <> ''"),
                testing::IsEmpty())
        << "erased, and told all the same";
    kiosk->expect_verified();
  }
  ASSERT_TRUE(town.kiosks.back()->store->rebuild());
  auto rebuilt = town.kiosks.back()->canonical();
  std::sort(rebuilt.begin(), rebuilt.end());
  expect_equal(first, rebuilt, "a rebuild");
}

TEST(Convergence, WhateverHappensWhileTheyAreApartAllComeToTheSame) {
  const char* const given = std::getenv("KIOSK_SEED");
  if (given != nullptr) return live(static_cast<std::uint32_t>(std::stoul(given)));
  const std::uint32_t seed = std::random_device{}();
  for (std::uint32_t i = 0; i < kHistories && !testing::Test::HasFailure(); ++i) live(seed + i);
}

}  // namespace
