#include "shell/sticks.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <tuple>

namespace shell {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::vector<fs::path> stick_roots() {
  std::vector<fs::path> roots = {"/mnt"};
  for (const char* base : {"/media", "/run/media"}) {
    roots.emplace_back(base);
    std::error_code failed;
    for (const auto& user : fs::directory_iterator(base, failed)) roots.push_back(user.path());
  }
  return roots;
}

bool is_mounted(const fs::path& folder) {
  struct stat here {};
  struct stat above {};
  return ::stat(folder.c_str(), &here) == 0 && ::stat(folder.parent_path().c_str(), &above) == 0 &&
         here.st_dev != above.st_dev;
}

std::vector<app::Stick> find_sticks(const std::vector<fs::path>& roots,
                                    const std::function<bool(const fs::path&)>& is_stick) {
  std::vector<app::Stick> sticks;
  for (const fs::path& root : roots) {
    std::error_code failed;
    for (fs::directory_iterator at(root, failed), end; !failed && at != end; at.increment(failed)) {
      std::error_code unknown;
      const fs::path& folder = at->path();
      if (at->is_symlink(unknown) || !at->is_directory(unknown) || !is_stick(folder)) continue;
      if (::access(folder.c_str(), W_OK | X_OK) != 0) continue;
      sticks.push_back({folder.string(), folder.filename().string()});
    }
  }
  std::sort(sticks.begin(), sticks.end(), [](const app::Stick& left, const app::Stick& right) {
    return std::tie(left.name, left.path) < std::tie(right.name, right.path);
  });
  sticks.erase(std::unique(sticks.begin(), sticks.end()), sticks.end());
  return sticks;
}

}  // namespace shell
