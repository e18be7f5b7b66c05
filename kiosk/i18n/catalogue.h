// What the kiosk says, in every language at once. Messages are found by stable keys such as
// `welcome.register`; English is a catalogue like any other.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace i18n {

/// What stands in a message for `{name}`.
struct Value {
  std::string_view name;
  std::string text;
};
using Values = std::vector<Value>;

/// The gettext catalogues `FOLDER/LANG/LC_MESSAGES/kiosk.mo`, all of them. Immutable; copies share
/// one state; any thread.
///
/// A language is an ISO 639-1 code; `lv_LV` and `lv-LV` mean `lv`. A message that a language lacks
/// is given in English, and one that English lacks as its key. Placeholders that `values` does not
/// name stay as they are.
class Catalogues {
 public:
  /// Fails with `bad_input` when the folder, the English catalogue or a readable one is missing.
  static core::Result<Catalogues> load(const std::filesystem::path& folder);

  [[nodiscard]] std::string text(std::string_view language, std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view language, std::string_view key,
                                 const Values& values) const;
  /// The plural form for the count `n` >= 0, which also stands for `{n}`.
  [[nodiscard]] std::string text_n(std::string_view language, std::string_view key, int n,
                                   const Values& values = {}) const;

  /// Whether the language itself has this message.
  [[nodiscard]] bool has(std::string_view language, std::string_view key) const;
  /// Codes of the catalogues, ascending.
  [[nodiscard]] const std::vector<std::string>& languages() const;

 private:
  struct State;
  explicit Catalogues(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

/// `pattern` with each `{name}` replaced; what is put in is not read again.
std::string fill(std::string_view pattern, const Values& values);

}  // namespace i18n
