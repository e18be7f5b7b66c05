// Does what a kiosk does with its disk.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace doctor {

/// What a try has shown, as a message of the catalogue.
struct Tried {
  bool is_good = false;
  std::string message;
  std::vector<std::pair<std::string, std::string>> values = {};
};

/// Writes a megabyte into the folder, down to the disk, reads it back and deletes it. Nothing is
/// left behind, whatever happens.
Tried try_disk(const std::filesystem::path& folder);

}  // namespace doctor
