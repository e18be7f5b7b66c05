#include <chrono>
#include <iostream>

#include "cli/cli.h"
#include "shell/subject.h"

namespace {

core::Result<doctor::Subject> subject(const std::filesystem::path& data) {
  const auto configuration = shell::load_configuration(data / "kiosk.toml");
  if (!configuration) return tl::unexpected(configuration.error());
  const auto now = std::chrono::system_clock::now();
  return shell::subject_of(*configuration, data,
                           std::chrono::time_point_cast<std::chrono::milliseconds>(now));
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  return cli::run(argc, argv, {std::cin, std::cout, std::cerr}, {subject});
}
