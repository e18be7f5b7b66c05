#include "cli/details_options.h"

#include "cli/context.h"
#include "core/countries.h"
#include "i18n/names.h"

namespace cli {
namespace {

/// A session's id never holds the `;` that separates them in a field.
std::string joined(const std::vector<std::string>& sessions) {
  std::string text;
  for (const std::string& session : sessions) {
    if (session.empty()) continue;
    if (!text.empty()) text += ';';
    text += session;
  }
  return text;
}

std::vector<core::Mistake> check(const DetailsOptions& options) {
  std::vector<core::Mistake> mistakes;
  if (options.language && !options.language->empty() && !i18n::is_language(*options.language)) {
    mistakes.push_back(
        {0, "language", "must be an ISO 639-1 code of two small letters, such as lv"});
  }
  for (const std::string& session : options.sessions) {
    if (session.find(';') == std::string::npos) continue;
    mistakes.push_back({0, "session", "must be one session's id; give the option once for each"});
  }
  return mistakes;
}

}  // namespace

void add_details_options(CLI::App& command, DetailsOptions& options, Required required) {
  const bool needed = required == Required::whole;
  command.add_option("--given", options.given, "Given name")->required(needed);
  command.add_option("--family", options.family, "Family name")->required(needed);
  command
      .add_option("--town", options.town, "Town of the sending partner, or where they come from")
      ->required(needed);
  command.add_option("--country", options.country, "ISO 3166-1 code of the town's country")
      ->required(needed)
      ->type_name("CC");
  command.add_option("--kind", options.kind, "Why they are here")
      ->required(needed)
      ->check(CLI::IsMember({"invited", "local", "team"}));
  command.add_option("--partner", options.partner, "Id of the partner that sends them");
  command.add_option("--organisation", options.organisation, "Where they work, for the badge");
  command.add_option("--email", options.email, "E-mail address");
  command.add_option("--gender", options.gender, "For the funder's form")
      ->check(CLI::IsMember({"female", "male", "non_binary", "undisclosed"}));
  command.add_option("--session", options.sessions, "Id of a session; once for each")
      ->allow_extra_args(false)
      ->take_all();
  auto* opt_out = command.add_flag("--photo-opt-out", options.photo_opt_out,
                                   "They do not want to be in photographs");
  command.add_flag("--no-photo-opt-out", options.photo_opt_in, "They do not mind photographs")
      ->excludes(opt_out);
  command.add_option("--language", options.language, "ISO 639-1 code of their language");
}

core::Result<core::FieldChanges> changes_from(const DetailsOptions& options) {
  if (auto mistakes = check(options); !mistakes.empty()) {
    return tl::unexpected<core::Error>({core::Failure::bad_input,
                                        "The registration is not complete or not right.",
                                        "Nothing was stored.", std::move(mistakes)});
  }
  core::FieldChanges changes;
  const auto put = [&](const char* field, const std::optional<std::string>& value) {
    if (value) changes.emplace(field, *value);
  };
  put("given", options.given);
  put("family", options.family);
  put("town", options.town);
  if (options.country) {
    // What is no country's stays as it is, for the store to refuse.
    put("country", core::country_from_code(*options.country).value_or(*options.country));
  }
  put("kind", options.kind);
  put("partner", options.partner);
  put("organisation", options.organisation);
  put("email", options.email);
  put("gender", options.gender);
  put("language", options.language);
  if (!options.sessions.empty()) changes.emplace("sessions", joined(options.sessions));
  if (options.photo_opt_out) changes.emplace("photo_opt_out", "true");
  if (options.photo_opt_in) changes.emplace("photo_opt_out", "false");
  return changes;
}

core::Result<core::Details> details_from(const DetailsOptions& options) {
  const auto changes = changes_from(options);
  if (!changes) return tl::unexpected(changes.error());
  core::Details details;
  for (const auto& [field, value] : *changes) {
    if (auto wrong = core::set_field(details, field, value); !wrong.empty()) {
      return wrong_field(field, std::move(wrong));
    }
  }
  return details;
}

}  // namespace cli
