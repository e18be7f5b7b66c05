// A screen of the desk without a window, and what it says in actions.
#pragma once

#include <optional>
#include <string>

#include "ui/desk_scenes.h"
#include "ui/headless.h"

namespace ui_test {

inline const i18n::Catalogues& catalogues() {
  static const auto words = i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n").value();
  return words;
}

inline const ui::Layouts& layouts() {
  static const auto all = ui::load_keyboard_layouts(KIOSK_SOURCE_DIR "/assets/keyboards").value();
  return all;
}

/// A screen of the desk that stays as it is, and what it said in actions.
class Desk {
 public:
  explicit Desk(app::Model shown, Setup setup = {})
      : model(std::move(shown)),
        stage{catalogues(), layouts()},
        screen([this](ui::Ui& ui) { stage.draw(ui, model); }, setup) {}

  template <class Action>
  std::optional<Action> press(std::string_view id) {
    stage.out.clear();
    screen.press(id);
    for (const app::Action& action : stage.out) {
      if (const auto* wanted = action.template get<Action>()) return *wanted;
    }
    ADD_FAILURE() << "no such action from " << id;
    return std::nullopt;
  }
  [[nodiscard]] const ui::Widget* find(std::string_view id) const {
    return screen.record().find(id);
  }
  [[nodiscard]] std::string label(std::string_view id) const {
    const ui::Widget* widget = find(id);
    if (widget == nullptr) ADD_FAILURE() << "no widget " << id;
    return widget != nullptr ? widget->label : "";
  }
  [[nodiscard]] std::string say(std::string_view key) const {
    return catalogues().text(model.language, key);
  }

  app::Model model;
  desk_gallery::Stage stage;
  Headless screen;
};

}  // namespace ui_test
