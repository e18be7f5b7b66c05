#include "ui/frame_record.h"

#include <fmt/format.h>

#include <array>

namespace ui {
namespace {

constexpr std::array<std::string_view, 11> kRoles = {"button",  "choice", "toggle", "link",
                                                     "field",   "key",    "row",    "text",
                                                     "heading", "image",  "status"};
static_assert(kRoles.size() == static_cast<std::size_t>(Role::status) + 1);

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string flags(const Widget& w) {
  std::string out;
  const auto add = [&out](bool set, std::string_view name) {
    if (set) out += fmt::format("{}\"{}\"", out.empty() ? "" : ",", name);
  };
  add(w.focused, "focused");
  add(w.disabled, "disabled");
  add(w.checked, "checked");
  add(w.pressed, "pressed");
  add(w.cut, "cut");
  add(w.inert, "inert");
  add(w.is_target, "target");
  return out;
}

std::string to_json(const Widget& w) {
  std::string out = fmt::format(
      R"({{"id":{},"role":"{}","label":{},"rect":[{:.0f},{:.0f},{:.0f},{:.0f}],"state":[{}])",
      quoted(w.id), to_text(w.role), quoted(w.personal ? "" : w.label), w.rect.x, w.rect.y,
      w.rect.w, w.rect.h, flags(w));
  if (w.text_mm > 0) out += fmt::format(R"(,"text_mm":{:.1f})", w.text_mm);
  if (w.ink && w.surface) {
    out += fmt::format(R"(,"ink":"{}","surface":"{}")", to_text(*w.ink), to_text(*w.surface));
  }
  return out + "}";
}

}  // namespace

std::string_view to_text(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

const Widget* FrameRecord::find(std::string_view id) const {
  for (const Widget& w : widgets) {
    if (!id.empty() && w.id == id) return &w;
  }
  return nullptr;
}

std::string to_json_lines(const FrameRecord& record) {
  std::string out = fmt::format("{{\"screen\":{}}}\n", quoted(record.screen));
  for (const Widget& w : record.widgets) out += to_json(w) + "\n";
  return out;
}

}  // namespace ui
