// What the hub costs: a push beside a plain COPY of the same rows, and a kiosk's first exchange.
// usage: bench_hub [PEOPLE]
#include <fmt/format.h>

#include <pqxx/pqxx>

#include "bench/filled_meeting.h"
#include "fakes/hub_server.h"
#include "sync/follower.h"
#include "sync/hub_admin.h"
#include "sync/hub_rows.h"

namespace {

using bench::must;

constexpr int kTimes = 5;

kiosk_sync::HubAddress address(const std::string& url) {
  return must(kiosk_sync::read_hub_address(url));
}

/// A hub without a row, and the address of a login that shares the meeting.
kiosk_sync::HubAddress fresh_hub(fakes::HubServer& server) {
  server.fresh();
  must(kiosk_sync::init_hub(address(server.owner_url())));
  static int made = 0;
  const std::string name = "bench" + std::to_string(++made);
  const auto login =
      must(kiosk_sync::grant_meetings(address(server.owner_url()), name, {bench::kMeeting.text}));
  return address(server.url(name, login.password));
}

void register_people(db::Store& store, int all) {
  for (int first = 0; first < all; first += 1'000) {
    std::vector<core::Incoming> people;
    for (int i = first; i < first + 1'000; ++i) {
      core::Details details;
      details.given_name = "Anna" + std::to_string(i % 331);
      details.family_name = "Kalniņa" + std::to_string(i);
      details.town = "Daugavpils";
      details.country = "LV";
      people.push_back({i + 1, "p" + std::to_string(i), details, {}});
    }
    must(store.register_many(bench::kMeeting, people, {}));
  }
}

std::vector<db::TravellingRow> own_rows(db::Store& store) {
  return must(store.rows_after(store.kiosk(), 0, 10'000'000));
}

/// One table with the journal's columns and key, one COPY, no rights and no trigger.
double plain_copy(fakes::HubServer& server, const std::vector<db::TravellingRow>& rows) {
  pqxx::connection connection(address(server.owner_url()).connection);
  pqxx::work work(connection);
  work.exec0(
      "CREATE TABLE plain (kiosk bigint, seq bigint, clock bigint, subject bigint, meeting text,"
      " kind text, body text, salt bytea, body_hash bytea, hash bytea,"
      " PRIMARY KEY (meeting, kiosk, seq))");
  work.commit();
  return bench::microseconds([&] {
    pqxx::work copy(connection);
    kiosk_sync::copy_rows(copy, "plain", rows);
    copy.commit();
  });
}

double push(db::Store& store, const kiosk_sync::HubAddress& hub) {
  kiosk_sync::Follower follower(store, hub, kiosk_sync::Pace{});
  return bench::microseconds([&] { must(follower.turn()); });
}

double median(std::vector<double> values) { return bench::quantile(values, 0.5); }

double only_read(db::Store& store) {
  return bench::microseconds([&] {
    for (std::int64_t seq = 0;;) {
      const auto rows = must(store.rows_after(store.kiosk(), seq, kiosk_sync::Pace{}.push_rows));
      if (rows.empty()) return;
      seq = rows.back().seq;
    }
  });
}

void push_beside_copy(fakes::HubServer& server, db::Store& store) {
  const auto rows = own_rows(store);
  std::vector<double> pushed, copied, read;
  for (int i = 0; i < kTimes; ++i) {
    const auto hub = fresh_hub(server);
    copied.push_back(plain_copy(server, rows));
    pushed.push_back(push(store, hub));
    read.push_back(only_read(store));
  }
  const auto count = static_cast<double>(rows.size());
  fmt::print(
      "push {:.0f} rows: {:.2f} s, {:.0f} rows/s; plain COPY {:.2f} s, {:.0f} rows/s; "
      "rate of COPY reached: {:.2f}; reading them from the kiosk's file takes {:.2f} s\n",
      count, median(pushed) / 1e6, count * 1e6 / median(pushed), median(copied) / 1e6,
      count * 1e6 / median(copied), median(copied) / median(pushed), median(read) / 1e6);
  std::fflush(stdout);
}

/// A kiosk that has just joined fetches the whole meeting.
void first_sync(fakes::HubServer& server, bench::FilledMeeting& meeting) {
  const auto hub = fresh_hub(server);
  push(meeting.store(), hub);
  const auto folder = bench::new_folder();
  auto joined = must(db::Store::open({folder, {}, 'B', {}}));
  std::filesystem::copy(meeting.folder() / "keys", folder / "keys");
  kiosk_sync::Follower follower(
      *joined, hub, kiosk_sync::Pace{5'000, 100'000, 1'000, std::chrono::milliseconds{250}});
  const double took = bench::microseconds([&] { must(follower.turn()); });
  const auto count = must(joined->count(bench::kMeeting, {core::Dimension::total, ""}));
  fmt::print("first exchange of a new kiosk, {} people: {:.2f} s\n", count.registered, took / 1e6);
  joined.reset();
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int, char** arguments) {
  const int people = arguments[1] != nullptr ? std::atoi(arguments[1]) : 100'000;
  fakes::HubServer server;
  bench::FilledMeeting meeting(0, [](db::Store&) {
    return [](int, const std::string&) { return std::vector<core::Event>{}; };
  });
  register_people(meeting.store(), people);
  push_beside_copy(server, meeting.store());
  first_sync(server, meeting);
}
