// Which physical key moves the focus how: a keyboard's own keys, and the keypad's that kiosk.toml
// names.
#pragma once

#include <optional>

#include "devices/wedge.h"
#include "shell/configuration.h"
#include "ui/ui.h"

namespace shell {

/// Enter, of a keyboard or of its number pad.
bool is_enter(const devices::KeyStroke& stroke);

/// Empty for keys that do not move the focus. A repeated `activate` is `hold`.
std::optional<ui::NavKey> nav_key(const devices::KeyStroke& stroke, const Keypad& keypad);

}  // namespace shell
