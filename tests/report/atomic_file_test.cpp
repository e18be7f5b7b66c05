#include "report/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "fakes/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using core::Result;
using report::Checksum;

report::Fill with(std::string bytes) {
  return [bytes = std::move(bytes)](std::ostream& out) -> Result<void> {
    out << bytes;
    return {};
  };
}

class AtomicFile : public testing::Test {
 protected:
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
  }

  fakes::TempFolder folder;
  fs::path file = folder.path() / "export.csv";
};

TEST_F(AtomicFile, HoldsWhatWasWrittenForItsOwnerAlone) {
  const std::string bytes(200'000, 'x');
  ASSERT_TRUE(report::write_file(file, with(bytes)));
  EXPECT_EQ(fakes::read_bytes(file), bytes);
  struct stat about {};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  EXPECT_EQ(files(), 1U);
}

TEST_F(AtomicFile, ChecksumIsTheOneOfTheStandard) {
  const auto hash = report::write_file(file, with("abc"), Checksum::beside);
  ASSERT_TRUE(hash);
  EXPECT_EQ(*hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(fakes::read_bytes(file.string() + ".sha256"), *hash + "  export.csv\n");
}

TEST_F(AtomicFile, Sha256sumReadsTheChecksumOfAnyName) {
  for (const char* name : {"plain.csv", "with blank.csv", "back\\slash.csv", "line\nbreak.csv"}) {
    ASSERT_TRUE(report::write_file(folder.path() / name, with("abc"), Checksum::beside));
  }
  const std::string check =
      "cd '" + folder.path().string() + "' && sha256sum --quiet --strict -c *.sha256";
  EXPECT_EQ(std::system(check.c_str()), 0);
}

TEST_F(AtomicFile, FailureLeavesTheFileThatWasThere) {
  fakes::write_bytes(file, "old");
  const auto failed = report::write_file(
      file,
      [](std::ostream& out) -> Result<void> {
        out << "half";
        return core::fail(core::Failure::storage, "no more");
      },
      Checksum::beside);
  EXPECT_FALSE(failed);
  EXPECT_EQ(fakes::read_bytes(file), "old");
  EXPECT_EQ(files(), 1U);
}

TEST_F(AtomicFile, LinkStaysALink) {
  fakes::write_bytes(folder.path() / "real.csv", "old");
  fs::create_symlink("real.csv", file);
  ASSERT_TRUE(report::write_file(file, with("new")));
  EXPECT_TRUE(fs::is_symlink(file));
  EXPECT_EQ(fakes::read_bytes(folder.path() / "real.csv"), "new");
}

TEST_F(AtomicFile, WhatCannotBeWrittenIsStorageFailed) {
  for (const fs::path& place : {folder.path(), folder.path() / "no" / "file.csv",
                                fs::path("/dev/full"), fs::path("/proc/version")}) {
    const auto failed = report::write_file(place, with("x"), Checksum::beside);
    ASSERT_FALSE(failed) << place;
    EXPECT_EQ(failed.error().failure, core::Failure::storage);
    EXPECT_NE(failed.error().what.find(place.string()), std::string::npos);
    EXPECT_FALSE(failed.error().next_step.empty());
  }
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

}  // namespace
