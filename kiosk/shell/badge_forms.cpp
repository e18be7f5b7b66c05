#include "shell/badge_forms.h"

#include <map>

namespace shell {
namespace {

namespace fs = std::filesystem;

/// A folder that cannot be read has none.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (fs::directory_iterator at(folder, none), end; !none && at != end; at.increment(none)) {
    if (at->path().extension() == ".toml") names.push_back(at->path().stem().string());
  }
  return names;
}

app::BadgeForm describe(const BadgeFolders& folders, const std::string& name) {
  const auto form = load_form(folders, name);
  if (!form) return {name};
  return {name, form->width, form->height, static_cast<int>(form->badges_a_page())};
}

}  // namespace

core::Result<badge::Template> load_form(const BadgeFolders& folders, const std::string& name) {
  const fs::path own = folders.own / (name + ".toml");
  std::error_code none;  // what cannot be looked at is not there
  const bool is_own = !folders.own.empty() && fs::exists(own, none);
  return badge::load_template(is_own ? own : folders.common / (name + ".toml"));
}

std::vector<app::BadgeForm> list_forms(const BadgeFolders& folders) {
  std::map<std::string, app::BadgeForm> forms;
  for (const fs::path& folder : {folders.own, folders.common}) {
    for (const std::string& name : names_in(folder)) {
      if (!forms.contains(name)) forms.emplace(name, describe(folders, name));
    }
  }
  std::vector<app::BadgeForm> list;
  for (auto& [name, form] : forms) list.push_back(std::move(form));
  return list;
}

}  // namespace shell
