#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "devices/cups_printer.h"
#include "fakes/cups_server.h"
#include "fakes/ipp_printer.h"

namespace devices {
namespace {

using testing::Contains;
using testing::ElementsAre;

PrintJob badge_job() { return {"job-1", "Badge", "%PDF-1.7\nbadge", 62, 100, 1}; }

std::unique_ptr<CupsPrinter> queue(const std::string& name) {
  return std::move(CupsPrinter::from_setting(name).value());
}

TEST(CupsQueueTest, AQueueHandsTheSamePdfToThePrinterBehindIt) {
  const fakes::IppPrinter real;
  fakes::CupsServer server;
  ASSERT_TRUE(server.add_queue("badges", real.uri()));
  const auto receipt = queue("badges")->print(badge_job());
  ASSERT_TRUE(receipt) << core::describe(receipt.error()) << server.log();
  // The printer makes its file before it writes it.
  EXPECT_TRUE(fakes::wait_until([&] { return real.documents() == std::vector{badge_job().pdf}; }))
      << server.log();
  EXPECT_THAT(real.documents(), ElementsAre(badge_job().pdf));
  EXPECT_EQ(real.asked_for("MEDIA"), "custom_62x100mm_62x100mm");
  EXPECT_TRUE(queue("badges")->print(badge_job())->was_there) << server.log();
}

TEST(CupsQueueTest, AQueueThatDoesNotExistIsUnreachable) {
  const fakes::CupsServer server;
  const auto receipt = queue("nobody")->print(badge_job());
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().failure, core::Failure::unreachable);
}

TEST(CupsQueueTest, APausedQueueSaysSoAndKeepsTheJob) {
  fakes::CupsServer server;
  ASSERT_TRUE(server.add_queue("badges", "ipp://localhost:1/ipp/print"));
  server.pause("badges");
  const PrinterState state = queue("badges")->state();
  EXPECT_FALSE(state.can_print);
  EXPECT_THAT(state.troubles, Contains(Trouble::paused));
  EXPECT_TRUE(queue("badges")->print(badge_job()));
}

}  // namespace
}  // namespace devices
