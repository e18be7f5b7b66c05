// What became of a job, asked of a real printer and a real queue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "devices/cups_printer.h"
#include "fakes/cups_server.h"
#include "fakes/ipp_printer.h"

namespace devices {
namespace {

PrintJob badge_job(const std::string& id) { return {id, "Badge", "%PDF-1.7\nbadge", 62, 100, 1}; }

std::unique_ptr<CupsPrinter> printer_at(const std::string& setting) {
  return std::move(CupsPrinter::from_setting(setting).value());
}

bool becomes(CupsPrinter& printer, const std::string& id, JobPhase phase) {
  return fakes::wait_until([&] {
    const auto report = printer.look_up(id);
    return report && report->phase == phase;
  });
}

TEST(PrintJobs, ARealPrinterTellsThatAJobIsPrintedByItsName) {
  const fakes::IppPrinter real;
  const auto printer = printer_at(real.uri());
  EXPECT_EQ(printer->look_up("job-1")->phase, JobPhase::absent);
  EXPECT_FALSE(printer->look_up("job-1")->keeps_list) << "it has printed nothing yet";
  ASSERT_TRUE(printer->print(badge_job("job-1")));
  EXPECT_TRUE(becomes(*printer, "job-1", JobPhase::printed)) << real.log();
  EXPECT_EQ(printer->look_up("ob-1")->phase, JobPhase::absent) << "a part of the name";
  EXPECT_TRUE(printer->look_up("job-2")->keeps_list);
}

TEST(PrintJobs, AJobInAPausedQueueIsUnderWayUntilItIsWithdrawn) {
  fakes::CupsServer server;
  ASSERT_TRUE(server.add_queue("badges", "ipp://localhost:1/ipp/print"));
  server.pause("badges");
  const auto printer = printer_at("badges");
  ASSERT_TRUE(printer->print(badge_job("job-1")));
  EXPECT_EQ(printer->look_up("job-1")->phase, JobPhase::under_way);
  ASSERT_TRUE(printer->withdraw("job-1"));
  EXPECT_TRUE(becomes(*printer, "job-1", JobPhase::cancelled)) << server.log();
  EXPECT_TRUE(printer->withdraw("job-1")) << "again is no failure";
}

TEST(PrintJobs, APrinterThatIsSwitchedOffCannotTell) {
  const auto report =
      printer_at("ipp://localhost:" + std::to_string(fakes::free_port()))->look_up("job-1");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message, "printer.unreachable");
}

TEST(PrintJobs, TwoSidesAreAskedForWhereThePrinterHasThem) {
  const fakes::IppPrinter real;
  PrintJob job = badge_job("job-1");
  job.two_sided = true;
  ASSERT_TRUE(printer_at(real.uri())->print(job)) << real.log();
  EXPECT_EQ(real.asked_for("SIDES"), "two-sided-long-edge");
}

TEST(PrintJobs, ThePrintersResolutionIsAskedFromIt) {
  const fakes::IppPrinter real;
  EXPECT_EQ(printer_at(real.uri())->resolution(), 300);
}

TEST(PrintJobs, PaperOfAnotherSizeLoadedIsToldAndNothingIsSent) {
  const fakes::IppPrinter real("roll_current_62x29mm");
  const auto receipt = printer_at(real.uri())->print(badge_job("job-1"));
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().message, "printer.wrong_media");
  EXPECT_TRUE(real.documents().empty());
}

}  // namespace
}  // namespace devices
