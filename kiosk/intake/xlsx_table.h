// The first sheet of an Office Open XML workbook (ECMA-376) as a table.
#pragma once

#include <string_view>

#include "core/result.h"
#include "intake/table.h"

namespace intake {

/// Whether the bytes begin as a ZIP archive does.
bool looks_like_xlsx(std::string_view bytes);

/// Reads cells as the text they show; a formula's is the value it had when it was saved, nothing is
/// ever calculated. Refuses archives that unpack to more than four times `kMaxFileBytes`, and XML
/// that declares a document type or entities. Fails with `core::stopped()` too.
core::Result<Table> read_xlsx(std::string_view bytes, const ReadProgress& progress = {});

}  // namespace intake
