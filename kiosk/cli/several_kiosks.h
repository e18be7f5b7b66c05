// What a round of exchange came to, told alike by `journal import`, `kiosk join` and `sync`.
#pragma once

#include "cli/context.h"
#include "db/exchange.h"

namespace cli {

/// `{"rows":n,"known":n,"refused":[{"kiosk","row","reason"}],"ahead":[{"kiosk","seconds"}]}`
ordered_json taken_json(const db::Taken& taken);

/// Says on standard error what was refused, and whose clock is wrong.
void tell_trouble(Context& context, const db::Taken& taken);

/// `KIOSK_PASSPHRASE`, else asked for.
core::Result<std::string> read_passphrase(Context& context);

}  // namespace cli
