#include "sync/hub.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

#include "sync/hub_fault.h"
#include "sync/hub_rows.h"
#include "sync/hub_sql.h"

namespace kiosk_sync {
namespace {

template <class Items, class Number>
std::string to_array(const Items& items, Number number_of) {
  std::string text = "{";
  for (const auto& item : items) {
    if (text.size() > 1) text += ',';
    text += std::to_string(number_of(item));
  }
  return text + "}";
}

core::Error newer(const std::string& shown, int version) {
  return {core::Failure::unreachable,
          "The hub at " + shown + " was set up by a newer program (schema " +
              std::to_string(version) + ", this program knows " +
              std::to_string(newest_hub_schema()) + ").",
          "Install the newer program on this machine. Until then it works alone.",
          {},
          "sync.newer"};
}

core::Error no_hub(const std::string& shown) {
  return {core::Failure::unreachable,
          "The database at " + shown + " is no hub yet, or of an older program.",
          "Set it up: kioskctl hub init URL.",
          {},
          "sync.no_hub"};
}

}  // namespace

/// Notices what other kiosks handed over.
class Hub::Ear : public pqxx::notification_receiver {
 public:
  Ear(Hub& hub, const std::string& channel, std::string own)
      : notification_receiver(hub.connection_, channel), hub_(hub), own_(std::move(own)) {}
  void operator()(const std::string& kiosk, int) override {
    if (kiosk != own_) hub_.news_ = true;
  }

 private:
  Hub& hub_;
  const std::string own_;
};

Hub::Hub(const HubAddress& address, std::chrono::milliseconds patience)
    : shown_(address.shown), deadline_(patience), connection_(address.connection) {}

Hub::~Hub() { ears_.clear(); }

template <class Work>
auto Hub::ask(Work work) -> decltype(work()) {
  return guarded_hub(shown_, [&] {
    const Deadline::Watch watch(deadline_, connection_.sock());
    return work();
  });
}

core::Result<std::unique_ptr<Hub>> Hub::connect(const HubAddress& address,
                                                std::chrono::milliseconds patience) {
  auto hub = guarded_hub(address.shown, [&]() -> core::Result<std::unique_ptr<Hub>> {
    return std::make_unique<Hub>(address, patience);
  });
  if (!hub) return hub;
  if (auto right = (*hub)->check_schema(); !right) return tl::unexpected(right.error());
  return hub;
}

core::Result<void> Hub::check_schema() {
  return ask([&]() -> core::Result<void> {
    pqxx::nontransaction look(connection_);
    if (!look.exec1(hub_sql("hub_is_there"))[0].as<bool>()) return tl::unexpected(no_hub(shown_));
    const int version = look.exec1(hub_sql("hub_version"))[0].as<int>();
    if (version > newest_hub_schema()) return tl::unexpected(newer(shown_, version));
    if (version < newest_hub_schema()) return tl::unexpected(no_hub(shown_));
    look.exec0(hub_sql("hub_patience"));
    return {};
  });
}

core::Result<std::chrono::milliseconds> Hub::clock_ahead() {
  return ask([&]() -> core::Result<std::chrono::milliseconds> {
    using std::chrono::milliseconds;
    using std::chrono::system_clock;
    pqxx::nontransaction look(connection_);
    const auto began = std::chrono::steady_clock::now();
    const milliseconds there{look.exec1(hub_sql("hub_clock"))[0].as<std::int64_t>()};
    const auto half_way = (std::chrono::steady_clock::now() - began) / 2;
    const auto here = system_clock::now().time_since_epoch() - half_way;
    return std::chrono::duration_cast<milliseconds>(here) - there;
  });
}

core::Result<void> Hub::join(core::KioskId kiosk, const std::string& letter,
                             const std::vector<core::KioskId>& before) {
  return ask([&]() -> core::Result<void> {
    pqxx::work work(connection_);
    const auto numbers = to_array(before, [](core::KioskId id) { return to_hub(id.bits); });
    work.exec_params(hub_sql("hub_join"), to_hub(kiosk.bits), letter, numbers);
    work.commit();
    return {};
  });
}

core::Result<void> Hub::bring(core::KioskId kiosk, const std::string& letter) {
  return ask([&]() -> core::Result<void> {
    pqxx::work work(connection_);
    work.exec_params(hub_sql("hub_bring"), to_hub(kiosk.bits), letter);
    work.commit();
    return {};
  });
}

core::Result<std::vector<HubMark>> Hub::marks() {
  return ask([&]() -> core::Result<std::vector<HubMark>> {
    pqxx::nontransaction look(connection_);
    std::vector<HubMark> marks;
    for (const pqxx::row& row : look.exec(hub_sql("hub_marks"))) {
      marks.push_back({core::KioskId{from_hub(row[0])}, row[1].c_str(), row[2].as<std::int64_t>(),
                       row[3].is_null() ? std::string() : from_bytea(row[3])});
    }
    return marks;
  });
}

core::Result<std::int64_t> Hub::push(
    core::KioskId kiosk, const std::function<core::Result<Rows>(const HubMark&)>& rows_from) {
  return ask([&]() -> core::Result<std::int64_t> {
    pqxx::work work(connection_);
    work.exec0(hub_sql("hub_lock_patience"));
    const pqxx::result held = work.exec_params(hub_sql("hub_hold"), to_hub(kiosk.bits));
    if (held.empty()) return 0;
    const pqxx::row mark = held[0];
    const auto rows = rows_from({kiosk,
                                 {},
                                 mark[0].as<std::int64_t>(),
                                 mark[1].is_null() ? std::string() : from_bytea(mark[1])});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return 0;
    copy_rows(work, "hub.journal", *rows);
    work.commit();
    return static_cast<std::int64_t>(rows->size());
  });
}

core::Result<std::int64_t> Hub::pull(const std::vector<Held>& held, int most,
                                     const std::function<int()>& piece,
                                     const std::function<core::Result<void>(const Rows&)>& take) {
  return ask([&]() -> core::Result<std::int64_t> {
    pqxx::work work(connection_);
    work.exec_params(hub_sql("hub_rows_beyond"),
                     to_array(held, [](const Held& one) { return to_hub(one.kiosk.bits); }),
                     to_array(held, [](const Held& one) { return one.seq; }), most);
    std::int64_t pulled = 0;
    for (;;) {
      const Deadline::Watch watch(deadline_, connection_.sock());  // each piece anew
      const pqxx::result part = work.exec(hub_sql_with("hub_fetch", piece()));
      if (part.empty()) return pulled;
      Rows rows;
      rows.reserve(part.size());
      for (const pqxx::row& row : part) rows.push_back(row_of(row));
      if (auto taken = take(rows); !taken) return tl::unexpected(taken.error());
      pulled += static_cast<std::int64_t>(rows.size());
    }
  });
}

core::Result<void> Hub::listen(core::KioskId own) {
  return ask([&]() -> core::Result<void> {
    std::vector<std::string> channels;
    {
      pqxx::nontransaction look(connection_);
      for (const pqxx::row& row : look.exec(hub_sql("hub_my_meetings"))) {
        channels.emplace_back(row[1].c_str());
      }
    }
    ears_.clear();
    for (const std::string& channel : channels) {
      ears_.push_back(std::make_unique<Ear>(*this, channel, std::to_string(to_hub(own.bits))));
    }
    return {};
  });
}

core::Result<bool> Hub::wait(int wake, std::chrono::milliseconds time) {
  return ask([&]() -> core::Result<bool> {
    connection_.get_notifs();  // what came with the last answer
    if (!news_) {
      std::array<pollfd, 2> ready{{{connection_.sock(), POLLIN, 0}, {wake, POLLIN, 0}}};
      if (::poll(ready.data(), ready.size(), static_cast<int>(time.count())) < 0 &&
          errno != EINTR) {
        throw std::runtime_error("poll");
      }
      if (ready[0].revents != 0) connection_.get_notifs();
      eventfd_t ignored = 0;
      if (ready[1].revents != 0 && ::eventfd_read(wake, &ignored) == 0) return true;
    }
    return std::exchange(news_, false);
  });
}

}  // namespace kiosk_sync
