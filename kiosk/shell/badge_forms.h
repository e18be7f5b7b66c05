// The badge templates that a kiosk has.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/model.h"
#include "badge/template.h"
#include "core/result.h"

namespace shell {

/// Where they are; in the first of its own name a template is found.
struct BadgeFolders {
  std::filesystem::path own;     ///< of this kiosk, beside kiosk.toml; need not be there
  std::filesystem::path common;  ///< those that come with the program
};

/// Fails as `badge::load_template` does.
core::Result<badge::Template> load_form(const BadgeFolders& folders, const std::string& name);

/// By name. One that has mistakes is among them, without a size: showing it tells them.
std::vector<app::BadgeForm> list_forms(const BadgeFolders& folders);

}  // namespace shell
