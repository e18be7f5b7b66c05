#include "cli/several_kiosks.h"

#include <cstdlib>

#include "cli/terminal.h"

namespace cli {

ordered_json taken_json(const db::Taken& taken) {
  ordered_json json = {{"rows", taken.rows}, {"known", taken.known}};
  json["refused"] = ordered_json::array();
  for (const db::RefusedRows& refused : taken.refused) {
    json["refused"].push_back(
        {{"kiosk", refused.letter}, {"row", refused.seq}, {"reason", refused.reason}});
  }
  json["ahead"] = ordered_json::array();
  for (const db::ClockAhead& ahead : taken.ahead) {
    json["ahead"].push_back({{"kiosk", ahead.letter}, {"seconds", ahead.ahead.count()}});
  }
  return json;
}

void tell_trouble(Context& context, const db::Taken& taken) {
  for (const db::RefusedRows& refused : taken.refused) {
    const std::string kiosk = refused.letter.empty() ? "a kiosk" : "kiosk " + refused.letter;
    context.say("row " + std::to_string(refused.seq) + " of " + kiosk +
                " and what follows it were not taken. " + refused.reason);
  }
  for (const db::ClockAhead& ahead : taken.ahead) {
    context.say(
        "The clock of kiosk " + ahead.letter + " was " +
        std::to_string(std::chrono::duration_cast<std::chrono::minutes>(ahead.ahead).count()) +
        " minutes ahead of this machine's. One of the two is wrong: set it right.");
  }
  if (taken.unscrubbed) context.say(core::describe(*taken.unscrubbed));
}

core::Result<std::string> read_passphrase(Context& context) {
  if (const char* given = std::getenv("KIOSK_PASSPHRASE"); given != nullptr) return given;
  auto typed = read_secret(context, "Passphrase: ");
  if (typed) return typed;
  return wrong_field("passphrase", "must be in KIOSK_PASSPHRASE, or one line of standard input");
}

}  // namespace cli
