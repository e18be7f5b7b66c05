// `attendee needs`: what people asked for, for the organiser alone.
#include <algorithm>

#include "cli/command.h"
#include "cli/terminal.h"
#include "core/needs.h"

namespace cli {
namespace {

struct NeedsOptions {
  std::string meeting;
  std::string forget;
  bool totals = false;
};

/// The organiser's PIN comes from standard input, as with `pin check`.
core::Result<void> let_in(Context& context, db::Store& store) {
  const auto pin = read_secret(context, "PIN for organiser: ");
  if (!pin) return tl::unexpected(pin.error());
  const auto outcome = store.check_pin(core::Role::organiser, *pin);
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->answer == db::PinAnswer::right) return {};
  return core::fail(
      core::Failure::denied, "Only the organiser's PIN opens what people need.",
      "`kioskctl pin set --role organiser` sets one; wrong tries lock it for a while.");
}

core::Result<int> forget(Context& context, db::Store& store, const NeedsOptions& options) {
  const auto card = store.find_attendee({options.meeting}, options.forget);
  if (!card) return tl::unexpected(card.error());
  const auto gone = store.forget_needs({options.meeting}, card->attendee.id);
  if (!gone) return tl::unexpected(gone.error());
  ordered_json json = {{"forgotten", *gone}};
  return context.answer(json);
}

/// For the caterer, who needs to know how many and not who: every need that is asked, also those
/// that nobody has.
ordered_json totals_of(const std::vector<db::Needs>& all) {
  ordered_json counts = ordered_json::object();
  for (const std::string_view need : core::kNeeds) {
    counts[std::string(need)] = std::count_if(all.begin(), all.end(), [&](const db::Needs& one) {
      return std::find(one.words.begin(), one.words.end(), need) != one.words.end();
    });
  }
  return {{"people", all.size()}, {"totals", counts}};
}

core::Result<int> needs(Context& context, const NeedsOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  if (const auto known = (*store)->meeting({options.meeting}); !known) {
    return tl::unexpected(known.error());
  }
  if (auto allowed = let_in(context, **store); !allowed) return tl::unexpected(allowed.error());
  if (!options.forget.empty()) return forget(context, **store, options);
  const auto all = (*store)->needs({options.meeting});
  if (!all) return tl::unexpected(all.error());
  if (options.totals) return context.answer(totals_of(*all));
  ordered_json json = ordered_json::array();
  for (const db::Needs& one : *all) {
    json.push_back({{"number", one.number}, {"needs", one.words}});
  }
  return context.answer(json);
}

}  // namespace

void add_needs_command(CLI::App& family, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<NeedsOptions>(
      family, context, "needs", "Food and access needs, with the organiser's PIN",
      "kioskctl attendee needs --meeting daugavpils-2019-03", needs, command);
  add_meeting_option(*command, options.meeting);
  command->add_flag("--totals", options.totals,
                    "How many people asked for what, and nothing of who: for the caterer");
  command->add_option("--forget", options.forget,
                      "Deletes what this person asked for: number, code or id");
}

}  // namespace cli
