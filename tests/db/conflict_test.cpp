// What the store tells at the door of somebody whom two kiosks let in without knowing.
#include <gtest/gtest.h>

#include "db/desk.h"

namespace {

using core::Verdict;
using test::Desk;
using test::OtherKiosk;

class CutOff : public testing::Test {
 protected:
  void other_admits(const std::string& when, const std::string& checkpoint = "door") {
    core::Scan scan;
    scan.nonce = "b" + std::to_string(++count_);
    scan.checkpoint = {checkpoint};
    scan.at = desk.at(when);
    scan.attendee = person.attendee;
    scan.verdict = Verdict::admitted;
    other.write(core::event::ScanTried{desk.id, scan});
  }

  Desk desk;
  db::Registration person = desk.register_person(Desk::person("Ilze", "Ozola"));
  OtherKiosk other{desk};

 private:
  int count_ = 0;
};

TEST_F(CutOff, ARetriedScanTellsThatAnotherKioskLetThemInMeanwhile) {
  auto command = desk.command(person.code, "09:00");
  command.nonce = "a1";
  EXPECT_FALSE(desk.scan(command).conflict);
  EXPECT_FALSE(desk.scan(command).conflict);
  other_admits("09:05");
  const auto again = desk.scan(command);
  EXPECT_TRUE(again.repeated);
  EXPECT_TRUE(again.conflict);
}

TEST_F(CutOff, AlreadyTellsThatTheyWereLetInTwice) {
  desk.verdict(person.code, "09:00");
  EXPECT_FALSE(desk.scan(desk.command(person.code, "09:01")).conflict) << "one kiosk's retry";
  other_admits("09:05");
  const auto third = desk.scan(desk.command(person.code, "09:30"));
  EXPECT_EQ(third.scan.verdict, Verdict::already);
  EXPECT_TRUE(third.conflict);
  const auto next_day = desk.scan(desk.command(person.code, "2019-03-13 09:00"));
  EXPECT_EQ(next_day.scan.verdict, Verdict::admitted);
  EXPECT_FALSE(next_day.conflict);
}

TEST_F(CutOff, AlreadyAtTheOtherKioskIsNoConflict) {
  other_admits("09:00");
  const auto second = desk.scan(desk.command(person.code, "09:30"));
  EXPECT_EQ(second.scan.verdict, Verdict::already);
  EXPECT_FALSE(second.conflict);
}

TEST_F(CutOff, AForcedEntryIsStaffsDecisionAndNoConflict) {
  other_admits("09:00");
  auto forced = desk.command(person.code, "09:30");
  forced.force = true;
  const auto outcome = desk.scan(forced);
  EXPECT_EQ(outcome.scan.verdict, Verdict::admitted);
  EXPECT_TRUE(outcome.scan.forced);
  EXPECT_FALSE(outcome.conflict);
}

}  // namespace
