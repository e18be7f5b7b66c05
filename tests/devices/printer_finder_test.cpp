#include "devices/printer_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "fakes/cups_server.h"
#include "fakes/ipp_printer.h"

namespace devices {
namespace {

using std::chrono::milliseconds;
using testing::Contains;
using testing::Field;

TEST(PrinterFinder, TheQueuesOfARealCupsServerAreFoundByName) {
  fakes::CupsServer server;
  ASSERT_TRUE(server.add_queue("badges", "ipp://localhost:1/ipp/print"));
  ASSERT_TRUE(server.add_queue("desk", "ipp://localhost:1/ipp/print"));
  StopFlag stop;
  const auto found = find_printers(milliseconds{1000}, stop);
  EXPECT_THAT(found, Contains(Field(&FoundPrinter::setting, "badges")));
  EXPECT_THAT(found, Contains(Field(&FoundPrinter::setting, "desk")));
}

TEST(PrinterFinder, LookingTakesNoLongerThanItMay) {
  const fakes::CupsServer server;
  StopFlag stop;
  const auto begin = std::chrono::steady_clock::now();
  find_printers(milliseconds{300}, stop);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{10});
}

TEST(PrinterFinder, LookingEndsSoonAfterItIsToldTo) {
  ASSERT_TRUE(fakes::start_announcing()) << "else there is nothing to look at for long";
  StopFlag stop;
  std::chrono::steady_clock::time_point told;
  std::thread other([&] {
    const fakes::SilentServer nobody;
    pollfd never{nobody.fd(), POLLIN, 0};
    ::poll(&never, 1, 300);  // the search has begun by then
    told = std::chrono::steady_clock::now();
    stop.set();
  });
  find_printers(std::chrono::minutes{2}, stop);
  const auto end = std::chrono::steady_clock::now();
  other.join();
  EXPECT_LT(end - told, std::chrono::seconds{10});
}

}  // namespace
}  // namespace devices
