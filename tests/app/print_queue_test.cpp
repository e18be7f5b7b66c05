// The print queue as staff press, and what the app knows of a printer that is quicker than the
// store.
#include "app/crank.h"

namespace {

using State = app::PrintJob::State;
using test::Crank;

app::PrintJob job(const std::string& id, State state, const std::string& printer = {}) {
  return {id, "A-0001", "Žanete Ozola", state, printer, {}, {}};
}

class AtTheQueue : public testing::Test {
 protected:
  AtTheQueue() {
    kiosk.sign_in();
    kiosk.happens(app::DeskScreenChosen{"print_queue"});
  }
  void lists(std::vector<app::PrintJob> jobs) {
    kiosk.happens(app::PrintJobsListed{std::move(jobs)});
  }
  app::screen::PrintQueue& queue() { return kiosk.on<app::screen::PrintQueue>(); }

  Crank kiosk;
};

TEST_F(AtTheQueue, TheJobsAreAskedForAndShown) {
  EXPECT_EQ(kiosk.screen(), "print_queue");
  EXPECT_NE(kiosk.effect<app::LoadPrintJobs>(), nullptr);
  lists({job("1", State::waiting)});
  EXPECT_EQ(queue().jobs.size(), 1U);
}

TEST_F(AtTheQueue, TheFirstJobInTroubleIsChosenUnlessSomebodyChose) {
  lists({job("1", State::waiting), job("2", State::trouble)});
  EXPECT_EQ(queue().chosen, "2");
  kiosk.happens(app::PrintJobChosen{"1"});
  lists({job("1", State::waiting), job("2", State::trouble)});
  EXPECT_EQ(queue().chosen, "1");
  lists({job("2", State::printed)});
  EXPECT_EQ(queue().chosen, "");
}

TEST_F(AtTheQueue, TryingAgainPrintsOnceHoweverOftenItIsPressed) {
  lists({job("1", State::trouble, "queue")});
  kiosk.happens(app::PrintAgainPressed{});
  ASSERT_NE(kiosk.effect<app::MovePrint>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::MovePrint>()->printer, "queue");
  kiosk.happens(app::PrintAgainPressed{});
  EXPECT_EQ(kiosk.how_many<app::MovePrint>(), 1);
}

TEST_F(AtTheQueue, AnotherPrinterIsSearchedForOnceAndThenTheJobMoves) {
  lists({job("1", State::trouble)});
  kiosk.happens(app::OtherPrinterPressed{});
  EXPECT_NE(kiosk.effect<app::FindPrinters>(), nullptr);
  EXPECT_TRUE(queue().picking);
  kiosk.happens(app::BackPressed{});
  kiosk.happens(app::OtherPrinterPressed{});
  EXPECT_EQ(kiosk.how_many<app::FindPrinters>(), 1) << "the first search is still going on";
  kiosk.happens(app::PrintersFound{{{}, {"desk", "Info desk"}}});
  EXPECT_EQ(queue().printers.size(), 2U);
  kiosk.happens(app::PrinterPicked{"desk"});
  EXPECT_EQ(kiosk.effect<app::MovePrint>()->printer, "desk");
  EXPECT_FALSE(queue().picking);
}

TEST_F(AtTheQueue, AJobIsCancelledButNotOneThatIsOut) {
  lists({job("1", State::waiting), job("2", State::printed)});
  kiosk.happens(app::PrintJobChosen{"2"});
  kiosk.happens(app::CancelPrintPressed{});
  EXPECT_EQ(kiosk.effect<app::CancelPrint>(), nullptr);
  kiosk.happens(app::PrintJobChosen{"1"});
  kiosk.happens(app::CancelPrintPressed{});
  ASSERT_NE(kiosk.effect<app::CancelPrint>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::CancelPrint>()->job, "1");
}

TEST_F(AtTheQueue, NewsOfThePrinterListTheJobsAnew) {
  kiosk.happens(app::PrintEnded{"1", true});
  EXPECT_NE(kiosk.effect<app::LoadPrintJobs>(), nullptr);
  kiosk.happens(app::PrinterChanged{true, "no paper", 1, "media_empty", app::Paper{4, 100, true}});
  EXPECT_NE(kiosk.effect<app::LoadPrintJobs>(), nullptr);
  EXPECT_EQ(kiosk.model.signs.printer_word, "media_empty");
  EXPECT_EQ(kiosk.model.signs.paper->left, 4);
}

TEST_F(AtTheQueue, ANewRollHasAsManyLabelsAsTheLastOne) {
  kiosk.happens(app::NewRollPressed{});
  EXPECT_EQ(kiosk.effect<app::SetPaper>()->left, 100);
  kiosk.happens(app::PrinterChanged{false, "", 0, "", app::Paper{4, 250, true}});
  kiosk.happens(app::NewRollPressed{});
  EXPECT_EQ(kiosk.effect<app::SetPaper>()->left, 250);
}

TEST_F(AtTheQueue, NobodysNameIsLeftAfterSigningOut) {
  lists({job("1", State::trouble)});
  kiosk.happens(app::SignOutPressed{});
  kiosk.expect_nobody();
  lists({job("1", State::trouble)});
  EXPECT_EQ(kiosk.screen(), "welcome") << "an answer that comes late";
}

TEST(Done, APrinterQuickerThanTheStoresAnswerIsNotWaitedForForEver) {
  using Print = app::screen::Done::Print;
  for (const bool printed : {true, false}) {
    Crank kiosk;
    kiosk.go_to_check();
    kiosk.happens(app::PrintPressed{});
    kiosk.happens(app::PrintEnded{"another", !printed});
    kiosk.happens(app::PrintEnded{"job-1", printed});
    kiosk.happens(app::Registered{"A-0001", "K1CODE", "job-1"});
    EXPECT_EQ(kiosk.on<app::screen::Done>().print, printed ? Print::printed : Print::trouble);
  }
}

}  // namespace
