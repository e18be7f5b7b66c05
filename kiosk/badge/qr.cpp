#include "badge/qr.h"

#include <qrcodegen/QrCode.hpp>
#include <stdexcept>

namespace badge {
namespace {

constexpr int kVersion = 2;

QrSymbol symbol_of(const qrcodegen::QrCode& code) {
  QrSymbol symbol;
  symbol.size = code.getSize();
  for (int y = 0; y < symbol.size; ++y) {
    for (int x = 0; x < symbol.size; ++x) {
      if (!code.getModule(x, y)) continue;
      const bool goes_on = x > 0 && code.getModule(x - 1, y);
      if (goes_on)
        ++symbol.runs.back().length;
      else
        symbol.runs.push_back({x, y, 1});
    }
  }
  return symbol;
}

}  // namespace

core::Result<QrSymbol> make_qr(const std::string& code) {
  using qrcodegen::QrCode;
  using qrcodegen::QrSegment;
  try {
    // makeAlphanumeric reads to the first NUL: what lies behind it must not be lost.
    const bool complete = !code.empty() && code.find('\0') == std::string::npos;
    if (!complete) throw std::length_error("empty or cut");
    const std::vector<QrSegment> segments{QrSegment::makeAlphanumeric(code.c_str())};
    return symbol_of(
        QrCode::encodeSegments(segments, QrCode::Ecc::QUARTILE, kVersion, kVersion, -1, false));
  } catch (const std::length_error&) {
  } catch (const std::domain_error&) {
  }
  return core::fail(core::Failure::bad_input, "The badge code does not fit its QR symbol.",
                    "A code is 28 characters, A-Z and 0-9.");
}

}  // namespace badge
