#include "devices/cups_printer.h"

#include <cairo-pdf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <thread>

#include "fakes/ipp_printer.h"
#include "fakes/process.h"

namespace devices {
namespace {

using core::Failure;
using fakes::IppPrinter;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

cairo_status_t append(void* pdf, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(pdf)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

std::string pdf_of(double width_mm, double height_mm) {
  std::string pdf;
  auto* page = cairo_pdf_surface_create_for_stream(append, &pdf, width_mm * 72 / 25.4,
                                                   height_mm * 72 / 25.4);
  cairo_t* pen = cairo_create(page);
  cairo_paint(pen);
  cairo_destroy(pen);
  cairo_surface_destroy(page);
  return pdf;
}

PrintJob badge_job(const std::string& id = "job-1") {
  return {id, "Badge", pdf_of(62, 100), 62, 100, 1};
}

std::unique_ptr<CupsPrinter> printer_at(const std::string& setting,
                                        milliseconds timeout = CupsPrinter::kTimeout) {
  return std::move(CupsPrinter::from_setting(setting, timeout).value());
}

TEST(CupsPrinterTest, ARealIppPrinterReceivesTheSamePdfOnPaperOfTheSameSize) {
  const IppPrinter real;
  const PrintJob job = badge_job();
  const auto receipt = printer_at(real.uri())->print(job);
  ASSERT_TRUE(receipt) << core::describe(receipt.error()) << real.log();
  EXPECT_THAT(receipt->place, HasSubstr("/ipp/print/1"));
  EXPECT_FALSE(receipt->was_there);
  EXPECT_THAT(real.documents(), ElementsAre(job.pdf));
  EXPECT_EQ(real.asked_for("MEDIA_COL"), "{media-size={x-dimension=6200 y-dimension=10000}}");
}

TEST(CupsPrinterTest, ASizeWithAFractionIsRoundedToAHundredthOfAMillimetre) {
  const IppPrinter real;
  PrintJob job = badge_job();
  job.width_mm = 62.003;
  ASSERT_TRUE(printer_at(real.uri())->print(job));
  EXPECT_THAT(real.asked_for("MEDIA_COL"), HasSubstr("x-dimension=6200 "));
}

TEST(CupsPrinterTest, CopiesAreAskedFor) {
  const IppPrinter real;
  PrintJob job = badge_job();
  job.copies = 3;
  ASSERT_TRUE(printer_at(real.uri())->print(job));
  EXPECT_EQ(real.asked_for("COPIES"), "3");
}

TEST(CupsPrinterTest, TheSameJobGivenAgainPrintsOnce) {
  const IppPrinter real;
  const auto printer = printer_at(real.uri());
  const auto first = printer->print(badge_job("job-7"));
  const auto again = printer->print(badge_job("job-7"));
  ASSERT_TRUE(first && again);
  EXPECT_TRUE(again->was_there);
  EXPECT_EQ(again->place, first->place);
  EXPECT_TRUE(fakes::wait_until([&] { return printer->print(badge_job("job-77")).has_value(); }));
  EXPECT_EQ(real.documents().size(), 2u);
}

TEST(CupsPrinterTest, PaperThatThePrinterDoesNotHaveIsRefusedAndNotReplaced) {
  const IppPrinter real;
  PrintJob job = badge_job();
  job.width_mm = 105;
  job.height_mm = 148;
  const auto receipt = printer_at(real.uri())->print(job);
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().failure, Failure::bad_input);
  EXPECT_THAT(receipt.error().next_step, HasSubstr("paper"));
  EXPECT_TRUE(real.documents().empty());
}

TEST(CupsPrinterTest, AnIdlePrinterHasNoTroubles) {
  const IppPrinter real;
  const PrinterState state = printer_at(real.uri())->state();
  EXPECT_TRUE(state.can_print) << state.detail;
  EXPECT_TRUE(state.troubles.empty());
}

TEST(CupsPrinterTest, APrinterWithoutPaperAndWithItsCoverOpenSaysSo) {
  IppPrinter real;
  real.break_down("media-empty-error,cover-open-error");
  const auto printer = printer_at(real.uri());
  ASSERT_TRUE(printer->print(badge_job()));
  PrinterState state;
  fakes::wait_until([&] { return !(state = printer->state()).can_print; });
  EXPECT_FALSE(state.can_print);
  EXPECT_THAT(state.troubles,
              testing::UnorderedElementsAre(Trouble::media_empty, Trouble::cover_open));
}

TEST(CupsPrinterTest, LowPaperIsAWarningAndNoHindrance) {
  IppPrinter real;
  real.break_down("media-low-warning");
  const auto printer = printer_at(real.uri());
  ASSERT_TRUE(printer->print(badge_job()));
  PrinterState state;
  fakes::wait_until([&] { return !(state = printer->state()).troubles.empty(); });
  EXPECT_THAT(state.troubles, ElementsAre(Trouble::media_low));
  EXPECT_TRUE(state.can_print);
}

TEST(CupsPrinterTest, APrinterThatIsSwitchedOffIsUnreachable) {
  const auto printer =
      printer_at("ipp://localhost:" + std::to_string(fakes::free_port()) + "/ipp/print");
  const auto receipt = printer->print(badge_job());
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().failure, Failure::unreachable);
  EXPECT_FALSE(receipt.error().next_step.empty());
  const PrinterState state = printer->state();
  EXPECT_FALSE(state.can_print);
  EXPECT_THAT(state.troubles, ElementsAre(Trouble::unreachable));
}

TEST(CupsPrinterTest, APrinterThatNeverAnswersTimesOut) {
  const fakes::SilentServer silent;
  const auto begin = std::chrono::steady_clock::now();
  const auto receipt =
      printer_at("ipp://127.0.0.1:" + std::to_string(silent.port()), milliseconds(300))
          ->print(badge_job());
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().failure, Failure::unreachable);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(CupsPrinterTest, WhoIsToldToStopWaitsForNoAnswer) {
  const fakes::SilentServer silent;
  const auto stop = std::make_shared<StopFlag>();
  const auto printer =
      std::move(CupsPrinter::from_setting("ipp://127.0.0.1:" + std::to_string(silent.port()),
                                          std::chrono::minutes{5}, stop)
                    .value());
  std::thread other([&] {
    pollfd called{silent.fd(), POLLIN, 0};
    ::poll(&called, 1, 20'000);
    stop->set();
  });
  EXPECT_EQ(printer->print(badge_job()).error().failure, Failure::unreachable);
  other.join();
  EXPECT_THAT(printer->state().troubles, ElementsAre(Trouble::unreachable));
}

TEST(CupsPrinterTest, WhatIsNoPdfIsNotSent) {
  PrintJob job = badge_job();
  job.pdf = "GIF89a";
  EXPECT_EQ(printer_at("ipp://localhost:1")->print(job).error().failure, Failure::bad_input);
}

TEST(CupsPrinterTest, OnlyIppAddressesAndQueueNamesAreSettings) {
  for (const char* bad : {"ipp://", "http://host/", "usb://Brother/QL", "a queue", "a/b", "://x"}) {
    EXPECT_FALSE(CupsPrinter::from_setting(bad)) << bad;
  }
  for (const char* good : {"badges", "Brother_QL-820", "ipps://printer.example/ipp/print"}) {
    EXPECT_TRUE(CupsPrinter::from_setting(good)) << good;
  }
}

TEST(CupsPrinterTest, AnAddressWithoutAPathMeansTheUsualOne) {
  const auto address = parse_ipp_address("ipp://printer.example");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->port, 631);
  EXPECT_EQ(address->uri, "ipp://printer.example:631/ipp/print");
}

}  // namespace
}  // namespace devices
