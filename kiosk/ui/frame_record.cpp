#include "ui/frame_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array<std::string_view, 13> kRoles = {
    "button", "choice",  "toggle", "link",   "field",  "key", "row",
    "text",   "heading", "image",  "status", "region", "keys"};
static_assert(kRoles.size() == static_cast<std::size_t>(Role::keys) + 1);

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
    if (!id.empty() && w.id == id && !w.hidden) return &w;
  }
  return nullptr;
}

std::vector<const Widget*> FrameRecord::focus_order(bool with_keys) const {
  std::vector<const Widget*> order;
  std::vector<const Widget*> last;
  const bool over = std::any_of(widgets.begin(), widgets.end(),
                                [](const Widget& w) { return w.on_top && can_focus(w); });
  for (const Widget& w : widgets) {
    if (!can_focus(w) || (over && !w.on_top)) continue;
    if (with_keys || over || w.key_row < 0) (w.late ? last : order).push_back(&w);
  }
  std::stable_sort(last.begin(), last.end(),
                   [](const Widget* a, const Widget* b) { return a->rect.x < b->rect.x; });
  order.insert(order.end(), last.begin(), last.end());
  return order;
}

bool can_focus(const Widget& w) {
  return (w.is_target || w.role == Role::keys) && !w.disabled && !w.inert && !w.id.empty();
}

std::string to_json_lines(const FrameRecord& record) {
  std::string out = fmt::format("{{\"screen\":{}}}\n", quoted(record.screen));
  for (const Widget& w : record.widgets) {
    if (!w.hidden) out += to_json(w) + "\n";
  }
  return out;
}

}  // namespace ui
