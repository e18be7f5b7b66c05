// Trying a disk that is good, full, gone.
#include "doctor/try_disk.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "fakes/temp_folder.h"

namespace {

TEST(TryDisk, AGoodDiskKeepsWhatIsWrittenAndNothingIsLeftBehind) {
  const fakes::TempFolder folder;
  const auto tried = doctor::try_disk(folder.path());
  EXPECT_TRUE(tried.is_good);
  EXPECT_EQ(tried.message, "doctor.try_disk_ok");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(TryDisk, AFullDiskIsTold) {
  const fakes::TempFolder folder;
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  ::getrlimit(RLIMIT_FSIZE, &old);
  const rlimit little{4096, old.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &little);
  const auto tried = doctor::try_disk(folder.path());
  ::setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, handler);
  EXPECT_FALSE(tried.is_good);
  EXPECT_EQ(tried.message, "doctor.try_disk_failed");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(TryDisk, AFolderThatTakesNoFilesOrIsGoneIsTold) {
  EXPECT_FALSE(doctor::try_disk("/proc").is_good);
  EXPECT_FALSE(doctor::try_disk("/nowhere/at/all").is_good);
}

}  // namespace
