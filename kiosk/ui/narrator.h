// Reading aloud: what is to be said after a frame. Reads the frame record, and of the model what
// the record must not hold: what is being typed, and what the picture of the badge says.
//
// On arrival at a screen its title and texts; then what has the focus, with role, state and place;
// what is typed, letter by letter; and whatever text is new: an error, a verdict, the printer's
// answer. A press that leaves all that as it is hears it again: what is wrong, and where the focus
// is. The newest utterance cuts short the one before.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/model.h"
#include "i18n/catalogue.h"
#include "ui/frame_record.h"

namespace app {
class Action;
}

namespace ui {

struct Utterance {
  std::string text;      ///< may tell about a person
  std::string language;  ///< whose voice
};

/// Thread: the interface thread.
class Narrator {
 public:
  explicit Narrator(i18n::Catalogues words) : words_(std::move(words)) {}

  /// After a frame; `focus` is the id of what has the focus. Empty: nothing new, or nobody wants to
  /// hear it.
  std::optional<Utterance> hear(const app::Model& model, const FrameRecord& record,
                                const std::string& focus);
  /// What happened before the next frame: a press wants to be answered by words, a scan to be told.
  void note(const app::Action& action);
  /// How to switch reading aloud on, for whoever cannot see the button.
  [[nodiscard]] Utterance hint(const app::Model& model) const;
  /// Nothing that was typed or shown may be left.
  void forget();

 private:
  struct Frame {
    const app::Model& model;
    const FrameRecord& record;
    const Widget* focus;  ///< or the field being typed into; null: none
  };

  [[nodiscard]] std::string say(const Frame& frame, std::string_view key,
                                const i18n::Values& values = {}) const;
  void hear_texts(const Frame& frame);
  [[nodiscard]] std::string badge_words(const Frame& frame) const;
  [[nodiscard]] bool is_of_new_scan(const Frame& frame, const Widget& words) const;
  bool hear_typing(const Frame& frame);
  void hear_focus(const Frame& frame);
  void hear_again(const Frame& frame);
  static bool is_typed_into(const Frame& frame, const Widget& widget);
  void add(std::string part);
  [[nodiscard]] bool is_said(const std::string& words) const;
  [[nodiscard]] Utterance finish(const Frame& frame);
  [[nodiscard]] std::string description(const Frame& frame, const Widget& widget) const;
  [[nodiscard]] std::string row_name(const Frame& frame, const Widget& row) const;
  [[nodiscard]] std::string key_name(const Frame& frame, const Widget& widget) const;
  [[nodiscard]] std::string letter_name(const Frame& frame, const std::string& letter) const;
  [[nodiscard]] std::string contents(const Frame& frame, const Widget& widget) const;
  [[nodiscard]] std::string position(const Frame& frame, const Widget& widget) const;

  i18n::Catalogues words_;
  bool was_on_ = false;
  std::string screen_;
  std::string language_;
  std::string focus_;
  std::string focus_label_;
  bool checked_ = false;
  bool typed_into_ = false;
  std::optional<app::FieldId> field_;
  std::string typed_;
  std::set<std::string> shown_;  ///< texts of the last frame
  std::string scan_;             ///< the nonce of the one whose verdict is shown
  bool scan_failed_ = false;     ///< before the next frame
  int unanswered_ = 0;           ///< frames in which the last press may still be answered
  std::vector<std::string> parts_;
  std::string voice_;  ///< of what is said now, if not the screen's
};

}  // namespace ui
