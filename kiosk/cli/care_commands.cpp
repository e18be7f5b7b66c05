// `verify` and `rebuild`.
#include "cli/command.h"
#include "report/evidence.h"

namespace cli {
namespace {

struct NoOptions {};

struct VerifyOptions {
  std::vector<std::string> heads;  ///< as documents carry them
};

core::Result<std::vector<db::JournalHead>> heads_of(const VerifyOptions& options) {
  std::vector<db::JournalHead> heads;
  for (const std::string& text : options.heads) {
    const auto head = report::parse_head(text);
    if (!head) return wrong_field("head", "must be LETTER:NUMBER:HEX, as at the foot of a sheet");
    heads.push_back(*head);
  }
  return heads;
}

/// Whether each row that a document named is still there, with everything before it: the chain to
/// it was checked already. What does not stand becomes a problem.
core::Result<ordered_json> check_heads(db::Store& store, const std::vector<db::JournalHead>& heads,
                                       db::Verification& report) {
  ordered_json list = ordered_json::array();
  for (const db::JournalHead& head : heads) {
    const auto stands = store.has_journal_row(head);
    if (!stands) return tl::unexpected(stands.error());
    list.push_back({{"head", report::head_text(head)}, {"stands", *stands}});
    if (*stands) continue;
    report.ok = false;
    report.problems.push_back("kiosk " + head.letter + " row " + std::to_string(head.seq) +
                              ": it was changed or removed since the document was made");
  }
  return list;
}

core::Result<int> verify(Context& context, const VerifyOptions& options) {
  const auto heads = heads_of(options);
  if (!heads) return tl::unexpected(heads.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  auto report = (*store)->verify();
  if (!report) return tl::unexpected(report.error());
  auto checked = check_heads(**store, *heads, *report);
  if (!checked) return tl::unexpected(checked.error());
  ordered_json chains = ordered_json::array();
  for (const db::ChainReport& chain : report->chains) {
    chains.push_back({{"kiosk", chain.letter}, {"rows", chain.rows}, {"head", chain.head}});
  }
  ordered_json json = {{"ok", report->ok},
                       {"integrity", report->integrity},
                       {"chains", std::move(chains)},
                       {"problems", report->problems}};
  if (!heads->empty()) json["heads"] = std::move(*checked);
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
  auto& verified = add_command<VerifyOptions>(
      app, context, "verify", "Check the file, the journal's hash chains and the derived tables",
      "kioskctl verify --head A:1042:9f86d0…", verify, command);
  add_each(*command, "--head", verified.heads,
           "The journal's head as a document carries it: nothing before it was changed or removed")
      ->type_name("LETTER:NUMBER:HEX");
  add_command<NoOptions>(app, context, "rebuild", "Make the derived tables anew from the journal",
                         "kioskctl rebuild", rebuild, command);
}

}  // namespace cli
