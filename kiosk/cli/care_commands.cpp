// `verify` and `rebuild`.
#include "cli/command.h"

namespace cli {
namespace {

struct NoOptions {};

core::Result<int> verify(Context& context, const NoOptions&) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto report = (*store)->verify();
  if (!report) return tl::unexpected(report.error());
  ordered_json chains = ordered_json::array();
  for (const db::ChainReport& chain : report->chains) {
    chains.push_back({{"kiosk", chain.letter}, {"rows", chain.rows}, {"head", chain.head}});
  }
  ordered_json json = {{"ok", report->ok},
                       {"integrity", report->integrity},
                       {"chains", std::move(chains)},
                       {"problems", report->problems}};
  for (const std::string& problem : report->problems) context.say(problem);
  return context.answer(json, report->ok ? kDone : core::exit_status(core::Failure::storage));
}

core::Result<int> rebuild(Context& context, const NoOptions&) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  if (auto done = (*store)->rebuild(); !done) return tl::unexpected(done.error());
  ordered_json json = {{"rebuilt", true}};
  return context.answer(json);
}

}  // namespace

void add_care_commands(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  add_command<NoOptions>(app, context, "verify",
                         "Check the file, the journal's hash chains and the derived tables",
                         "kioskctl verify --json", verify, command);
  add_command<NoOptions>(app, context, "rebuild", "Make the derived tables anew from the journal",
                         "kioskctl rebuild", rebuild, command);
}

}  // namespace cli
