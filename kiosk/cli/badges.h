// What the commands that make badges share. Only for cli/*.cpp.
#pragma once

#include <string>

#include "badge/content.h"
#include "badge/template.h"
#include "cli/command.h"

namespace cli {

/// A name in the folder `badges` beside kiosk.toml, else in assets/badges, or a .toml file of one's
/// own; empty: the meeting's.
core::Result<badge::Template> find_template(const Context& context, const core::Meeting& meeting,
                                            const std::string& asked);

/// `bad_input` for somebody whose badge is not valid.
core::Result<badge::Content> content_of(db::Store& store, const core::Meeting& meeting,
                                        const i18n::Catalogues& catalogues,
                                        const std::string& person);

/// `badge print`.
void add_print_command(CLI::App& family, Context& context);

}  // namespace cli
