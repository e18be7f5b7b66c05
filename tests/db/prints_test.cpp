// Print jobs as the database keeps them: whose they are, what became of them, and the paper.
#include <gmock/gmock.h>

#include "db/desk.h"
#include "db/migrations.h"

namespace {

using db::PrintState;
using test::Desk;
using testing::ElementsAre;

class Prints : public testing::Test {
 protected:
  Prints() {
    person = desk.register_person(Desk::person("Ilze", "Ozola"));
    job = *desk.store->queue_print(desk.id, person.number);
  }
  db::PrintTicket ticket() {
    const auto waiting = *desk.store->print_jobs_waiting(9);
    EXPECT_EQ(waiting.size(), 1U);
    return waiting.empty() ? db::PrintTicket{} : waiting.front();
  }
  bool nothing_waits() { return desk.store->print_jobs_waiting(9)->empty(); }
  db::PrintJobInfo listed() { return desk.store->print_jobs(desk.id, 9)->at(0); }

  Desk desk;
  db::Registration person;
  std::string job;
};

TEST_F(Prints, AJobIsListedWithWhoseBadgeItIsAndWhen) {
  EXPECT_EQ(listed().job, job);
  EXPECT_EQ(listed().number, person.number);
  EXPECT_EQ(listed().given_name, "Ilze");
  EXPECT_EQ(listed().state, PrintState::queued);
  EXPECT_EQ(listed().at, desk.now);
}

TEST_F(Prints, WhatWaitsIsListedBeforeWhatHasEndedAndNewestLast) {
  const std::string second = *desk.store->queue_print(desk.id, person.number);
  const std::string third = *desk.store->queue_print(desk.id, person.number);
  const auto waiting = *desk.store->print_jobs_waiting(9);
  ASSERT_TRUE(desk.store->end_print(waiting.at(0), true, "spool"));
  const auto jobs = *desk.store->print_jobs(desk.id, 9);
  ASSERT_EQ(jobs.size(), 3U);
  EXPECT_THAT((std::vector{jobs[0].job, jobs[1].job, jobs[2].job}),
              ElementsAre(second, third, job));
  EXPECT_EQ(desk.store->print_jobs(desk.id, 2)->size(), 2U);
}

TEST_F(Prints, AJobThatIsMovedIsAskedForOnceMoreUnderANewName) {
  const std::string before = ticket().name();
  ASSERT_TRUE(desk.store->end_print(ticket(), false, "no paper"));
  ASSERT_TRUE(desk.store->move_print(job, "ipp://desk/ipp/print"));
  EXPECT_NE(ticket().name(), before);
  EXPECT_EQ(ticket().printer, "ipp://desk/ipp/print");
  EXPECT_FALSE(ticket().failed_before);
  desk.expect_verified();
}

TEST_F(Prints, WhatAnEarlierTurnCameToNoLongerCounts) {
  const db::PrintTicket before = ticket();
  ASSERT_TRUE(desk.store->move_print(job, ""));
  ASSERT_TRUE(desk.store->end_print(before, true, "spool"));
  EXPECT_FALSE(nothing_waits());
}

TEST_F(Prints, ACancelledJobWaitsNoMoreAndSaysWhy) {
  ASSERT_TRUE(desk.store->cancel_print(job, "print.cancelled_by_staff"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_EQ(listed().state, PrintState::cancelled);
  EXPECT_EQ(listed().detail, "print.cancelled_by_staff");
  desk.expect_verified();
}

TEST_F(Prints, AFailureAfterTheCancellingDoesNotBringTheJobBack) {
  const db::PrintTicket before = ticket();
  ASSERT_TRUE(desk.store->cancel_print(job, "print.cancelled_by_staff"));
  ASSERT_TRUE(desk.store->end_print(before, false, "no paper"));
  EXPECT_EQ(listed().state, PrintState::cancelled);
}

TEST_F(Prints, WhatIsPrintedCannotBeCancelled) {
  ASSERT_TRUE(desk.store->end_print(ticket(), true, "spool"));
  ASSERT_TRUE(desk.store->cancel_print(job, "print.cancelled_by_staff"));
  EXPECT_EQ(listed().state, PrintState::printed);
}

TEST_F(Prints, AJobThatNobodyQueuedIsAnError) {
  EXPECT_EQ(desk.store->move_print("nothing", "").error().failure, core::Failure::bad_input);
  EXPECT_EQ(desk.store->cancel_print("nothing", "").error().failure, core::Failure::bad_input);
}

TEST_F(Prints, APrinterThatIsNoCleanTextIsRefused) {
  EXPECT_EQ(desk.store->move_print(job, "a\nb").error().failure, core::Failure::bad_input);
  EXPECT_EQ(desk.store->queue_print(desk.id, person.number, "\xFF").error().failure,
            core::Failure::bad_input);
}

TEST_F(Prints, AnotherKiosksJobIsNotPrintedHere) {
  test::OtherKiosk other(desk);
  other.write(core::event::PrintQueued{person.attendee, "theirs", other.now});
  EXPECT_EQ(desk.store->print_jobs_waiting(9)->size(), 1U);
  EXPECT_EQ(desk.store->print_jobs(desk.id, 9)->size(), 1U);
  desk.expect_verified();
}

TEST_F(Prints, WhatWasHandedToAPrinterIsKnownUntilItIsOut) {
  ASSERT_TRUE(desk.store->note_send(ticket()));
  EXPECT_EQ(ticket().sent_as, ticket().name());
  EXPECT_TRUE(desk.store->sends_to_withdraw()->empty());
  ASSERT_TRUE(desk.store->end_print(ticket(), true, "tray"));
  EXPECT_EQ(desk.look("SELECT count(*) FROM print_sends"), "0");
}

TEST_F(Prints, WhatWasHandedOverAndThenMovedOrCancelledIsToBeWithdrawn) {
  ASSERT_TRUE(desk.store->note_send(ticket()));
  const std::string before = ticket().name();
  ASSERT_TRUE(desk.store->move_print(job, "elsewhere"));
  ASSERT_EQ(desk.store->sends_to_withdraw()->size(), 1U);
  EXPECT_EQ(desk.store->sends_to_withdraw()->at(0).sent_as, before);
  EXPECT_EQ(desk.store->sends_to_withdraw()->at(0).printer, "");
  ASSERT_TRUE(desk.store->note_send(ticket()));
  const std::string after = ticket().name();
  ASSERT_EQ(desk.store->sends_to_withdraw()->size(), 1U) << "the first printer may still have it";
  ASSERT_TRUE(desk.store->cancel_print(job, "print.cancelled_by_staff"));
  ASSERT_EQ(desk.store->sends_to_withdraw()->size(), 2U);
  ASSERT_TRUE(desk.store->forget_send(job, before));
  EXPECT_EQ(desk.store->sends_to_withdraw()->at(0).printer, "elsewhere");
  ASSERT_TRUE(desk.store->forget_send(job, after));
  EXPECT_TRUE(desk.store->sends_to_withdraw()->empty());
}

TEST_F(Prints, WhatCameOutElsewhereIsStillToBeWithdrawnWhereItWasFirst) {
  ASSERT_TRUE(desk.store->note_send(ticket()));
  const std::string before = ticket().name();
  ASSERT_TRUE(desk.store->move_print(job, "elsewhere"));
  ASSERT_TRUE(desk.store->note_send(ticket()));
  ASSERT_TRUE(desk.store->end_print(ticket(), true, "tray"));
  ASSERT_EQ(desk.store->sends_to_withdraw()->size(), 1U);
  EXPECT_EQ(desk.store->sends_to_withdraw()->at(0).sent_as, before);
}

TEST_F(Prints, WhenSomethingWasLastRecordedIsKnown) {
  EXPECT_EQ(desk.store->last_recorded().value(), desk.now);
}

TEST_F(Prints, ARebuildKeepsWhatWasHandedToAPrinter) {
  ASSERT_TRUE(desk.store->note_send(ticket()));
  ASSERT_TRUE(desk.store->rebuild());
  EXPECT_EQ(ticket().sent_as, ticket().name());
}

TEST_F(Prints, OneThatWasPrintedElsewhereIsTwoRowsAndWaitsForNobody) {
  ASSERT_TRUE(desk.store->end_print(ticket(), true, "spool"));
  ASSERT_TRUE(desk.store->record_print(desk.id, person.number, "J7", "ipp://desk", "job 7"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_EQ(desk.store->print_jobs(desk.id, 9)->size(), 2U);
  desk.expect_verified();
}

TEST_F(Prints, PaperIsUnknownUntilSomebodySaysHowMuchThereIs) {
  EXPECT_FALSE(*desk.store->paper());
  ASSERT_TRUE(desk.store->set_paper(100));
  EXPECT_EQ((*desk.store->paper())->left, 100);
  EXPECT_EQ((*desk.store->paper())->roll, 100);
}

TEST_F(Prints, EachPrintedPageIsOffTheRollAndARestartForgetsNothing) {
  ASSERT_TRUE(desk.store->set_paper(12, 100));
  ASSERT_TRUE(desk.store->end_print(ticket(), false, "no paper", 1));
  EXPECT_EQ((*desk.store->paper())->left, 12);
  ASSERT_TRUE(desk.store->end_print(ticket(), true, "tray", 2));
  desk.store = *db::Store::open({desk.folder.path(), {}, 'A'});
  EXPECT_EQ((*desk.store->paper())->left, 10);
  EXPECT_EQ((*desk.store->paper())->roll, 100);
  EXPECT_TRUE((*desk.store->paper())->is_low());
}

TEST_F(Prints, ThePaperIsLowAtATenthOfTheRollAndAtFiveAtLeast) {
  EXPECT_FALSE((db::Paper{11, 100}.is_low()));
  EXPECT_TRUE((db::Paper{10, 100}.is_low()));
  EXPECT_FALSE((db::Paper{6, 20}.is_low()));
  EXPECT_TRUE((db::Paper{5, 20}.is_low()));
}

TEST_F(Prints, TheRollNeverGoesBelowNothing) {
  ASSERT_TRUE(desk.store->set_paper(1));
  ASSERT_TRUE(desk.store->end_print(ticket(), true, "tray", 3));
  EXPECT_EQ((*desk.store->paper())->left, 0);
  EXPECT_EQ(desk.store->set_paper(-1).error().failure, core::Failure::bad_input);
}

TEST(PrintMigration, AJobOfTheFirstSchemaKeepsItsKioskAndItsState) {
  test::TempFolder folder;
  auto connection = *db::Connection::open(folder.path() / "kiosk.db");
  std::vector<db::EmbeddedSql> first;
  for (const auto& file : db::embedded_sql()) {
    if (file.file.starts_with("001_")) first.push_back(file);
  }
  ASSERT_TRUE(db::migrate_with(*connection, folder.path() / "backups", first));
  connection->database().exec(
      "INSERT INTO kiosks (k, id, letter) VALUES (7, 70, 'G');"
      "INSERT INTO journal VALUES (7, 1, 99, 'print_queued', 5, '{}', x'00', x'00', x'00');"
      "INSERT INTO print_jobs VALUES ('J', 5, 'failed', 3, 'no paper', 99)");
  ASSERT_TRUE(db::migrate(*connection, folder.path() / "backups"));
  SQLite::Statement row(connection->database(),
                        "SELECT kiosk, state, tries, turn FROM print_jobs WHERE job = 'J'");
  ASSERT_TRUE(row.executeStep());
  EXPECT_EQ(row.getColumn(0).getInt(), 7);
  EXPECT_EQ(row.getColumn(1).getString(), "failed");
  EXPECT_EQ(row.getColumn(2).getInt(), 3);
  EXPECT_EQ(row.getColumn(3).getInt(), 0);
}

}  // namespace
