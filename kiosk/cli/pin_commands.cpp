// `pin set|check`.
#include "cli/command.h"
#include "cli/terminal.h"

namespace cli {
namespace {

struct PinOptions {
  std::string role;
};

core::Role role_of(const PinOptions& options) {
  return options.role == "organiser" ? core::Role::organiser : core::Role::staff;
}

core::Result<int> set(Context& context, const PinOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto pin = read_secret(context, "New PIN for " + options.role + ": ");
  if (!pin) return tl::unexpected(pin.error());
  if (auto done = (*store)->set_pin(role_of(options), *pin); !done) {
    return tl::unexpected(done.error());
  }
  ordered_json json = {{"role", options.role}, {"set", true}};
  return context.answer(json);
}

std::string_view word(db::PinAnswer answer) {
  switch (answer) {
    case db::PinAnswer::right:
      return "right";
    case db::PinAnswer::wrong:
      return "wrong";
    case db::PinAnswer::locked:
      return "locked";
    case db::PinAnswer::unset:
      break;
  }
  return "unset";
}

std::string refusal(const PinOptions& options, const db::PinOutcome& outcome) {
  if (outcome.answer == db::PinAnswer::unset) {
    return "No PIN is set for " + options.role + ".\n`kioskctl pin set --role " + options.role +
           "` sets one.";
  }
  if (outcome.answer == db::PinAnswer::wrong) return "The PIN is wrong.";
  return "The PIN is locked after wrong tries. Try again in " +
         std::to_string(outcome.locked_for.count()) + " s.";
}

core::Result<int> check(Context& context, const PinOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto pin = read_secret(context, "PIN for " + options.role + ": ");
  if (!pin) return tl::unexpected(pin.error());
  const auto outcome = (*store)->check_pin(role_of(options), *pin);
  if (!outcome) return tl::unexpected(outcome.error());
  const bool right = outcome->answer == db::PinAnswer::right;
  ordered_json json = {{"role", options.role}, {"right", right}};
  if (right) return context.answer(json);
  json["answer"] = word(outcome->answer);
  json["locked_for"] = outcome->locked_for.count();
  context.say(refusal(options, *outcome));
  return context.answer(json, core::exit_status(core::Failure::denied));
}

void add_pin_command(CLI::App& family, Context& context, const std::string& name,
                     const std::string& description,
                     core::Result<int> (*run)(Context&, const PinOptions&)) {
  CLI::App* command = nullptr;
  auto& options = add_command<PinOptions>(family, context, name, description,
                                          "kioskctl pin " + name + " --role staff", run, command);
  command->add_option("--role", options.role, "staff or organiser")
      ->required()
      ->check(CLI::IsMember({"staff", "organiser"}));
}

}  // namespace

void add_pin_commands(CLI::App& app, Context& context) {
  CLI::App* family = add_family(app, "pin", "PINs of staff and organisers, from standard input",
                                "kioskctl pin set --role staff");
  add_pin_command(*family, context, "set", "Set a role's PIN: 4 to 64 digits", set);
  add_pin_command(*family, context, "check", "Whether a PIN is right", check);
}

}  // namespace cli
