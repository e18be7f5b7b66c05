#include "shell/configuration.h"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include "core/attendee.h"

namespace shell {
namespace {

constexpr std::size_t kLongestFile = 65'536;
constexpr std::array<std::string_view, 7> kTables = {"speech", "screen",  "keypad", "printer",
                                                     "camera", "scanner", "hub"};
constexpr std::size_t kLongestPrinterName = 100;

class Reader {
 public:
  Reader(const toml::table& root, std::vector<core::Mistake>& mistakes)
      : root_(root), mistakes_(mistakes) {}

  void number(const char* table, const char* key, double least, double most,
              std::optional<double>& into) {
    const toml::node* node = find(table, key);
    if (node == nullptr) return;
    const auto value = node->value<double>();
    if (!value || !(*value >= least && *value <= most)) {
      add(*node, table, key,
          "must be a number from " + std::to_string(static_cast<int>(least)) + " to " +
              std::to_string(static_cast<int>(most)));
      return;
    }
    into = *value;
  }
  void key(const char* name, int& into) {
    std::optional<double> code;
    number("keypad", name, 32, 348, code);
    into = static_cast<int>(code.value_or(into));
  }
  void flag(const char* table, const char* key, bool& into) {
    const toml::node* node = find(table, key);
    if (node == nullptr) return;
    if (!node->is_boolean()) return add(*node, table, key, "must be true or false");
    into = *node->value<bool>();
  }
  void text(const char* table, const char* key, std::string& into) {
    const toml::node* node = find(table, key);
    if (node == nullptr) return;
    if (!node->is_string()) return add(*node, table, key, "must be a text in quotes");
    into = *node->value<std::string>();
  }
  void quarter_turn(const char* table, const char* key, int& into) {
    const toml::node* node = find(table, key);
    if (node == nullptr) return;
    const auto value = node->value<std::int64_t>();
    if (!value || *value < 0 || *value > 270 || *value % 90 != 0) {
      return add(*node, table, key, "must be 0, 90, 180 or 270");
    }
    into = static_cast<int>(*value);
  }
  /// `[[printers]]`, each with a name and an address.
  void printers(std::vector<OtherPrinter>& into) {
    const toml::node* node = root_.get("printers");
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr || !list->is_array_of_tables()) {
      return add(*node, "printers", "", "must be tables as [[printers]]");
    }
    for (const toml::node& entry : *list) {
      const toml::table& table = *entry.as_table();
      into.push_back({table["name"].value_or(std::string()), table["uri"].value_or(std::string())});
      const bool is_whole = !into.back().name.empty() && !into.back().uri.empty();
      if (!is_whole || table.size() != 2 ||
          !core::is_clean_text(into.back().name, kLongestPrinterName)) {
        add(entry, "printers", "", "must have a name and a uri, both texts, and nothing else");
      }
    }
  }
  void nothing_else() {
    for (const auto& [table, node] : root_) {
      const std::string name(table.str());
      if (name == "printers") continue;
      const toml::table* keys = node.as_table();
      if (keys == nullptr || std::find(kTables.begin(), kTables.end(), name) == kTables.end()) {
        add(node, name, "",
            "is not known; there are [screen], [keypad], [speech], [printer], [[printers]], "
            "[camera], [scanner] and [hub]");
        continue;
      }
      for (const auto& [key, value] : *keys) {
        const std::string full = name + "." + std::string(key.str());
        if (std::find(known_.begin(), known_.end(), full) == known_.end()) {
          add(value, name, std::string(key.str()), "is not known");
        }
      }
    }
  }

 private:
  const toml::node* find(const char* table, const char* key) {
    known_.push_back(std::string(table) + "." + key);
    return root_.at_path(known_.back()).node();
  }
  void add(const toml::node& node, const std::string& table, const std::string& key,
           std::string message) {
    mistakes_.push_back({static_cast<int>(node.source().begin.line),
                         key.empty() ? table : table + "." + key, std::move(message)});
  }

  const toml::table& root_;
  std::vector<core::Mistake>& mistakes_;
  std::vector<std::string> known_;
};

void read_camera(Reader& reader, Configuration& found) {
  reader.flag("camera", "enabled", found.has_camera);
  reader.text("camera", "device", found.camera.device);
  reader.text("camera", "pipeline", found.camera.pipeline);
  reader.flag("camera", "mirror", found.camera.turn.mirror);
  reader.quarter_turn("camera", "rotate", found.camera.turn.clockwise);
  std::optional<double> again_after;
  reader.number("camera", "again_after", 0, 60, again_after);
  if (!again_after) return;
  found.camera.again_after = std::chrono::milliseconds(static_cast<int>(*again_after * 1000));
}

core::Error wrong(const std::filesystem::path& file, std::vector<core::Mistake> mistakes) {
  return {core::Failure::bad_input, file.string() + " cannot be used as it is.",
          "Correct it, or move it away to start with the usual settings.", std::move(mistakes),
          "failure.configuration"};
}

}  // namespace

core::Result<Configuration> load_configuration(const std::filesystem::path& file) {
  std::error_code ignored;  // a file that cannot be looked at is reported when it is read
  if (!std::filesystem::exists(file, ignored)) return Configuration{};
  std::ifstream stream(file, std::ios::binary);
  std::string text(kLongestFile + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (!stream.eof() || stream.bad()) {  // eof: all of it was read
    return tl::unexpected(wrong(file, {{0, "", "cannot be read, or is larger than 64 KiB"}}));
  }
  std::vector<core::Mistake> mistakes;
  Configuration found;
  try {
    const toml::table root = toml::parse(text);
    Reader reader(root, mistakes);
    reader.number("screen", "px_per_mm", 2, 12, found.px_per_mm);
    reader.flag("screen", "reduced_motion", found.reduced_motion);
    reader.flag("speech", "welcome_hint", found.welcome_hint);
    reader.key("previous", found.keypad.previous);
    reader.key("next", found.keypad.next);
    reader.key("activate", found.keypad.activate);
    reader.key("back", found.keypad.back);
    reader.key("read_aloud", found.keypad.read_aloud);
    reader.text("printer", "uri", found.printer);
    reader.number("printer", "dpi", 150, 1200, found.printer_dpi);
    std::optional<double> roll;
    reader.number("printer", "roll", 1, 100'000, roll);
    found.roll = static_cast<int>(roll.value_or(0));
    reader.printers(found.printers);
    read_camera(reader, found);
    reader.text("scanner", "serial", found.serial_scanner);
    reader.text("hub", "url", found.hub);
    reader.nothing_else();
  } catch (const toml::parse_error& error) {
    mistakes.push_back(
        {static_cast<int>(error.source().begin.line), "", std::string(error.description())});
  }
  if (!mistakes.empty()) return tl::unexpected(wrong(file, std::move(mistakes)));
  return found;
}

}  // namespace shell
