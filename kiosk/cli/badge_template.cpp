#include "cli/badge_template.h"

#include <filesystem>

#include "cli/context.h"
#include "i18n/places.h"

namespace cli {

core::Result<badge::Template> find_template(const core::Meeting& meeting,
                                            const std::string& asked) {
  const std::string name = asked.empty() ? meeting.badge_template : asked;
  if (name.size() > 5 && name.substr(name.size() - 5) == ".toml") return badge::load_template(name);
  if (name.find('/') != std::string::npos || name.empty()) {
    return wrong_field("template", "must be a template's name, such as 62x100, or a .toml file");
  }
  const auto file = i18n::assets_folder() / "badges" / (name + ".toml");
  std::error_code ignored;  // what cannot be looked at is not there
  if (!std::filesystem::exists(file, ignored)) {
    return wrong_field("template", "is none of those in " + file.parent_path().string());
  }
  return badge::load_template(file);
}

}  // namespace cli
