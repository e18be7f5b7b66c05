// A screen without a window: draws frames into memory-only draw lists and acts on widgets by id.
#pragma once

#include <gtest/gtest.h>
#include <imgui.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ui/fonts.h"
#include "ui/ui.h"

namespace ui_test {

struct Setup {
  ui::Vec2 size{1920, 1080};
  ui::Density density{};
  const ui::Theme* theme = &ui::light_theme();
};

class Headless {
 public:
  using Draw = std::function<void(ui::Ui&)>;

  explicit Headless(Draw draw, const Setup& setup = {}) : draw_(std::move(draw)), setup_(setup) {
    ImGui::SetCurrentContext(context_.get());
    ImGui::GetIO().IniFilename = nullptr;
    auto files = ui::find_fonts(ui::font_folders());
    if (!files) throw std::runtime_error(core::describe(files.error()));
    auto fonts = ui::Fonts::build(*ImGui::GetIO().Fonts, *files, setup.density);
    if (!fonts) throw std::runtime_error(core::describe(fonts.error()));
    fonts_ = *fonts;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    ui_.configure({setup.theme, &*fonts_, setup.density, true});
    frame();
  }
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  ui::Ui& ui() { return ui_; }
  [[nodiscard]] const ui::FrameRecord& record() const { return ui_.record(); }
  [[nodiscard]] double now() const { return now_; }
  std::string screen = "test";

  void frame(std::vector<ui::PointerEvent> pointer = {}, std::vector<ui::NavKey> keys = {}) {
    ui::Input input;
    input.display = setup_.size;
    input.now = now_;
    input.pointer = std::move(pointer);
    input.keys = std::move(keys);
    ImGui::GetIO().DisplaySize = {setup_.size.x, setup_.size.y};
    ImGui::GetIO().DeltaTime = 0.016F;
    ImGui::NewFrame();
    ui_.begin_frame(input, screen);
    draw_(ui_);
    ui_.end_frame();
    ImGui::Render();
    now_ += 0.016;
  }
  void wait(double seconds) {
    now_ += seconds;
    frame();
  }
  [[nodiscard]] ui::Vec2 centre(std::string_view id) const {
    const ui::Widget* widget = record().find(id);
    if (widget == nullptr) {
      ADD_FAILURE() << "no widget " << id << " on " << record().screen;
      return {-1, -1};
    }
    return widget->rect.centre();
  }
  void down(ui::Vec2 at, int pointer = 0) { frame({{Kind::down, at, pointer}}); }
  void move(ui::Vec2 at, int pointer = 0) { frame({{Kind::move, at, pointer}}); }
  void up(ui::Vec2 at, int pointer = 0) { frame({{Kind::up, at, pointer}}); }
  void down(std::string_view id, int pointer = 0) { down(centre(id), pointer); }
  void up(std::string_view id, int pointer = 0) { up(centre(id), pointer); }
  void press(std::string_view id) {
    const ui::Vec2 at = centre(id);
    down(at);
    up(at);
  }
  void key(ui::NavKey key) { frame({}, {key}); }

 private:
  using Kind = ui::PointerEvent::Kind;
  struct Destroy {
    void operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }
  };

  std::unique_ptr<ImGuiContext, Destroy> context_{ImGui::CreateContext()};
  Draw draw_;
  Setup setup_;
  std::optional<ui::Fonts> fonts_;
  ui::Ui ui_;
  double now_ = 100;
};

/// The regular face and the bold one both have them; figures stand alone.
inline bool has_letters(const ui::Fonts& fonts, std::string_view words) {
  const auto has = [&](ui::Type type) {
    return fonts.face(type, words).font == fonts.face(type, "A").font;
  };
  return fonts.covers(words) && has(ui::Type::strong) && has(ui::Type::title) &&
         has(ui::Type::label);
}

/// Every target is at least 20 mm (keys 16 mm) and lies on the screen, no two overlap, every text
/// has 7:1 on its ground. Widgets cut by a scroll area, inert or on top are left out of the first.
inline void expect_usable(const ui::FrameRecord& record, const ui::Density& density,
                          ui::Vec2 screen) {
  const ui::Rect whole{0, 0, screen.x, screen.y};
  std::vector<const ui::Widget*> targets;
  for (const ui::Widget& w : record.widgets) {
    if (w.ink && w.surface && !w.disabled) {
      EXPECT_GE(ui::contrast(*w.ink, *w.surface), ui::kTextContrast)
          << w.label << " " << ui::to_text(*w.ink) << " on " << ui::to_text(*w.surface);
    }
    if (!w.is_target || w.cut || w.inert || w.on_top) continue;
    const float least = density.px(w.is_key ? ui::kKeyMm : ui::kTargetMm) - 0.5F;
    EXPECT_GE(w.rect.w, least) << w.id << " is too narrow";
    EXPECT_GE(w.rect.h, least) << w.id << " is too low";
    EXPECT_EQ(ui::intersection(w.rect, whole), w.rect) << w.id << " is off the screen";
    for (const ui::Widget* other : targets) {
      EXPECT_FALSE(ui::overlap(w.rect, other->rect)) << w.id << " overlaps " << other->id;
    }
    targets.push_back(&w);
  }
}

}  // namespace ui_test
