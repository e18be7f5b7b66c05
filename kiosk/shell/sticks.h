// USB sticks: where the system mounts them, and which can be written to.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "app/model.h"

namespace shell {

/// Where sticks are mounted: `/media/USER`, `/run/media/USER`, `/media`, `/mnt`.
std::vector<std::filesystem::path> stick_roots();

/// A folder that is only a place to mount at must not be taken for a stick: what is written there
/// stays on this machine.
bool is_mounted(const std::filesystem::path& folder);

/// The folders below `roots` that are sticks and can be written to, by name.
std::vector<app::Stick> find_sticks(
    const std::vector<std::filesystem::path>& roots,
    const std::function<bool(const std::filesystem::path&)>& is_stick = is_mounted);

/// The files on sticks mounted below `roots` that are `wanted`, two folders deep, by stick and
/// name; at most 200. Links and hidden files are left out.
std::vector<app::ListFile> find_on_sticks(
    const std::vector<std::filesystem::path>& roots,
    const std::function<bool(const std::filesystem::path&)>& wanted);

}  // namespace shell
