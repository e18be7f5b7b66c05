// The options of `register` and `attendee edit` that say who somebody is.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/attendee.h"
#include "core/event.h"
#include "core/result.h"

namespace cli {

struct DetailsOptions {
  std::optional<std::string> given, family, town, country, kind;
  std::optional<std::string> partner, organisation, email, gender, language;
  std::vector<std::string> sessions;  ///< one empty text: none at all
  bool photo_opt_out = false;         ///< both false: not said
  bool photo_opt_in = false;
};

enum class Required { whole, none };

void add_details_options(CLI::App& command, DetailsOptions& options, Required required);

/// What the options change, by the field names of `core::set_field`.
/// Errors: `bad_input` for what those fields cannot hold.
core::Result<core::FieldChanges> changes_from(const DetailsOptions& options);

/// A new person as the options say.
core::Result<core::Details> details_from(const DetailsOptions& options);

}  // namespace cli
