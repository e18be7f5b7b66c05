// A badge code's QR symbol as a picture of its own, for an e-mail or a letter.
#pragma once

#include <string>

#include "core/result.h"

namespace badge {

/// The bytes of a PNG, black on white with its quiet zone, each module `pixels` wide (1 to 64).
core::Result<std::string> qr_png(const std::string& code, int pixels);

}  // namespace badge
