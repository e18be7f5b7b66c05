// `counts` and `conflicts`.
#include <algorithm>

#include "cli/command.h"
#include "cli/json.h"
#include "core/counts.h"
#include "core/grant.h"
#include "report/disagreements.h"

namespace cli {
namespace {

struct CountOptions {
  std::string meeting;
  std::vector<std::string> by;
  bool inside = false;
  bool thresholds = false;
  std::optional<std::string> at;
};

struct ConflictOptions {
  std::string meeting;
  bool all = false;
  std::string conflict;  ///< to be settled; empty: they are listed
  std::string how;
};

std::vector<core::Dimension> dimensions(const std::vector<std::string>& names) {
  std::vector<core::Dimension> by;
  for (const std::string& name : names) {
    const auto dimension = core::parse_dimension(name);
    const bool is_new = dimension && std::find(by.begin(), by.end(), *dimension) == by.end();
    if (is_new) by.push_back(*dimension);
  }
  return by;
}

bool holds(const std::vector<core::Dimension>& by, core::Dimension wanted) {
  return std::find(by.begin(), by.end(), wanted) != by.end();
}

/// Inside is now: no day of the past, and no hour of arrival, has anybody inside.
bool tells_inside(const CountOptions& options, const std::vector<core::Dimension>& by) {
  return options.inside && !holds(by, core::Dimension::day) && !holds(by, core::Dimension::arrival);
}

/// Whether everybody who is registered stands in exactly one row.
bool divides_people(core::Dimension dimension) {
  switch (dimension) {
    case core::Dimension::country:
    case core::Dimension::town:
    case core::Dimension::partner:
    case core::Dimension::kind:
    case core::Dimension::gender:
      return true;
    default:
      return false;
  }
}

/// Who was let in with a genuine badge before their registration arrived is in the total only: they
/// get a row with an empty key, so that the rows add up.
void add_those_unheard_of(db::CountTable& table, core::Dimension dimension) {
  core::Count rest = table.total;
  for (const db::CountRow& row : table.rows) rest -= row.count;
  if (rest == core::Count{}) return;
  const std::string name(core::to_text(dimension));
  const auto nameless = std::find_if(table.rows.begin(), table.rows.end(),
                                     [&](const auto& row) { return row.keys.at(name).empty(); });
  if (nameless != table.rows.end()) {
    nameless->count += rest;
  } else {
    table.rows.insert(table.rows.begin(), {{{name, ""}}, rest});
  }
}

ordered_json row_json(const db::CountRow& row, const std::vector<core::Dimension>& by,
                      bool with_inside) {
  ordered_json json = ordered_json::object();
  for (core::Dimension dimension : by) {
    const std::string name(core::to_text(dimension));
    const auto key = row.keys.find(name);
    json[name] = key == row.keys.end() ? std::string() : key->second;
  }
  json["registered"] = row.count.registered;
  json["present"] = row.count.present;
  if (with_inside) json["inside"] = row.count.inside;
  return json;
}

core::Result<core::Attained> attained(db::Store& store, const core::MeetingId& meeting,
                                      int participants) {
  core::Attained reached{participants, 0, 0};
  const auto invited = store.count(
      meeting, {core::Dimension::kind, std::string(core::to_text(core::Kind::invited))});
  if (!invited) return tl::unexpected(invited.error());
  reached.invited = invited->present;
  const auto countries = store.counts(meeting, {core::Dimension::country});
  if (!countries) return tl::unexpected(countries.error());
  for (const db::CountRow& row : countries->rows) {
    const bool somewhere = !row.keys.at("country").empty();
    if (somewhere && row.count.present > 0) ++reached.countries;
  }
  return reached;
}

ordered_json threshold_json(const core::Threshold& threshold) {
  return {{"name", threshold.name},
          {"reached", threshold.reached},
          {"needed", threshold.needed},
          {"missing", threshold.missing()},
          {"text", std::string(threshold.name) + " " + std::to_string(threshold.reached) + " of " +
                       std::to_string(threshold.needed)}};
}

/// Adds what the grant asks for; on the last day what is missing is said aloud.
core::Result<void> add_thresholds(Context& context, db::Store& store, const core::Meeting& meeting,
                                  core::Instant now, int participants, ordered_json& json) {
  const auto reached = attained(store, meeting.id, participants);
  if (!reached) return tl::unexpected(reached.error());
  const bool last_day = core::is_last_day(meeting, now);
  json["last_day"] = last_day;
  json["thresholds"] = ordered_json::array();
  for (const core::Threshold& threshold : core::thresholds(meeting.grant, *reached)) {
    json["thresholds"].push_back(threshold_json(threshold));
    if (!last_day || threshold.missing() == 0) continue;
    context.say("Today is the last day, and the grant asks for more: " +
                json["thresholds"].back()["text"].get<std::string>() + ".");
  }
  return {};
}

core::Result<int> counts(Context& context, const CountOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto at = parse_at(options.at, (*meeting)->zone);
  if (!at) return tl::unexpected(at.error());
  const auto by = dimensions(options.by);
  auto table = (*store)->counts({options.meeting}, by);
  if (!table) return tl::unexpected(table.error());
  if (by.size() == 1 && divides_people(by.front())) add_those_unheard_of(*table, by.front());
  const bool with_inside = tells_inside(options, by);
  ordered_json rows = ordered_json::array();
  for (const db::CountRow& row : table->rows) rows.push_back(row_json(row, by, with_inside));
  ordered_json json = {{"registered", table->total.registered},
                       {"present", table->total.present},
                       {"inside", table->total.inside},
                       {"rows", std::move(rows)}};
  if (options.thresholds) {
    const core::Instant now = at->value_or(
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    const auto added = add_thresholds(context, **store, **meeting, now, table->total.present, json);
    if (!added) return tl::unexpected(added.error());
  }
  return context.answer(json);
}

core::Result<ordered_json> attendee_json(db::Store& store, const core::MeetingId& meeting,
                                         core::AttendeeId id) {
  const auto card = store.find_attendee(meeting, core::to_text(id));
  if (!card) return tl::unexpected(card.error());
  return attendee_summary(card->attendee);
}

ordered_json sides_json(const report::Disagreement& found, const core::Zone& zone) {
  ordered_json sides = ordered_json::array();
  for (const report::Side& side : found.sides) {
    sides.push_back(
        {{"kiosk", side.kiosk}, {"at", core::to_rfc3339(side.at, zone)}, {"what", side.what}});
  }
  return sides;
}

core::Result<ordered_json> conflict_json(db::Store& store, const core::Meeting& meeting,
                                         const report::Disagreement& found) {
  ordered_json json = {{"attendee", nullptr}};
  if (found.attendee) {
    auto who = attendee_json(store, meeting.id, found.attendee);
    if (!who) return who;
    json = std::move(*who);
  }
  if (found.other) {
    auto other = attendee_json(store, meeting.id, found.other);
    if (!other) return other;
    json["other"] = std::move(*other);
  }
  json["checkpoint"] = found.checkpoint.text;
  json["scans"] = ordered_json::array();
  for (const auto& [scan, kiosk] : found.scans) {
    json["scans"].push_back({{"at", core::to_rfc3339(scan.at, meeting.zone)},
                             {"kiosk", kiosk},
                             {"checkpoint", scan.checkpoint.text},
                             {"nonce", scan.nonce}});
  }
  json["conflict"] = found.id;
  json["what"] = report::to_text(found.kind);
  json["field"] = found.field;
  json["sides"] = sides_json(found, meeting.zone);
  json["settled"] = found.settled.empty() ? ordered_json(nullptr) : ordered_json(found.settled);
  return json;
}

/// Only what is listed can be settled, so that a slip of the pen is told.
core::Result<int> settle(Context& context, db::Store& store, const ConflictOptions& options) {
  auto done = report::settle(store, {options.meeting}, options.conflict, options.how);
  if (!done) return tl::unexpected(done.error());
  ordered_json json = {{"conflict", options.conflict}, {"settled", options.how}};
  return context.answer(json);
}

core::Result<int> conflicts(Context& context, const ConflictOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  if (!options.conflict.empty()) return settle(context, **store, options);
  const auto found = report::find_disagreements(**store, {options.meeting});
  if (!found) return tl::unexpected(found.error());
  ordered_json list = ordered_json::array();
  for (const report::Disagreement& one : *found) {
    if (!one.settled.empty() && !options.all) continue;
    auto json = conflict_json(**store, **meeting, one);
    if (!json) return tl::unexpected(json.error());
    list.push_back(std::move(*json));
  }
  return context.answer(list);
}

}  // namespace

void add_count_commands(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& counted = add_command<CountOptions>(
      app, context, "counts", "People registered, present and inside",
      "kioskctl counts --meeting daugavpils-2019-03 --by country --by day", counts, command);
  add_meeting_option(*command, counted.meeting);
  add_each(*command, "--by", counted.by,
           "Rows by this; several give every combination. By country, town, partner, kind or "
           "gender alone, an empty key stands for who was let in and is not heard of here yet")
      ->check(CLI::IsMember({"country", "town", "partner", "kind", "gender", "day", "checkpoint",
                             "session", "arrival"}));
  command->add_flag("--thresholds", counted.thresholds,
                    "What the grant asks for, and what is missing");
  command
      ->add_option("--at", counted.at,
                   "For --thresholds: whether this moment, instead of now, is on the last day. The "
                   "figures are those of now")
      ->type_name("TIME");
  command->add_flag("--inside", counted.inside,
                    "Rows tell who is inside now as well; not by day or arrival");
  auto& apart = add_command<ConflictOptions>(
      app, context, "conflicts",
      "What kiosks that were cut off did against each other: admitted or registered twice, edited "
      "in two places, more people than places",
      "kioskctl conflicts --meeting daugavpils-2019-03", conflicts, command);
  add_meeting_option(*command, apart.meeting);
  command->add_flag("--all", apart.all, "Those that were settled as well");
  CLI::App* settled = command->add_subcommand("settle", "Write down how one was settled");
  settled->footer(
      "Example:\n  kioskctl conflicts settle 9Q3V0A7K1MZ5C --how 'one person, checked at the "
      "door' --meeting daugavpils-2019-03");
  settled->add_option("conflict", apart.conflict, "Its id")->required()->type_name("ID");
  settled
      ->add_option(
          "--how", apart.how,
          "What was found, and decided; without names, for it outlives the erasing of a person")
      ->required()
      ->type_name("TEXT");
}

}  // namespace cli
