// `badge revoke|reissue|render|print`.
#include <cctype>

#include "badge/render.h"
#include "cli/badges.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/terminal.h"
#include "i18n/places.h"
#include "report/atomic_file.h"
#include "report/badge_content.h"
#include "report/badge_order.h"

namespace cli {
namespace {

constexpr std::size_t kLongestWhy = 400;
constexpr double kPrintDpi = 300;

struct BadgeOptions {
  std::string meeting, person, why;
};

struct RenderOptions {
  std::string meeting, person, form;
  std::string sort = "number";
  bool all = false;
  double dpi = kPrintDpi;
  std::filesystem::path out;
};

ordered_json badge_json(const db::AttendeeCard& card) {
  return {{"attendee", core::to_text(card.attendee.id)},
          {"number", card.attendee.number},
          {"code", card.code.empty() ? ordered_json(nullptr) : ordered_json(card.code)}};
}

core::Result<int> revoke(Context& context, const BadgeOptions& options) {
  if (!core::is_clean_text(options.why, kLongestWhy)) {
    return wrong_field("why", "must be at most 400 bytes of plain text");
  }
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto card = (*store)->revoke_badge({options.meeting}, options.person, options.why);
  if (!card) return tl::unexpected(card.error());
  ordered_json json = badge_json(*card);
  json["revoked"] = true;
  return context.answer(json);
}

core::Result<int> reissue(Context& context, const BadgeOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto card = (*store)->reissue_badge({options.meeting}, options.person);
  if (!card) return tl::unexpected(card.error());
  return context.answer(badge_json(*card));
}

/// Everybody who is registered, in the order asked for.
core::Result<std::vector<core::Attendee>> registered_people(db::Store& store,
                                                            const core::Meeting& meeting,
                                                            const std::string& sort) {
  std::vector<core::Attendee> people;
  const auto listed = store.for_each_attendee(meeting.id, [&](const core::Attendee& attendee) {
    if (attendee.status == core::Status::registered) people.push_back(attendee);
  });
  if (!listed) return tl::unexpected(listed.error());
  const auto order = report::parse_badge_order(sort);
  if (order) report::sort_for_badges(people, *order, meeting);
  return people;
}

/// Of everybody who has a valid badge.
core::Result<std::vector<badge::Content>> contents_of_all(db::Store& store,
                                                          const core::Meeting& meeting,
                                                          const i18n::Catalogues& catalogues,
                                                          const std::string& sort) {
  const auto people = registered_people(store, meeting, sort);
  if (!people) return tl::unexpected(people.error());
  std::vector<badge::Content> contents;
  for (const core::Attendee& person : *people) {
    const auto card = store.find_attendee(meeting.id, core::to_text(person.id));
    if (!card) return tl::unexpected(card.error());
    if (card->code.empty()) continue;
    contents.push_back(report::make_badge_content(meeting, card->attendee, card->code, catalogues));
  }
  return contents;
}

core::Result<std::string> render_one(const badge::Template& form, const badge::Content& content,
                                     const RenderOptions& options) {
  const std::string kind = options.out.extension().string();
  if (kind == ".svg") return badge::render_svg(form, content);
  if (kind == ".png") return badge::render_png(form, content, options.dpi);
  return badge::render_pdf(form, content);
}

core::Result<std::string> render_everybody(Context& context, const badge::Template& form,
                                           const std::vector<badge::Content>& contents) {
  if (contents.empty()) {
    return core::fail(core::Failure::bad_input, "Nobody here has a badge to render.",
                      "`kioskctl register` registers somebody.");
  }
  const bool shows = shows_progress();
  const auto progress = [&](std::size_t done) {
    if (shows)
      context.err() << "\r" << done << " of " << contents.size() << " badges" << std::flush;
    return true;
  };
  auto pdf = badge::render_all_pdf(form, contents, progress);
  if (shows) context.err() << std::endl;
  return pdf;
}

core::Result<void> check_render(const RenderOptions& options) {
  const std::string kind = options.out.extension().string();
  if (options.all == !options.person.empty()) {
    return core::fail(core::Failure::usage, "Give either one person or --all.");
  }
  if (kind != ".pdf" && kind != ".png" && kind != ".svg") {
    return core::fail(core::Failure::usage, "The file's name must end in .pdf, .png or .svg.");
  }
  if (options.all && kind != ".pdf") {
    return core::fail(core::Failure::usage, "All badges go into one .pdf file.");
  }
  return {};
}

/// The numbers of those whose names no installed font can write; staff are told.
core::Result<ordered_json> warn_of_missing_letters(Context& context,
                                                   const std::vector<badge::Content>& contents) {
  ordered_json numbers = ordered_json::array();
  for (const badge::Content& content : contents) {
    const auto missing = badge::missing_letters(content);
    if (!missing) return tl::unexpected(missing.error());
    if (*missing > 0) numbers.push_back(content.number);
  }
  if (!numbers.empty())
    context.say("Letters that no installed font has are boxes on the badges of " + numbers.dump() +
                ". Install a font for them (Debian: fonts-noto-core, fonts-noto-cjk).");
  return numbers;
}

core::Result<int> write_badges(Context& context, const RenderOptions& options,
                               const std::string& bytes,
                               const std::vector<badge::Content>& contents) {
  const auto missing = warn_of_missing_letters(context, contents);
  if (!missing) return tl::unexpected(missing.error());
  const auto fill = [&](std::ostream& out) -> core::Result<void> {
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return {};
  };
  const auto written = report::write_file(options.out, fill);
  if (!written) return tl::unexpected(written.error());
  ordered_json json = {
      {"file", options.out.string()}, {"badges", contents.size()}, {"missing_letters", *missing}};
  return context.answer(json);
}

core::Result<int> render(Context& context, const RenderOptions& options) {
  if (auto checked = check_render(options); !checked) return tl::unexpected(checked.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto form = find_template(context, **meeting, options.form);
  if (!form) return tl::unexpected(form.error());
  const auto catalogues = i18n::Catalogues::load(i18n::catalogues_folder());
  if (!catalogues) return tl::unexpected(catalogues.error());
  if (options.all) {
    const auto contents = contents_of_all(**store, **meeting, *catalogues, options.sort);
    if (!contents) return tl::unexpected(contents.error());
    const auto pdf = render_everybody(context, *form, *contents);
    if (!pdf) return tl::unexpected(pdf.error());
    return write_badges(context, options, *pdf, *contents);
  }
  const auto content = content_of(**store, **meeting, *catalogues, options.person);
  if (!content) return tl::unexpected(content.error());
  const auto bytes = render_one(*form, *content, options);
  if (!bytes) return tl::unexpected(bytes.error());
  return write_badges(context, options, *bytes, {*content});
}

void add_render(CLI::App& family, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<RenderOptions>(
      family, context, "render", "Write badges to a file",
      "kioskctl badge render A-0001 --meeting daugavpils-2019-03 --template 62x100 -o badge.pdf\n"
      "  kioskctl badge render --all --meeting daugavpils-2019-03 --template A4-CR80 "
      "--sort name -o all.pdf",
      render, command);
  command->add_option("person", options.person, "An id, a number or a code")->type_name("NUMBER");
  command->add_flag("--all", options.all, "Everybody who is registered, a page or a place each");
  command->add_option("--sort", options.sort, "The order of --all")
      ->check(CLI::IsMember({"number", "name", "town", "partner", "country"}))
      ->capture_default_str();
  add_meeting_option(*command, options.meeting);
  command->add_option("--template", options.form,
                      "A template's name or .toml file; else the one of the meeting");
  command->add_option("--dpi", options.dpi, "Resolution of a .png")
      ->check(CLI::Range(badge::kLowestDpi, badge::kHighestDpi))
      ->capture_default_str();
  add_target(*command, context, "-o,--output", options.out, "The file to write: .pdf, .png or .svg")
      ->required();
}

}  // namespace

core::Result<badge::Template> find_template(const Context& context, const core::Meeting& meeting,
                                            const std::string& asked) {
  const std::string name = asked.empty() ? meeting.badge_template : asked;
  if (name.size() > 5 && name.substr(name.size() - 5) == ".toml") return badge::load_template(name);
  if (name.find('/') != std::string::npos || name.empty()) {
    return wrong_field("template", "must be a template's name, such as 62x100, or a .toml file");
  }
  const auto own = context.data_folder() / "badges" / (name + ".toml");
  std::error_code ignored;  // what cannot be looked at is not there
  if (std::filesystem::exists(own, ignored)) return badge::load_template(own);
  const auto file = i18n::assets_folder() / "badges" / (name + ".toml");
  if (!std::filesystem::exists(file, ignored)) {
    return wrong_field("template", "is none of those in " + file.parent_path().string());
  }
  return badge::load_template(file);
}

core::Result<badge::Content> content_of(db::Store& store, const core::Meeting& meeting,
                                        const i18n::Catalogues& catalogues,
                                        const std::string& person) {
  const auto card = store.find_attendee(meeting.id, person);
  if (!card) return tl::unexpected(card.error());
  if (card->code.empty()) {
    return core::fail(core::Failure::bad_input, card->attendee.number + " has no valid badge.",
                      "`kioskctl badge reissue` issues one.");
  }
  return report::make_badge_content(meeting, card->attendee, card->code, catalogues);
}

void add_badge_commands(CLI::App& app, Context& context) {
  const std::string person = " A-0001 --meeting daugavpils-2019-03";
  CLI::App* family =
      add_family(app, "badge", "Badges and their codes", "kioskctl badge reissue" + person);
  CLI::App* command = nullptr;
  auto& revoked = add_command<BadgeOptions>(*family, context, "revoke", "Withdraw a badge",
                                            "kioskctl badge revoke" + person, revoke, command);
  command->add_option("person", revoked.person, "A code or a number")
      ->required()
      ->type_name("CODE|NUMBER");
  command->add_option("--why", revoked.why, "Why, for the journal");
  add_meeting_option(*command, revoked.meeting);
  auto& reissued =
      add_command<BadgeOptions>(*family, context, "reissue", "A new code; the old one is revoked",
                                "kioskctl badge reissue" + person, reissue, command);
  command->add_option("person", reissued.person, "A number")->required()->type_name("NUMBER");
  add_meeting_option(*command, reissued.meeting);
  add_render(*family, context);
  add_print_command(*family, context);
  add_invitation_command(*family, context);
}

}  // namespace cli
