// Comma-separated text, whatever it is separated by.
#pragma once

#include <string_view>

#include "core/result.h"
#include "intake/table.h"

namespace intake {

/// The separator of `text`: `,`, `;`, tab or `|`, by what its first lines have in common.
char detect_separator(std::string_view text);

/// Reads UTF-8. The first row that is not empty holds the headings; Excel's `sep=;` line before it
/// is obeyed. `separator` 0: detected. Fails where a quotation mark is never closed, and where
/// there is more than `kMaxRows` or `kMaxColumns`, and with `core::stopped()`.
core::Result<Table> read_csv(std::string_view text, char separator = 0,
                             const ReadProgress& progress = {});

}  // namespace intake
