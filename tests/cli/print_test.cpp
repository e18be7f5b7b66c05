// `badge print --printer` to a real printer and to none, and `paper`.
#include <gmock/gmock.h>

#include "cli/kioskctl.h"
#include "fakes/ipp_printer.h"

namespace {

using test::KioskctlTest;
using testing::HasSubstr;

class Print : public KioskctlTest {
 protected:
  Print() {
    add_meeting();
    register_local("Anna", "Ozola");
  }
  test::Answer prints_on(const std::string& printer, const std::string& person = "A-1") {
    return at({"badge", "print", person, "--printer", printer});
  }
};

TEST_F(Print, ARealPrinterGetsTheBadgeAndTheJournalSaysSo) {
  const fakes::IppPrinter real;
  const auto answer = prints_on(real.uri());
  ASSERT_EQ(answer.status, 0) << answer.err << real.log();
  EXPECT_EQ(answer.json()["state"], "printed");
  EXPECT_EQ(answer.json()["number"], "A-0001");
  EXPECT_EQ(answer.json()["printer"], real.uri());
  ASSERT_EQ(real.documents().size(), 1U);
  EXPECT_EQ(real.documents().front().substr(0, 5), "%PDF-");
  EXPECT_THAT(real.asked_for("MEDIA_COL"), HasSubstr("x-dimension=6200"));
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(Print, CopiesAreAskedForAndAskingAgainPrintsAgain) {
  const fakes::IppPrinter real;
  EXPECT_EQ(at({"badge", "print", "A-1", "--printer", real.uri(), "--copies", "2"}).status, 0);
  EXPECT_EQ(real.asked_for("COPIES"), "2");
  EXPECT_EQ(prints_on(real.uri()).status, 0);
  EXPECT_EQ(real.documents().size(), 2U);
}

TEST_F(Print, APrinterThatDoesNotAnswerIsUnreachable) {
  const auto answer =
      prints_on("ipp://localhost:" + std::to_string(fakes::free_port()) + "/ipp/print");
  EXPECT_EQ(answer.status, 5) << answer.err;
  EXPECT_THAT(answer.err, HasSubstr("does not answer"));
}

TEST_F(Print, WhatNamesNoPrinterOrNobodyIsBadInput) {
  EXPECT_EQ(prints_on("usb://x").status, 3);
  EXPECT_EQ(prints_on("ipp://localhost:1", "A-9").status, 3);
  EXPECT_EQ(at({"badge", "print", "A-1", "--copies", "2"}).status, 2);
}

TEST_F(Print, AWithdrawnBadgeIsNotPrinted) {
  const fakes::IppPrinter real;
  done(at({"badge", "revoke", "A-1"}));
  EXPECT_EQ(prints_on(real.uri()).status, 3);
  EXPECT_TRUE(real.documents().empty());
}

TEST_F(Print, PaperIsUnknownUntilItIsSet) {
  EXPECT_TRUE(done(run({"paper"}))["left"].is_null());
  EXPECT_EQ(done(run({"paper", "--set", "100"}))["left"], 100);
  EXPECT_EQ(done(run({"paper", "--set", "8"}))["roll"], 100);
  EXPECT_EQ(done(run({"paper"}))["low"], true);
  EXPECT_EQ(run({"paper", "--set", "-1"}).status, 2);
}

}  // namespace
