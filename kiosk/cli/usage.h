// What is wrong with a command line, without repeating what was typed: it may be somebody's name.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "core/result.h"

namespace cli {

/// `words` are those after the program's name, in their order.
core::Error usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& words);

}  // namespace cli
