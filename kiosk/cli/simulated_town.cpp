#include "cli/simulated_town.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kPeopleAtOnce = 1'000;
constexpr int kAdmissionsToAWalkIn = 4;
constexpr milliseconds kDeskTime{50};  ///< then a busy desk lets the exchange have the file
constexpr milliseconds kLook{200};
constexpr int kExchangesToARest = 20;  ///< the app does it whenever nobody is at the desk
constexpr std::chrono::minutes kPatience{10};
constexpr kiosk_sync::Pace kPace{};

/// Meets yesterday, today and tomorrow, so that midnight changes nothing.
std::string meeting_file(const core::MeetingId& id) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto day = [&](int offset) {
    return core::to_text(core::Day{(today + std::chrono::days{offset}).time_since_epoch()});
  };
  return fmt::format(
      "id = \"{}\"\ntimezone = \"UTC\"\ndays = [\"{}\", \"{}\", \"{}\"]\nlanguages = [\"en\"]\n"
      "[name]\nen = \"Simulation\"\n"
      "[place]\nvenue = \"Hall\"\ntown = \"Daugavpils\"\ncountry = \"LV\"\n"
      "[[checkpoint]]\nid = \"door\"\nname = {{ en = \"Door\" }}\npolicy = \"once\"\n"
      "[privacy]\ncontroller = \"Nobody\"\ncontact = \"privacy@example.org\"\n"
      "notice_version = \"1\"\nnotice = {{ en = \"These people are made up.\" }}\n",
      id.text, day(-1), day(0), day(1));
}

/// Pieces of names are about as common as in real ones; the number keeps people apart.
core::Details made_up(int number) {
  static constexpr std::array kSyllables{"an", "ber", "da",  "el", "gun", "ka", "lī", "mar", "ozo",
                                         "pē", "rai", "sil", "ta", "vil", "zi", "jā", "nis"};
  auto rest = static_cast<std::size_t>(number);
  const auto word = [&](int syllables) {
    std::string text;
    for (int i = 0; i < syllables; ++i, rest /= kSyllables.size()) {
      text += kSyllables[rest % kSyllables.size()];
    }
    return text;
  };
  core::Details details;
  details.given_name = word(2);
  details.family_name = word(3);
  details.town = "Daugavpils";
  details.country = "LV";
  details.language = "en";
  details.notice_version = "1";
  return details;
}

core::Error wrong(const core::MeetingId& meeting, std::string what) {
  return {core::Failure::storage,
          meeting.text + ": " + std::move(what),
          "The kiosks should have ended alike: please report this.",
          {}};
}

}  // namespace

SimulatedTown::SimulatedTown(TownPlan plan) : plan_(std::move(plan)) {
  for (int i = 0; i < plan_.kiosks; ++i) {
    kiosks_.push_back(std::make_unique<SimulatedKiosk>(*this, i));
    diaries_.push_back(std::make_unique<Diary>());
  }
}

core::Result<void> SimulatedTown::open(const kiosk_sync::HubAddress& hub) {
  if (auto opened = kiosks_[0]->open_first(); !opened) return opened;
  for (int i = 1; i < plan_.kiosks; ++i) {
    const auto enrolment = kiosks_[0]->enrol(i);
    if (!enrolment) return tl::unexpected(enrolment.error());
    auto joined = kiosks_[static_cast<std::size_t>(i)]->join(*enrolment);
    if (!joined) return joined;
  }
  for (const auto& kiosk : kiosks_) kiosk->follow(hub);
  return {};
}

core::Result<void> SimulatedKiosk::open(char letter) {
  const auto folder = town_.plan_.folder / std::string(1, letter);
  auto opened = db::Store::open({folder, {}, letter, {}});
  if (!opened) return tl::unexpected(opened.error());
  store_ = std::move(*opened);
  seen_.assign(static_cast<std::size_t>(town_.plan_.kiosks), 0);
  return {};
}

core::Result<void> SimulatedKiosk::open_first() {
  if (auto opened = open('A'); !opened) return opened;
  const auto stored = store_->store_meeting(meeting_file(town_.plan_.meeting), "simulation");
  if (!stored) return tl::unexpected(stored.error());
  return {};
}

/// Its key comes as a file, as in an enrolment; everything else through the hub.
core::Result<void> SimulatedKiosk::join(const db::Enrolment& enrolment) {
  if (auto opened = open(enrolment.letter); !opened) return opened;
  std::error_code failed;
  const auto folder = town_.plan_.folder / std::string(1, enrolment.letter);
  std::filesystem::copy(town_.plan_.folder / "A" / "keys", folder / "keys", failed);
  if (failed) return core::fail(core::Failure::storage, folder.string() + ": " + failed.message());
  return store_->join(enrolment);
}

void SimulatedKiosk::follow(const kiosk_sync::HubAddress& hub) {
  follower_.emplace(*store_, hub, kPace);
}

core::Result<void> SimulatedKiosk::prepare(SimulationTally& tally) {
  const int all = town_.plan_.prepared;
  for (int first = 0; first < all && !tally.stopped; first += kPeopleAtOnce) {
    std::vector<core::Incoming> people;
    for (int i = first; i < std::min(first + kPeopleAtOnce, all); ++i) {
      people.push_back({i + 1, fmt::format("p{}", i), made_up(i), {}});
    }
    const auto added = store_->register_many(town_.plan_.meeting, people, {});
    if (!added) return tl::unexpected(added.error());
    if (!added->mistakes.empty() || added->added != static_cast<int>(people.size())) {
      return tl::unexpected(wrong(town_.plan_.meeting, "not everybody could be registered"));
    }
    tally.done += added->added;
    if (auto done = exchange(); !done) return done;
  }
  return {};
}

core::Result<void> SimulatedKiosk::wait_for(int people, SimulationTally& tally) {
  int counted = 0;
  while (!tally.stopped) {
    if (auto done = exchange(); !done) return done;
    const auto known = store_->count(town_.plan_.meeting, {core::Dimension::total, ""});
    if (known) tally.done += known->registered - std::exchange(counted, known->registered);
    if (counted >= people) return {};
    if (auto news = follower_->wait(-1, kLook); !news) return tl::unexpected(news.error());
  }
  return {};
}

core::Result<void> SimulatedKiosk::take_list() {
  std::vector<std::string> numbers;
  int at = 0;
  auto read = store_->for_each_attendee(town_.plan_.meeting, [&](const core::Attendee& person) {
    if (at++ % town_.plan_.kiosks == index_) numbers.push_back(person.number);
  });
  if (!read) return read;
  const int share = town_.plan_.calm_people / town_.plan_.kiosks;
  calm_.walk_ins = share / (kAdmissionsToAWalkIn + 1);
  const auto calm_codes = static_cast<std::size_t>(share - calm_.walk_ins);
  const int extra = index_ < town_.plan_.walk_ins % town_.plan_.kiosks ? 1 : 0;
  rush_.walk_ins = town_.plan_.walk_ins / town_.plan_.kiosks + extra - calm_.walk_ins;
  for (const std::string& number : numbers) {
    const auto card = store_->find_attendee(town_.plan_.meeting, number);
    if (!card) return tl::unexpected(card.error());
    (calm_.codes.size() < calm_codes ? calm_ : rush_).codes.push_back(card->code);
  }
  return {};
}

std::int64_t SimulatedKiosk::acts(bool calm) const {
  const List& list = calm ? calm_ : rush_;
  return static_cast<std::int64_t>(list.codes.size()) + 2 * std::int64_t{list.walk_ins};
}

core::Result<void> SimulatedKiosk::rush(std::int64_t all, SimulationTally& tally) {
  while (tally.done < all && !tally.stopped) {
    const auto until = steady_clock::now() + kDeskTime;
    bool acted = false;
    while (steady_clock::now() < until) {
      const auto did = act(rush_, tally);
      if (!did) return tl::unexpected(did.error());
      if (!*did) break;
      acted = true;
    }
    if (auto done = exchange(); !done) return done;
    if (acted) continue;
    if (auto news = follower_->wait(-1, kLook); !news) return tl::unexpected(news.error());
  }
  return {};
}

core::Result<void> SimulatedKiosk::calm(double a_second, std::int64_t all, SimulationTally& tally) {
  std::exponential_distribution<double> gap(a_second);
  const auto next_gap = [&] {
    return std::chrono::duration_cast<steady_clock::duration>(
        std::chrono::duration<double>(gap(random_)));
  };
  auto next = steady_clock::now() + next_gap();
  while (tally.done < all && !tally.stopped) {
    const auto left = std::chrono::ceil<milliseconds>(next - steady_clock::now());
    if (left.count() <= 0) {
      next += next_gap();
      if (auto did = act(calm_, tally); !did) return tl::unexpected(did.error());
    } else if (auto news = follower_->wait(-1, std::min(left, kLook)); !news) {
      return tl::unexpected(news.error());
    } else if (!*news) {
      continue;
    }
    if (auto done = exchange(); !done) return done;
  }
  return {};
}

core::Result<void> SimulatedKiosk::settle(SimulationTally& tally) {
  const auto until = steady_clock::now() + kPatience;
  while (!tally.stopped) {
    if (auto done = exchange(); !done) return done;
    const auto all = holds_all();
    if (!all) return tl::unexpected(all.error());
    if (*all) {
      ++tally.done;
      return {};
    }
    if (steady_clock::now() > until) {
      return tl::unexpected(wrong(town_.plan_.meeting, "rows do not arrive"));
    }
    if (auto news = follower_->wait(-1, kLook); !news) return tl::unexpected(news.error());
  }
  return {};
}

core::Result<void> SimulatedKiosk::check() {
  const core::MeetingId& meeting = town_.plan_.meeting;
  const int people = town_.plan_.prepared + town_.plan_.walk_ins;
  const auto count = store_->count(meeting, {core::Dimension::total, ""});
  if (!count) return tl::unexpected(count.error());
  const auto tries = store_->count_scans(meeting);
  if (!tries) return tl::unexpected(tries.error());
  if (*count != core::Count{people, people, people} || *tries != people) {
    return tl::unexpected(wrong(
        meeting, fmt::format("kiosk {} counts {} registered, {} present and {} tries of {} people",
                             store_->letter(), count->registered, count->present, *tries, people)));
  }
  if (auto rested = store_->rest(); !rested || index_ != 0) return rested;
  const auto verified = store_->verify();
  if (!verified) return tl::unexpected(verified.error());
  if (!verified->ok) return tl::unexpected(wrong(meeting, "kiosk A does not verify"));
  return {};
}

/// Those who stand in line first; then walk-ins among the people of the list.
core::Result<bool> SimulatedKiosk::act(List& list, SimulationTally& tally) {
  core::Result<void> done;
  if (const auto code = next_in_line()) {
    done = admit(*code, tally);
  } else if (list.walk_ins > 0 &&
             (list.codes.empty() || acted_ % (kAdmissionsToAWalkIn + 1) == 0)) {
    --list.walk_ins;
    done = register_walk_in(tally);
  } else if (!list.codes.empty()) {
    done = admit(list.codes.back(), tally);
    list.codes.pop_back();
  } else {
    return false;
  }
  if (!done) return tl::unexpected(done.error());
  ++acted_;
  if (auto noted = note_written(); !noted) return tl::unexpected(noted.error());
  ++tally.done;
  return true;
}

core::Result<void> SimulatedKiosk::admit(const std::string& code, SimulationTally& tally) {
  core::ScanCommand command;
  command.meeting = town_.plan_.meeting;
  command.checkpoint = {"door"};
  command.text = code;
  command.at = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
  const auto outcome = store_->scan(command);
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->scan.verdict != core::Verdict::admitted) {
    return tl::unexpected(
        wrong(town_.plan_.meeting,
              "somebody was not admitted: " + std::string(core::to_text(outcome->scan.verdict))));
  }
  ++tally.admissions;
  if (outcome->scan.details_pending) ++tally.details_pending;
  return {};
}

/// Who registered here goes to the next door.
core::Result<void> SimulatedKiosk::register_walk_in(SimulationTally& tally) {
  static constexpr int kApart = 1'000'000;  // from those prepared, and from other kiosks'
  const int number = kApart * (index_ + 1) + static_cast<int>(acted_);
  const auto added =
      store_->register_attendee(town_.plan_.meeting, made_up(number), std::nullopt, false);
  if (!added) return tl::unexpected(added.error());
  ++tally.walk_ins;
  const auto next = static_cast<std::size_t>((index_ + 1) % town_.plan_.kiosks);
  town_.kiosks_[next]->hand(added->code);
  return {};
}

void SimulatedKiosk::hand(std::string code) {
  const std::scoped_lock lock(line_mutex_);
  line_.push_back(std::move(code));
}

std::optional<std::string> SimulatedKiosk::next_in_line() {
  const std::scoped_lock lock(line_mutex_);
  if (line_.empty()) return std::nullopt;
  std::string code = std::move(line_.front());
  line_.pop_front();
  return code;
}

core::Result<void> SimulatedKiosk::note_written() {
  const auto at = steady_clock::now();
  const auto marks = store_->marks();
  if (!marks) return tl::unexpected(marks.error());
  for (const db::KioskMark& mark : *marks) {
    if (mark.own) own_rows_ = mark.seq;
  }
  SimulatedTown::Diary& diary = *town_.diaries_[static_cast<std::size_t>(index_)];
  const std::scoped_lock lock(diary.mutex);
  diary.lines.push_back({own_rows_, at});
  return {};
}

core::Result<void> SimulatedKiosk::exchange() {
  const auto round = follower_->turn();
  if (!round) return tl::unexpected(round.error());
  if (!round->stuck.empty()) {
    return tl::unexpected(wrong(town_.plan_.meeting, round->stuck.front().reason));
  }
  if (++exchanges_ % kExchangesToARest == 0) {
    if (auto rested = store_->rest(); !rested) return rested;
  }
  return observe();
}

core::Result<void> SimulatedKiosk::observe() {
  const auto now = steady_clock::now();
  const auto marks = store_->marks();
  if (!marks) return tl::unexpected(marks.error());
  for (const db::KioskMark& mark : *marks) {
    if (mark.own) own_rows_ = mark.seq;
    const auto other = static_cast<std::size_t>(mark.letter.empty() ? 0 : mark.letter[0] - 'A');
    if (mark.own || mark.letter.empty() || other >= seen_.size()) continue;
    SimulatedTown::Diary& diary = *town_.diaries_[other];
    const std::scoped_lock lock(diary.mutex);
    for (auto& at = seen_[other]; at < diary.lines.size(); ++at) {
      const auto& line = diary.lines[at];
      if (line.seq > mark.seq) break;
      delays_.push_back(std::chrono::duration<float, std::milli>(now - line.at).count());
    }
  }
  return {};
}

core::Result<bool> SimulatedKiosk::holds_all() {
  const auto marks = store_->marks();
  if (!marks) return tl::unexpected(marks.error());
  return std::all_of(town_.kiosks_.begin(), town_.kiosks_.end(), [&](const auto& kiosk) {
    return std::any_of(marks->begin(), marks->end(), [&](const db::KioskMark& mark) {
      return mark.letter[0] == 'A' + kiosk->index_ && mark.seq >= kiosk->own_rows();
    });
  });
}

}  // namespace cli
