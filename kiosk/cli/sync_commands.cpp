// `sync` and `hub`.
#include <poll.h>

#include <algorithm>
#include <random>

#include "cli/command.h"
#include "cli/terminal.h"
#include "sync/follower.h"
#include "sync/hub_admin.h"

namespace cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{500};
constexpr milliseconds kLongestPause{30'000};
constexpr milliseconds kQuiet{20'000};  ///< then it is looked whether the hub still answers
constexpr std::chrono::seconds kClockTolerance{30};

/// Nobody stands at a desk that waits for the command line's transactions for long.
constexpr kiosk_sync::Pace kPace{10'000, 100'000, 1'000, milliseconds{250}};

struct SyncOptions {
  std::string hub;
  bool watch = false;
};

ordered_json round_json(const kiosk_sync::HubAddress& hub, const kiosk_sync::Round& round) {
  ordered_json stuck = ordered_json::array();
  for (const auto& one : round.stuck) {
    stuck.push_back({{"kiosk", one.letter}, {"reason", one.reason}});
  }
  ordered_json ahead = ordered_json::array();
  for (const auto& one : round.ahead) {
    ahead.push_back({{"kiosk", one.letter}, {"seconds", one.ahead.count()}});
  }
  return {{"hub", hub.shown},          {"pushed", round.pushed},
          {"pulled", round.pulled},    {"clock_ahead_ms", round.clock_ahead.count()},
          {"stuck", std::move(stuck)}, {"clocks_ahead", std::move(ahead)}};
}

void warn(Context& context, const kiosk_sync::Round& round) {
  for (const auto& one : round.stuck) {
    context.say("kiosk " + (one.letter.empty() ? "?" : one.letter) + ": " + one.reason);
  }
  if (std::chrono::abs(round.clock_ahead) > kClockTolerance) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(round.clock_ahead);
    context.say("this machine's clock is " + std::to_string(std::abs(seconds.count())) + " s " +
                (seconds.count() > 0 ? "ahead of" : "behind") + " the hub's. Set it right.");
  }
}

/// `--hub`, else what the enrolment gave, else kiosk.toml.
core::Result<std::string> hub_of(Context& context, db::Store& store, const SyncOptions& options) {
  if (!options.hub.empty()) return options.hub;
  auto enrolled = store.hub();
  if (!enrolled || !enrolled->empty()) return enrolled;
  const auto subject = context.parts.subject(context.data_folder());
  if (!subject) return tl::unexpected(subject.error());
  if (!subject->hub.empty()) return subject->hub;
  return wrong_field("hub",
                     "must be the hub's address: neither the enrolment nor kiosk.toml has one");
}

bool show_progress(Context& context, const kiosk_sync::Round& round) {
  context.err() << "\rpushed " << round.pushed << ", pulled " << round.pulled << std::flush;
  return true;
}

core::Result<int> sync_once(Context& context, kiosk_sync::Follower& follower,
                            const kiosk_sync::HubAddress& hub) {
  if (shows_progress()) {
    follower.progress = [&](const auto& round) { return show_progress(context, round); };
  }
  const auto round = follower.turn();
  if (shows_progress()) context.err() << std::endl;
  if (!round) return tl::unexpected(round.error());
  warn(context, *round);
  return context.answer(round_json(hub, *round));
}

/// Up to a quarter less than it should be, so that kiosks that lost the hub together do not come
/// back together.
milliseconds pause_after(int failures) {
  static std::minstd_rand random{std::random_device{}()};
  const auto full =
      std::min<milliseconds>(kFirstPause * (1 << std::min(failures, 8)), kLongestPause);
  return full - milliseconds{std::uniform_int_distribution<long>(0, full.count() / 4)(random)};
}

core::Result<int> sync_always(Context& context, kiosk_sync::Follower& follower,
                              const kiosk_sync::HubAddress& hub) {
  bool told_first = false;
  for (int failures = 0;;) {
    const auto round = follower.turn();
    if (round) {
      failures = 0;
      warn(context, *round);
      if (!std::exchange(told_first, true) || round->pushed + round->pulled > 0) {
        if (auto said = context.print_line(round_json(hub, *round)); !said) {
          return tl::unexpected(said.error());
        }
      }
      const auto news = follower.wait(-1, kQuiet);
      if (news) continue;
      if (news.error().failure == core::Failure::storage) return tl::unexpected(news.error());
      context.say(core::describe(news.error()));
      continue;
    }
    const auto failure = round.error().failure;
    if (failure == core::Failure::denied || failure == core::Failure::storage) {
      return tl::unexpected(round.error());
    }
    context.say(core::describe(round.error()));
    ::poll(nullptr, 0, static_cast<int>(pause_after(failures++).count()));
  }
}

core::Result<int> sync(Context& context, const SyncOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto text = hub_of(context, **store, options);
  if (!text) return tl::unexpected(text.error());
  const auto address =
      kiosk_sync::read_hub_address(*text, context.data_folder() / "keys" / "hub-ca.pem");
  if (!address) return tl::unexpected(address.error());
  kiosk_sync::Follower follower(**store, *address, kPace);
  return options.watch ? sync_always(context, follower, *address)
                       : sync_once(context, follower, *address);
}

struct HubOptions {
  std::string url;
  std::string role;
  std::vector<std::string> meetings;
  std::string meeting;
  std::string letter;
};

core::Result<int> init(Context& context, const HubOptions& options) {
  const auto address = kiosk_sync::read_hub_address(options.url);
  if (!address) return tl::unexpected(address.error());
  const auto schema = kiosk_sync::init_hub(*address);
  if (!schema) return tl::unexpected(schema.error());
  return context.answer({{"hub", address->shown},
                         {"schema", schema->now},
                         {"changed", schema->before != schema->now}});
}

core::Result<int> grant(Context& context, const HubOptions& options) {
  const auto address = kiosk_sync::read_hub_address(options.url);
  if (!address) return tl::unexpected(address.error());
  const auto login = kiosk_sync::grant_meetings(*address, options.role, options.meetings);
  if (!login) return tl::unexpected(login.error());
  ordered_json json = {{"role", login->name}, {"meetings", login->meetings}};
  if (!login->password.empty()) {
    const auto url = kiosk_sync::hub_address_for(options.url, login->name, login->password);
    if (!url) return tl::unexpected(url.error());
    json["url"] = *url;
    context.say("The address holds the password. It is shown this once.");
  }
  return context.answer(json);
}

core::Result<int> leave_out(Context& context, const HubOptions& options) {
  const auto address = kiosk_sync::read_hub_address(options.url);
  if (!address) return tl::unexpected(address.error());
  const auto found = kiosk_sync::leave_out(*address, options.meeting, options.letter);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return wrong_field("letter", "no kiosk of that letter is at the meeting");
  return context.answer({{"left_out", options.letter}});
}

HubOptions& add_hub_command(CLI::App& hub, Context& context, const std::string& name,
                            const std::string& description, const std::string& example,
                            core::Result<int> (*run)(Context&, const HubOptions&),
                            CLI::App*& command) {
  auto& options = add_command<HubOptions>(hub, context, name, description, example, run, command);
  command->add_option("url", options.url, "The database, with a login that owns it")
      ->required()
      ->type_name("postgresql://…");
  return options;
}

void add_hub_family(CLI::App& app, Context& context) {
  CLI::App* hub = add_family(app, "hub", "Set up the database that kiosks share",
                             "kioskctl hub init postgresql://hub@localhost/kiosk");
  CLI::App* command = nullptr;
  add_hub_command(*hub, context, "init", "Make the hub, or bring it up to this program",
                  "kioskctl hub init postgresql://hub@localhost/kiosk", init, command);
  auto& granted = add_hub_command(
      *hub, context, "grant", "Let a login share meetings; made if there is none of that name",
      "kioskctl hub grant postgresql://hub@localhost/kiosk --role hall --meeting fair-2019", grant,
      command);
  command->add_option("--role", granted.role, "The login")->required()->type_name("NAME");
  add_each(*command, "--meeting", granted.meetings, "A meeting's id; once for each")
      ->required()
      ->type_name("ID");
  auto& lost = add_hub_command(
      *hub, context, "leave-out", "Refuse what a lost kiosk may still send",
      "kioskctl hub leave-out postgresql://hub@localhost/kiosk --meeting fair-2019 --letter C",
      leave_out, command);
  add_meeting_option(*command, lost.meeting);
  command->add_option("--letter", lost.letter, "The kiosk's letter")->required();
}

}  // namespace

void add_sync_commands(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<SyncOptions>(
      app, context, "sync", "Exchange rows with the hub: one round, or until it is ended",
      "kioskctl sync --hub postgresql://hall:secret@hub.example.org/kiosk --watch", sync, command);
  command->add_option("--hub", options.hub, "The hub; else the enrolment's or kiosk.toml's")
      ->type_name("postgresql://…");
  command->add_flag("--watch", options.watch, "Keep on; one line whenever rows went");
  add_hub_family(app, context);
}

}  // namespace cli
