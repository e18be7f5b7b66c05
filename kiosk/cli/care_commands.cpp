// `verify` and `rebuild`.
#include "cli/command.h"
#include "cli/terminal.h"
#include "db/written_since.h"
#include "report/evidence.h"
#include "report/seal.h"

namespace cli {
namespace {

struct NoOptions {};

struct VerifyOptions {
  std::vector<std::string> heads;       ///< as documents carry them
  std::filesystem::path exported = {};  ///< its checksum file names heads
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

/// The journal's kinds as people say them.
std::string words_for(const std::string& kind) {
  static const std::map<std::string, std::string, std::less<>> kWords = {
      {"attendee_registered", "a person was registered"},
      {"attendee_edited", "a person's details were changed"},
      {"attendee_cancelled", "a registration was cancelled"},
      {"attendee_erased", "a person was erased: their details are gone, the counts stay"},
      {"attendees_merged", "two registrations were merged"},
      {"badge_issued", "a badge was issued"},
      {"badge_revoked", "a badge was withdrawn"},
      {"scan_tried", "a scan"},
      {"scan_undone", "a scan was undone"},
      {"meeting_stored", "the meeting file was changed"},
      {"retention_run", "what was kept too long was erased"},
      {"kiosk_opened", "a kiosk was begun"},
      {"print_queued", "a badge was sent to the printer"},
      {"print_moved", "a print was asked for once more"},
      {"print_ended", "a print ended"},
      {"signed_in", "somebody signed in"},
      {"pin_changed", "a PIN was changed"}};
  const auto found = kWords.find(kind);
  return found == kWords.end() ? kind : found->second;
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

/// Whether the export is as it was made, and what its journal has become since, in words.
core::Result<ordered_json> check_export(Context& context, db::Store& store,
                                        const std::filesystem::path& file, const report::Seal& seal,
                                        db::Verification& report) {
  const auto hash = report::sha256_of(file);
  if (!hash) return tl::unexpected(hash.error());
  const bool unchanged = *hash == seal.sha256;
  if (!unchanged) {
    report.ok = false;
    report.problems.push_back("the file " + file.string() + " is not what was exported");
  }
  const auto since = db::written_since(store.folder(), seal.heads);
  if (!since) return tl::unexpected(since.error());
  ordered_json kinds = ordered_json::object();
  std::int64_t rows = 0;
  for (const auto& [kind, count] : *since) {
    kinds[kind] = count;
    rows += count;
  }
  context.say(rows == 0 ? "Nothing was written since the export."
                        : "Written since the export: " + std::to_string(rows) + " rows");
  for (const auto& [kind, count] : *since) {
    context.say("  " + std::to_string(count) + " × " + words_for(kind));
  }
  return ordered_json{{"file", file.string()}, {"unchanged", unchanged}, {"since", kinds}};
}

core::Result<int> verify(Context& context, const VerifyOptions& options) {
  auto heads = heads_of(options);
  if (!heads) return tl::unexpected(heads.error());
  report::Seal seal;
  if (!options.exported.empty()) {
    auto read = report::read_seal(options.exported);
    if (!read) return tl::unexpected(read.error());
    seal = std::move(*read);
    heads->insert(heads->end(), seal.heads.begin(), seal.heads.end());
  }
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  auto report = [&] {
    PercentLine line(context);
    return (*store)->verify(line.progress());
  }();
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
  if (!options.exported.empty()) {
    auto since = check_export(context, **store, options.exported, seal, *report);
    if (!since) return tl::unexpected(since.error());
    json["export"] = std::move(*since);
    json["ok"] = report->ok;
    json["problems"] = report->problems;
  }
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
  command
      ->add_option(
          "--export", verified.exported,
          "An export with its checksum file: that the file is as it was made, that nothing "
          "before it was changed or removed, and what was written since")
      ->type_name("FILE");
  add_command<NoOptions>(app, context, "rebuild", "Make the derived tables anew from the journal",
                         "kioskctl rebuild", rebuild, command);
}

}  // namespace cli
