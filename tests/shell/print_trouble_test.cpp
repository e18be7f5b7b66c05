// Printers that fail, delay and lie, behind the real worker: nothing is lost, nothing comes twice
// unasked, and staff are told in words.
#include <sys/wait.h>

#include <algorithm>
#include <atomic>

#include "devices/cups_printer.h"
#include "fakes/ipp_printer.h"
#include "fakes/lying_printer.h"
#include "shell/backstage.h"

namespace {

using db::PrintState;
using fakes::LyingPrinter;
using Mood = fakes::LyingPrinter::Mood;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::Backstage;

std::unique_ptr<devices::Printer> printer_at(const std::string& uri,
                                             milliseconds timeout = seconds{10}) {
  return std::move(devices::CupsPrinter::from_setting(uri, timeout).value());
}

class PrintTrouble : public testing::Test {
 protected:
  PrintTrouble() {
    kiosk.timing.up = [this] { return up.load(); };
    kiosk.start_store();
    job = kiosk.registers().print_job;
    kiosk.post.wait_for<app::CountsChanged>();  // the store's thread is done with it
  }
  void prints_on(const std::string& uri, milliseconds timeout = seconds{10}) {
    kiosk.start_printing(printer_at(uri, timeout));
  }
  db::PrintJobInfo listed() {
    const auto jobs = kiosk.open_store()->print_jobs(kiosk.id, 9);
    EXPECT_TRUE(jobs && !jobs->empty());
    return jobs && !jobs->empty() ? jobs->front() : db::PrintJobInfo{};
  }
  bool becomes(PrintState state, const std::string& detail = {}) {
    return fakes::wait_until([&] {
      const auto now = listed();
      return now.state == state && (detail.empty() || now.detail == detail);
    });
  }
  bool is_told(bool printed) {
    return kiosk.post.wait([&](const app::Action& action) {
      const auto* ended = action.get<app::PrintEnded>();
      return ended != nullptr && ended->job == job && ended->printed == printed;
    });
  }

  std::atomic<milliseconds> up{milliseconds{0}};
  Backstage kiosk;
  std::string job;
};

TEST_F(PrintTrouble, APrinterThatNeverFinishesSendsTheAttendeeToTheDeskAndStaffToThePrinter) {
  LyingPrinter liar(Mood::never_finishes);
  prints_on(liar.uri());
  ASSERT_TRUE(fakes::wait_until([&] { return liar.is_waited_for(); }));
  up = seconds{9};
  EXPECT_TRUE(is_told(false));
  EXPECT_EQ(listed().state, PrintState::queued) << "it may still come out";
  up = seconds{61};
  EXPECT_TRUE(becomes(PrintState::failed, "printer.slow"));
}

TEST_F(PrintTrouble, WhatStaffCancelWhileItIsUnderWayIsTakenBackFromThePrinter) {
  LyingPrinter liar(Mood::never_finishes);
  prints_on(liar.uri());
  ASSERT_TRUE(fakes::wait_until([&] { return liar.is_waited_for(); }));
  kiosk.does(app::CancelPrint{job});
  EXPECT_TRUE(becomes(PrintState::cancelled, "print.cancelled_by_staff"));
  EXPECT_TRUE(fakes::wait_until([&] { return liar.cancelled() == 1; }));
}

TEST_F(PrintTrouble, WhatStaffMoveComesOutThereAndIsTakenBackHere) {
  LyingPrinter stuck(Mood::out_of_paper);
  LyingPrinter other;
  prints_on(stuck.uri());
  ASSERT_TRUE(becomes(PrintState::failed, "printer.media_empty"));
  kiosk.does(app::MovePrint{job, other.uri()});
  EXPECT_TRUE(becomes(PrintState::printed));
  EXPECT_EQ(other.printed().size(), 1U);
  EXPECT_TRUE(fakes::wait_until([&] { return stuck.cancelled() == 1; }));
  stuck.become(Mood::honest);
  EXPECT_TRUE(stuck.printed().empty());
}

TEST_F(PrintTrouble, WhatWasMovedAwayFromAPrinterThatVanishedIsTakenBackWhenItReturns) {
  LyingPrinter first(Mood::never_finishes);
  LyingPrinter second(Mood::never_finishes);
  LyingPrinter third;
  prints_on(first.uri());
  ASSERT_TRUE(fakes::wait_until([&] { return first.jobs() == 1; }));
  first.become(Mood::gone);
  kiosk.does(app::MovePrint{job, second.uri()});
  ASSERT_TRUE(fakes::wait_until([&] { return second.jobs() == 1; }));
  second.become(Mood::gone);
  kiosk.does(app::MovePrint{job, third.uri()});
  ASSERT_TRUE(becomes(PrintState::printed));
  EXPECT_EQ(third.printed().size(), 1U);
  first.become(Mood::never_finishes);
  second.become(Mood::never_finishes);
  EXPECT_TRUE(fakes::wait_until([&] { return first.cancelled() == 1; }));
  EXPECT_TRUE(fakes::wait_until([&] { return second.cancelled() == 1; }));
  EXPECT_TRUE(first.printed().empty());
  EXPECT_TRUE(second.printed().empty());
  EXPECT_EQ(third.printed().size(), 1U);
}

TEST_F(PrintTrouble, AJobToBeTakenBackFromASilentPrinterHoldsUpNoOther) {
  LyingPrinter first(Mood::never_finishes);
  LyingPrinter other;
  prints_on(first.uri(), seconds{2});
  ASSERT_TRUE(fakes::wait_until([&] { return first.jobs() == 1; }));
  first.take_your_time(seconds{60});
  kiosk.does(app::MovePrint{job, other.uri()});
  ASSERT_TRUE(becomes(PrintState::printed));
  kiosk.does(app::MovePrint{job, other.uri()});  // once more; the first one was asked in vain
  EXPECT_TRUE(fakes::wait_until([&] { return other.printed().size() == 2; }));
}

TEST_F(PrintTrouble, TheBadgeOfWhoWasMergedWithAnotherIsNotPrinted) {
  const auto stays = kiosk.registers("Zanete", "Ozola");
  kiosk.post.wait_for<app::CountsChanged>();
  ASSERT_TRUE(kiosk.open_store()->merge_attendees(kiosk.id, "A-0001", stays.number));
  kiosk.start_printing();
  const auto of_first = [&] {
    const auto jobs = kiosk.open_store()->print_jobs(kiosk.id, 9).value();
    return *std::find_if(jobs.begin(), jobs.end(), [&](const auto& one) { return one.job == job; });
  };
  EXPECT_TRUE(fakes::wait_until([&] { return of_first().state == PrintState::cancelled; }));
  EXPECT_EQ(of_first().detail, "print.registration_merged");
  EXPECT_TRUE(fakes::wait_until([&] { return kiosk.spooled().size() == 1; }))
      << "only the one that stays";
}

TEST_F(PrintTrouble, PaperThatIsOutIsToldAndTheBadgeComesOutOnceItIsThere) {
  LyingPrinter printer(Mood::out_of_paper);
  prints_on(printer.uri());
  EXPECT_TRUE(kiosk.post.wait([](const app::Action& action) {
    const auto* signs = action.get<app::PrinterChanged>();
    return signs != nullptr && signs->trouble && signs->word == "media_empty";
  }));
  ASSERT_TRUE(becomes(PrintState::failed, "printer.media_empty"));
  printer.become(Mood::honest);
  kiosk.does(app::MovePrint{job, ""});
  EXPECT_TRUE(becomes(PrintState::printed));
  EXPECT_EQ(printer.printed().size(), 1U);
}

TEST_F(PrintTrouble, OneThatPrintsAndVanishesBeforeSayingSoHasPrintedOnce) {
  LyingPrinter liar(Mood::prints_and_vanishes);
  prints_on(liar.uri());
  EXPECT_TRUE(becomes(PrintState::printed));
  EXPECT_EQ(liar.printed().size(), 1U);
}

TEST_F(PrintTrouble, OneThatVanishesInTheMiddleAndListsNothingAsksStaffToLook) {
  LyingPrinter liar(Mood::vanishes);
  prints_on(liar.uri());
  ASSERT_TRUE(becomes(PrintState::failed, "print.may_be_out"));
  liar.become(Mood::forgets);
  kiosk.printer->wake();
  const int asked = liar.questions();
  ASSERT_TRUE(fakes::wait_until([&] { return liar.questions() > asked + 4; }));
  EXPECT_TRUE(liar.printed().empty()) << "not unasked";
  kiosk.does(app::MovePrint{job, ""});
  EXPECT_TRUE(becomes(PrintState::printed));
  EXPECT_EQ(liar.printed().size(), 1U);
}

TEST_F(PrintTrouble, GarbageIsATroubleAndNothingElse) {
  LyingPrinter liar(Mood::garbage);
  prints_on(liar.uri(), milliseconds{300});
  ASSERT_TRUE(becomes(PrintState::failed));
  liar.become(Mood::honest);
  EXPECT_TRUE(becomes(PrintState::printed));
  EXPECT_EQ(liar.printed().size(), 1U);
}

TEST_F(PrintTrouble, ARefusalIsTriedAgainUntilThePrinterTakesIt) {
  LyingPrinter liar(Mood::refuses);
  prints_on(liar.uri());
  ASSERT_TRUE(becomes(PrintState::failed, "printer.refused"));
  liar.become(Mood::honest);
  EXPECT_TRUE(becomes(PrintState::printed));
}

TEST_F(PrintTrouble, ASlowPrinterHoldsUpNoRegistration) {
  LyingPrinter liar;
  liar.take_your_time(milliseconds{150});
  prints_on(liar.uri());
  const auto second = kiosk.registers("Ilze", "Kalna");
  EXPECT_FALSE(second.code.empty());
  EXPECT_TRUE(fakes::wait_until([&] { return liar.printed().size() == 2; }));
}

TEST_F(PrintTrouble, AWorkerEndsAtOnceWhateverThePrinterDoes) {
  LyingPrinter liar(Mood::never_finishes);
  prints_on(liar.uri());
  ASSERT_TRUE(fakes::wait_until([&] { return liar.is_waited_for(); }));
  const auto begin = std::chrono::steady_clock::now();
  kiosk.printer.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{20});
  EXPECT_EQ(listed().state, PrintState::queued);
}

TEST_F(PrintTrouble, ABadgeThatWasWithdrawnEndsAsCancelledWithItsReason) {
  ASSERT_TRUE(kiosk.open_store()->revoke_badge(kiosk.id, listed().number, "lost"));
  kiosk.start_printing();
  EXPECT_TRUE(becomes(PrintState::cancelled, "print.badge_withdrawn"));
  EXPECT_TRUE(kiosk.spooled().empty());
}

TEST_F(PrintTrouble, ACancelledRegistrationIsNotPrinted) {
  ASSERT_TRUE(kiosk.open_store()->cancel_attendee(kiosk.id, listed().number, "ill"));
  kiosk.start_printing();
  EXPECT_TRUE(becomes(PrintState::cancelled, "print.registration_cancelled"));
  EXPECT_TRUE(kiosk.spooled().empty());
}

TEST_F(PrintTrouble, EachPrintedLabelIsOffTheRollAndStaffAreTold) {
  ASSERT_TRUE(kiosk.open_store()->set_paper(6, 100));
  kiosk.start_printing();
  EXPECT_TRUE(kiosk.post.wait([](const app::Action& action) {
    const auto* signs = action.get<app::PrinterChanged>();
    return signs != nullptr && signs->paper && signs->paper->left == 5 && signs->paper->low;
  }));
}

TEST_F(PrintTrouble, ARealPrinterGetsOnePageOfTheBadgesSizeWhoseCodeReads) {
  const fakes::IppPrinter real;
  prints_on(real.uri());
  ASSERT_TRUE(becomes(PrintState::printed)) << real.log();
  ASSERT_EQ(real.documents().size(), 1U);
  const auto file = kiosk.folder.path() / "arrived.pdf";
  fakes::write_bytes(file, real.documents().front());
  EXPECT_EQ(test::code_on(file),
            kiosk.open_store()->find_attendee(kiosk.id, listed().number)->code);
  const auto about = kiosk.folder.path() / "about";
  EXPECT_EQ(fakes::run({"pdfinfo", file}, about), 0);
  const std::string said = fakes::read_bytes(about);
  EXPECT_NE(said.find("Pages:           1"), std::string::npos) << said;
  const std::string key = "Page size:";
  double width_pt = 0;
  double height_pt = 0;
  std::sscanf(said.c_str() + said.find(key) + key.size(), "%lf x %lf", &width_pt, &height_pt);
  EXPECT_NEAR(width_pt * 25.4 / 72, 62, 0.1) << said;  // rounded to the printer's dots
  EXPECT_NEAR(height_pt * 25.4 / 72, 100, 0.1) << said;
}

/// Prints, and is gone before anybody can write down that it did.
class DyingPrinter : public devices::Printer {
 public:
  explicit DyingPrinter(std::unique_ptr<devices::Printer> real) : real_(std::move(real)) {}
  core::Result<devices::PrintReceipt> print(const devices::PrintJob& job) override {
    auto receipt = real_->print(job);
    if (receipt) ::raise(SIGKILL);
    return receipt;
  }
  core::Result<devices::JobReport> look_up(const std::string& id) override {
    return real_->look_up(id);
  }
  devices::PrinterState state() override { return real_->state(); }

 private:
  std::unique_ptr<devices::Printer> real_;
};

TEST(PrintKill, AProcessKilledBetweenThePrintAndItsJournalRowPrintsOnce) {
  const fakes::IppPrinter real;
  Backstage kiosk;
  const pid_t child = ::fork();
  if (child == 0) {
    kiosk.start_store();
    kiosk.registers();
    kiosk.start_printing(std::make_unique<DyingPrinter>(printer_at(real.uri())));
    kiosk.post.wait_for<app::PrintEnded>();
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_EQ(kiosk.open_store()->print_jobs_waiting(9)->size(), 1U) << "no row says that it is out";
  ASSERT_TRUE(fakes::wait_until([&] { return real.documents().size() == 1; }));
  kiosk.start_printing(printer_at(real.uri()));
  EXPECT_TRUE(kiosk.post.wait_for<app::PrintEnded>().printed) << real.log();
  EXPECT_EQ(real.documents().size(), 1U);
}

}  // namespace
