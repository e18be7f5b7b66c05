#include "devices/printer_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/cups_server.h"

namespace devices {
namespace {

using std::chrono::milliseconds;
using testing::Contains;
using testing::Field;

TEST(PrinterFinder, TheQueuesOfARealCupsServerAreFoundByName) {
  fakes::CupsServer server;
  ASSERT_TRUE(server.add_queue("badges", "ipp://localhost:1/ipp/print"));
  ASSERT_TRUE(server.add_queue("desk", "ipp://localhost:1/ipp/print"));
  const std::atomic<bool> stop = false;
  const auto found = find_printers(milliseconds{1000}, stop);
  EXPECT_THAT(found, Contains(Field(&FoundPrinter::setting, "badges")));
  EXPECT_THAT(found, Contains(Field(&FoundPrinter::setting, "desk")));
}

TEST(PrinterFinder, LookingTakesNoLongerThanItMay) {
  const fakes::CupsServer server;
  const std::atomic<bool> stop = false;
  const auto begin = std::chrono::steady_clock::now();
  find_printers(milliseconds{300}, stop);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{10});
}

}  // namespace
}  // namespace devices
