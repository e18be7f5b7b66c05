#include "devices/spool_printer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "fakes/temp_folder.h"

namespace devices {
namespace {

using core::Failure;
using std::filesystem::directory_iterator;
using testing::ElementsAre;
using testing::HasSubstr;

PrintJob badge_job(const std::string& id = "badge-1") {
  return {id, "Badge", "%PDF-1.7\n" + std::string(100'000, 'x'), 62, 100, 1};
}

mode_t mode_of(const std::filesystem::path& path) {
  struct stat info {};
  ::stat(path.c_str(), &info);
  return info.st_mode & 0777;
}

long entries(const std::filesystem::path& folder) {
  return std::distance(directory_iterator(folder), directory_iterator());
}

/// While it lives, no file of this process may grow beyond 4 KiB: a disk that fills up.
class LittleRoom {
 public:
  LittleRoom() {
    old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &old_limit_);
    const rlimit little{4096, old_limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &little);
  }
  LittleRoom(const LittleRoom&) = delete;
  LittleRoom& operator=(const LittleRoom&) = delete;
  ~LittleRoom() {
    ::setrlimit(RLIMIT_FSIZE, &old_limit_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_limit_{};
  void (*old_handler_)(int) = nullptr;
};

class SpoolPrinterTest : public testing::Test {
 protected:
  const std::filesystem::path& folder() const { return folder_.path(); }

  fakes::TempFolder folder_;
  SpoolPrinter printer_{folder_.path()};
};

TEST_F(SpoolPrinterTest, AJobBecomesOneWholePrivateFile) {
  const auto receipt = printer_.print(badge_job());
  ASSERT_TRUE(receipt) << core::describe(receipt.error());
  EXPECT_EQ(receipt->place, (folder() / "badge-1.pdf").string());
  EXPECT_EQ(fakes::read_bytes(receipt->place), badge_job().pdf);
  EXPECT_EQ(mode_of(receipt->place), 0600u);
  EXPECT_EQ(mode_of(folder()), 0700u);
  EXPECT_EQ(entries(folder()), 1);
}

TEST_F(SpoolPrinterTest, TheSameJobIsNotWrittenTwice) {
  ASSERT_TRUE(printer_.print(badge_job()));
  PrintJob changed = badge_job();
  changed.pdf = "%PDF-other";
  const auto again = printer_.print(changed);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->was_there);
  EXPECT_EQ(fakes::read_bytes(again->place), badge_job().pdf);
}

TEST_F(SpoolPrinterTest, AFolderOpenToOthersIsClosedToThem) {
  ::chmod(folder().c_str(), 0755);
  ASSERT_TRUE(printer_.print(badge_job()));
  EXPECT_EQ(mode_of(folder()), 0700u);
}

TEST_F(SpoolPrinterTest, AMissingFolderIsAnErrorThatNamesIt) {
  SpoolPrinter printer(folder() / "gone");
  const auto receipt = printer.print(badge_job());
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().failure, Failure::storage);
  EXPECT_THAT(receipt.error().what, HasSubstr((folder() / "gone").string()));
  EXPECT_THAT(receipt.error().next_step, HasSubstr("kiosk.toml"));
  EXPECT_FALSE(printer.state().can_print);
  EXPECT_THAT(printer.state().troubles, ElementsAre(Trouble::no_room));
}

TEST_F(SpoolPrinterTest, AFullDiskIsAnErrorAndLeavesNothingHalfWritten) {
  core::Result<PrintReceipt> receipt;
  {
    const LittleRoom little_room;
    receipt = printer_.print(badge_job());
  }
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().failure, Failure::storage);
  EXPECT_THAT(receipt.error().next_step, HasSubstr("full"));
  EXPECT_EQ(entries(folder()), 0);
  EXPECT_TRUE(printer_.print(badge_job()));
}

TEST_F(SpoolPrinterTest, AnIdThatIsNoFileNameIsRefused) {
  for (const char* id : {"", ".", "../escape", "a/b", "a b", "ā"}) {
    EXPECT_EQ(printer_.print(badge_job(id)).error().failure, Failure::usage) << id;
  }
  EXPECT_EQ(entries(folder()), 0);
}

TEST_F(SpoolPrinterTest, ASpoolFolderThatIsThereIsReady) {
  EXPECT_TRUE(printer_.state().can_print);
  EXPECT_TRUE(printer_.state().troubles.empty());
}

TEST_F(SpoolPrinterTest, AnEmptySettingMeansTheSpoolFolderWhichIsMadePrivate) {
  const auto printer = make_printer("", folder() / "spool");
  ASSERT_TRUE(printer);
  EXPECT_EQ(mode_of(folder() / "spool"), 0700u);
  EXPECT_TRUE((*printer)->print(badge_job()));
  EXPECT_EQ(entries(folder() / "spool"), 1);
}

TEST_F(SpoolPrinterTest, ASettingThatNamesNoPrinterIsAnError) {
  EXPECT_EQ(make_printer("usb://x", folder()).error().failure, Failure::bad_input);
}

TEST(TroubleTest, EachTroubleHasWords) {
  for (int trouble = 0; trouble <= static_cast<int>(Trouble::other); ++trouble) {
    EXPECT_FALSE(to_text(static_cast<Trouble>(trouble)).empty()) << trouble;
  }
}

}  // namespace
}  // namespace devices
