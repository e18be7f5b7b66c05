#include "i18n/places.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace i18n {
namespace {

namespace fs = std::filesystem;

constexpr const char* kShare = "../share/meeting-kiosk";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

fs::path program_folder() {
  std::error_code unreadable;
  const fs::path program = fs::read_symlink("/proc/self/exe", unreadable);
  return unreadable ? fs::current_path(unreadable) : program.parent_path();
}

fs::path first_there(const fs::path& built, const fs::path& installed) {
  std::error_code ignored;  // what cannot be looked at is not there
  return fs::is_directory(built, ignored) ? built : installed.lexically_normal();
}

fs::path home() {
  if (const std::string set = environment("HOME"); !set.empty()) return set;
  const passwd* user = ::getpwuid(::geteuid());
  return user == nullptr ? fs::path("/") : fs::path(user->pw_dir);
}

}  // namespace

fs::path assets_folder() {
  if (const std::string set = environment("KIOSK_ASSETS"); !set.empty()) return set;
  const fs::path here = program_folder();
  return first_there((here / "../assets").lexically_normal(), here / kShare / "assets");
}

fs::path catalogues_folder() {
  const fs::path here = program_folder();
  return first_there(here / "i18n", here / kShare / "i18n");
}

fs::path default_data_folder() {
  if (const std::string set = environment("KIOSK_DATA"); !set.empty()) return set;
  const fs::path shared = environment("XDG_DATA_HOME");
  if (shared.is_absolute()) return shared / "kiosk";  // the XDG rules ignore a relative one
  return home() / ".local/share/kiosk";
}

}  // namespace i18n
