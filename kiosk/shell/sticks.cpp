#include "shell/sticks.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <tuple>

namespace shell {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 2;
constexpr std::size_t kMostFiles = 200;

void look_into(const fs::path& folder, const std::string& stick, int depth,
               const std::function<bool(const fs::path&)>& wanted,
               std::vector<app::ListFile>& files) {
  std::error_code failed;  // a stick that was pulled out has no files
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code unknown;
    const std::string name = at->path().filename().string();
    if (name.empty() || name.front() == '.' || at->is_symlink(unknown)) continue;
    if (at->is_directory(unknown) && depth < kDeepest) {
      look_into(at->path(), stick, depth + 1, wanted, files);
    } else if (at->is_regular_file(unknown) && files.size() < kMostFiles && wanted(at->path())) {
      files.push_back({at->path().string(), name, stick});
    }
  }
}

}  // namespace

std::vector<app::ListFile> find_on_sticks(const std::vector<fs::path>& roots,
                                          const std::function<bool(const fs::path&)>& wanted) {
  std::vector<app::ListFile> files;
  for (const fs::path& root : roots) {
    std::error_code failed;
    for (const auto& stick : fs::directory_iterator(root, failed)) {
      std::error_code unknown;
      if (stick.is_symlink(unknown) || !stick.is_directory(unknown)) continue;
      look_into(stick.path(), stick.path().filename().string(), 1, wanted, files);
    }
  }
  const auto by_place = [](const app::ListFile& left, const app::ListFile& right) {
    return std::tie(left.stick, left.name, left.path) <
           std::tie(right.stick, right.name, right.path);
  };
  std::sort(files.begin(), files.end(), by_place);
  const auto same = [](const auto& left, const auto& right) { return left.path == right.path; };
  files.erase(std::unique(files.begin(), files.end(), same), files.end());
  return files;
}

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
