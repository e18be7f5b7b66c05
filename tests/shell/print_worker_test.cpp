// The printer's thread: no badge is lost, none comes twice, whatever the printer does.
#include "shell/print_worker.h"

#include <sys/wait.h>

#include <atomic>
#include <set>

#include "fakes/process.h"
#include "shell/backstage.h"

namespace {

using test::Backstage;

/// Paper that can be out, and a cable that breaks after the job was taken.
struct PaperTray {
  std::atomic<int> fail_next{0};  ///< so many jobs find no paper
  std::atomic<int> lie_next{0};   ///< so many are taken, but said not to be
  std::mutex mutex;
  std::multiset<std::string> printed;  ///< what came out, by job
  std::set<std::string> known;

  int came_out() {
    const std::lock_guard lock(mutex);
    return static_cast<int>(printed.size());
  }
};

class TrayPrinter : public devices::Printer {
 public:
  explicit TrayPrinter(std::shared_ptr<PaperTray> tray) : tray_(std::move(tray)) {}
  core::Result<devices::PrintReceipt> print(const devices::PrintJob& job) override {
    if (tray_->fail_next > 0) {
      --tray_->fail_next;
      return core::fail(core::Failure::unreachable, "The printer has no paper.", "Put some in.");
    }
    const std::lock_guard lock(tray_->mutex);
    const bool is_new = tray_->known.insert(job.id).second;
    if (is_new) tray_->printed.insert(job.id);
    if (tray_->lie_next > 0) {
      --tray_->lie_next;
      return core::fail(core::Failure::unreachable, "The printer does not answer.", "Wait.");
    }
    return devices::PrintReceipt{"tray", !is_new};
  }
  core::Result<devices::JobReport> look_up(const std::string& id) override {
    const std::lock_guard lock(tray_->mutex);
    const bool is_out = tray_->known.contains(id);
    return devices::JobReport{is_out ? devices::JobPhase::printed : devices::JobPhase::absent,
                              "tray", true};
  }
  devices::PrinterState state() override { return {}; }

 private:
  std::shared_ptr<PaperTray> tray_;
};

TEST(PrintWorker, ARegistrationsBadgeComesOutWithItsCode) {
  Backstage kiosk;
  kiosk.start_printing();
  kiosk.start_store();
  const app::Registered done = kiosk.registers();
  const auto ended = kiosk.post.wait_for<app::PrintEnded>();
  EXPECT_EQ(ended.job, done.print_job);
  EXPECT_TRUE(ended.printed);
  ASSERT_EQ(kiosk.spooled().size(), 1U);
  EXPECT_EQ(test::code_on(kiosk.spooled().front()), done.code);
  const auto signs = kiosk.post.wait_for<app::PrinterChanged>();
  EXPECT_FALSE(signs.trouble);
  EXPECT_TRUE(kiosk.open_store()->print_jobs_waiting(9)->empty());
}

TEST(PrintWorker, APrinterThatFailsThenWorksPrintsOnce) {
  Backstage kiosk;
  auto tray = std::make_shared<PaperTray>();
  tray->fail_next = 1;
  kiosk.start_printing(std::make_unique<TrayPrinter>(tray));
  kiosk.start_store();
  const app::Registered done = kiosk.registers();
  EXPECT_FALSE(kiosk.post.wait_for<app::PrintEnded>().printed);
  const auto signs = kiosk.post.wait_for<app::PrinterChanged>();
  EXPECT_TRUE(signs.trouble);
  EXPECT_EQ(signs.detail, "The printer has no paper.");
  EXPECT_EQ(signs.waiting, 1);
  const auto ended = kiosk.post.wait_for<app::PrintEnded>();
  EXPECT_TRUE(ended.printed);
  EXPECT_EQ(ended.job, done.print_job);
  EXPECT_FALSE(kiosk.post.wait_for<app::PrinterChanged>().trouble);
  EXPECT_EQ(tray->came_out(), 1);
}

TEST(PrintWorker, APrinterThatTookTheJobButSaidNoPrintsOnce) {
  Backstage kiosk;
  auto tray = std::make_shared<PaperTray>();
  tray->lie_next = 1;
  kiosk.start_printing(std::make_unique<TrayPrinter>(tray));
  kiosk.start_store();
  kiosk.registers();
  EXPECT_FALSE(kiosk.post.wait_for<app::PrintEnded>().printed);
  EXPECT_TRUE(kiosk.post.wait_for<app::PrintEnded>().printed);
  EXPECT_EQ(tray->came_out(), 1);
}

TEST(PrintWorker, WhatWasQueuedBeforeACrashIsPrintedAfterItOnce) {
  Backstage kiosk;
  kiosk.start_store();
  for (int i = 0; i < 3; ++i) kiosk.registers("Guest", "Number " + std::to_string(i));
  kiosk.worker.reset();
  auto tray = std::make_shared<PaperTray>();
  kiosk.start_printing(std::make_unique<TrayPrinter>(tray));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(kiosk.post.wait_for<app::PrintEnded>().printed);
  kiosk.printer.reset();
  kiosk.start_printing(std::make_unique<TrayPrinter>(tray));
  EXPECT_EQ(kiosk.post.wait_for<app::PrinterChanged>().waiting, 0);
  EXPECT_EQ(tray->came_out(), 3);
}

TEST(PrintWorker, AProcessKilledBetweenCommitAndPrintLosesNoBadge) {
  Backstage kiosk;
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = db::Store::open({kiosk.folder.path(), [&] { return kiosk.now; }, 'A'});
    if (store) {
      (void)(*store)->register_attendee(kiosk.id, test::Desk::person("Ilze", "Kalna"), kiosk.now,
                                        true);
    }
    ::raise(SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  kiosk.start_printing();
  EXPECT_TRUE(kiosk.post.wait_for<app::PrintEnded>().printed);
  EXPECT_EQ(kiosk.spooled().size(), 1U);
}

TEST(PrintWorker, ManyBadgesThatCannotBeMadeHoldUpNoOther) {
  Backstage kiosk;
  kiosk.start_store();
  for (int i = 0; i < 12; ++i) {
    const auto done = kiosk.registers("Guest", "Number " + std::to_string(i));
    ASSERT_TRUE(kiosk.open_store()->revoke_badge(kiosk.id, done.number, "lost"));
  }
  const std::string good = kiosk.registers("Ilze", "Kalna").print_job;
  kiosk.start_printing();
  EXPECT_TRUE(kiosk.post.wait([&](const app::Action& action) {
    const auto* ended = action.get<app::PrintEnded>();
    return ended != nullptr && ended->job == good && ended->printed;
  }));
}

}  // namespace
