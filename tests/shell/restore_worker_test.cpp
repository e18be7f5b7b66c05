// Sealed backups are found where they lie and put in place, as from the screen, with real files.
#include "shell/restore_worker.h"

#include "backstage.h"
#include "db/backup.h"
#include "db/copies.h"

namespace {

namespace fs = std::filesystem;

class Restoring : public testing::Test {
 protected:
  Restoring() {
    fs::create_directories(stick());
    fs::create_directories(data() / "backups");
    kiosk.start_store();
    number = kiosk.registers().number;
    seal(stick() / "of-stick.backup");
    seal(data() / "backups" / "own.backup");
    std::ofstream(stick() / "none.backup") << "not sealed";
    kiosk.worker.reset();
    worker = std::make_unique<shell::RestoreWorker>(
        data(), [this] { return std::vector<fs::path>{media.path()}; }, post.mailbox);
  }
  [[nodiscard]] fs::path data() const { return kiosk.folder.path(); }
  [[nodiscard]] fs::path stick() const { return media.path() / "RED"; }
  void seal(const fs::path& file) const {
    ASSERT_TRUE(db::write_backup(data(), file, "correct horse"));
  }
  std::vector<app::ListFile> found() {
    EXPECT_TRUE(worker->take(app::FindBackups{}));
    return post.wait_for<app::SealedFilesFound>().files;
  }

  test::Backstage kiosk;
  test::TempFolder media;
  test::Post post;
  std::string number;
  std::unique_ptr<shell::RestoreWorker> worker;
};

TEST_F(Restoring, FindsTheBackupsOfSticksAndOfTheKioskItself) {
  const auto files = found();
  ASSERT_EQ(files.size(), 2U) << "what is not sealed is none";
  EXPECT_EQ(files[0].name, "of-stick.backup");
  EXPECT_EQ(files[0].stick, "RED");
  EXPECT_EQ(files[1].name, "own.backup");
  EXPECT_EQ(files[1].stick, "");
}

TEST_F(Restoring, OffersASealedCopyOfTheKioskByItsPath) {
  ASSERT_TRUE(db::write_daily_copy(data(), *core::parse_day("2019-03-12"), 7));
  worker->take(app::FindCopy{});
  EXPECT_EQ(post.wait_for<app::CopyFound>().sealed, "") << "this one needs no passphrase";
  ASSERT_TRUE(db::seal_copies(data(), "correct horse"));
  worker->take(app::FindCopy{});
  const std::string sealed = post.wait_for<app::CopyFound>().sealed;
  EXPECT_EQ(fs::path(sealed).filename(), "daily-2019-03-12.backup");
  EXPECT_EQ(found().size(), 3U) << "and among the backups to choose from";
  fs::remove(data() / "kiosk.db");
  worker->take(app::RestoreBackup{sealed, "correct horse"});
  EXPECT_EQ(post.wait_for<app::CopyRestored>().taken_over, 0);
}

TEST_F(Restoring, AWrongPassphraseIsToldAndTheRightOneBringsTheKioskBack) {
  const std::string file = found().front().path;
  worker->take(app::RestoreBackup{file, "wrong horse"});
  EXPECT_EQ(post.wait_for<app::RestoreFailed>().error.message, "failure.wrong_passphrase");
  fs::remove(data() / "kiosk.db");
  worker->take(app::RestoreBackup{file, "correct horse"});
  EXPECT_TRUE(post.wait([](const app::Action& action) {
    const auto* progress = action.get<app::WorkProgressed>();
    return progress != nullptr && progress->percent == 100;
  })) << "how far it is is told";
  EXPECT_EQ(post.wait_for<app::CopyRestored>().taken_over, 0);
  const auto store = db::Store::open({data(), [this] { return kiosk.now; }, 'A'});
  ASSERT_TRUE(store);
  EXPECT_TRUE((*store)->find_attendee(kiosk.id, number));
}

TEST_F(Restoring, StoppedWhileTheSealIsOpenedItLeavesTheKioskAsItWas) {
  const std::string file = found().front().path;
  worker->take(app::RestoreBackup{file, "correct horse"});
  worker->take(app::StopRestoring{});
  EXPECT_TRUE(core::is_stopped(post.wait_for<app::RestoreFailed>().error));
  const auto store = db::Store::open({data(), [this] { return kiosk.now; }, 'A'});
  ASSERT_TRUE(store);
  EXPECT_EQ(
      (*store)
          ->register_attendee(kiosk.id, test::Desk::person("Ilze", "Egle"), std::nullopt, false)
          ->number,
      "A-0002")
      << "no gap";
}

}  // namespace
