// Which physical key moves the focus or the caret how: a keyboard's own keys, and the keypad's that
// kiosk.toml names.
#pragma once

#include <optional>

#include "app/action.h"
#include "devices/wedge.h"
#include "shell/configuration.h"
#include "ui/ui.h"

namespace shell {

/// Enter, of a keyboard or of its number pad.
bool is_enter(const devices::KeyStroke& stroke);

/// What the keys do that change or go through what is typed; empty for all others, and for those
/// that the keypad has for itself.
std::optional<app::Action> edit_key(const devices::KeyStroke& stroke, const Keypad& keypad);

/// Empty for keys that do not move the focus. A repeated `activate` is `hold`.
std::optional<ui::NavKey> nav_key(const devices::KeyStroke& stroke, const Keypad& keypad);

}  // namespace shell
