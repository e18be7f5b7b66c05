// Rooms, questions, exits and force.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/decide.h"
#include "core/door.h"

namespace {

using core::Kind;
using core::Policy;
using core::Verdict;
using std::chrono::minutes;
using test::answering;
using test::Door;
using test::forced;
using test::question;
using testing::ElementsAre;
using testing::IsEmpty;

// Rooms.

TEST(Decide, EnteringOneRoomLeavesTheOther) {
  Door door;
  door.checkpoint("room-1").policy = Policy::re_entry;
  door.enter("09:00");
  door.enter("09:10", "room-1");
  EXPECT_TRUE(door.inside("room-1"));
  door.enter("09:20", "room-2");
  EXPECT_FALSE(door.inside("room-1"));
  EXPECT_TRUE(door.inside("room-2"));
  EXPECT_TRUE(door.inside("door"));
  EXPECT_EQ(door.enter("09:30", "room-1"), Verdict::admitted);
  EXPECT_FALSE(door.inside("room-2"));
}

TEST(Decide, TwoRoomsAtOneMomentLeaveThemInTheOneRecordedLast) {
  Door door;
  door.enter("09:00", "room-1");
  door.enter("09:00", "room-2");
  EXPECT_FALSE(door.inside("room-1"));
  EXPECT_TRUE(door.inside("room-2"));
}

TEST(Decide, LeavingThroughTheDoorLeavesTheRoomToo) {
  Door door;
  door.checkpoint("room-1").policy = Policy::re_entry;
  door.enter("09:00");
  door.enter("09:10", "room-1");
  door.leave("10:00");
  EXPECT_FALSE(door.inside("room-1"));
  EXPECT_EQ(door.enter("11:00", "room-1"), Verdict::admitted);
}

TEST(Decide, EnteringARoomIsNotLeavingTheDoor) {
  Door door;
  door.checkpoint().policy = Policy::re_entry;
  door.enter("09:00");
  door.enter("09:10", "room-1");
  door.leave("09:20", "room-1");
  EXPECT_EQ(door.enter("09:30"), Verdict::already);
}

TEST(Decide, AnEarlierRoomThatArrivesLateDoesNotMoveThemBack) {
  Door door;
  door.enter("10:00", "room-2");
  door.enter("09:00", "room-1");
  EXPECT_TRUE(door.inside("room-2"));
  EXPECT_FALSE(door.inside("room-1"));
}

// Questions.

TEST(Decide, ARequiredQuestionIsAskedUntilItIsAnswered) {
  Door door;
  door.checkpoint().questions = {question("meal", true, {"meat", "fish"})};
  for (int i = 0; i < 2; ++i) {
    const auto decision = door.scan(door.in("12:00"));
    EXPECT_EQ(decision.verdict, Verdict::needs_answer);
    EXPECT_THAT(decision.questions, ElementsAre(core::QuestionId{"meal"}));
  }
  EXPECT_EQ(door.scan(answering(door.in("12:00"), {{{"meal"}, "fish"}})).verdict,
            Verdict::admitted);
  EXPECT_EQ(door.scan(door.in("13:00")).verdict, Verdict::admitted) << "answered before";
}

TEST(Decide, AnAnswerThatIsNoChoiceIsAskedAgain) {
  Door door;
  door.checkpoint().questions = {question("meal", true, {"meat", "fish"}),
                                 question("coffee", false, {"yes", "no"})};
  const auto decision =
      door.ask(answering(door.in("12:00"), {{{"meal"}, "stone"}, {{"coffee"}, "perhaps"}}));
  EXPECT_EQ(decision.verdict, Verdict::needs_answer);
  EXPECT_THAT(decision.questions,
              ElementsAre(core::QuestionId{"meal"}, core::QuestionId{"coffee"}));
}

TEST(Decide, ARequiredQuestionIsNotAnsweredByNothing) {
  Door door;
  door.checkpoint().questions = {question("note", true)};
  EXPECT_EQ(door.ask(answering(door.in("12:00"), {{{"note"}, ""}})).verdict, Verdict::needs_answer);
  EXPECT_EQ(door.ask(answering(door.in("12:00"), {{{"note"}, "free text"}})).verdict,
            Verdict::admitted);
}

TEST(Decide, AnOptionalQuestionIsAskedOnce) {
  Door door;
  door.checkpoint().questions = {question("coffee", false, {"yes", "no"})};
  EXPECT_EQ(door.scan(door.in("12:00")).verdict, Verdict::needs_answer);
  EXPECT_EQ(door.scan(door.in("12:00")).verdict, Verdict::admitted);
}

TEST(Decide, AnOptionalQuestionMayBePassedOver) {
  Door door;
  door.checkpoint().questions = {question("coffee", false, {"yes", "no"})};
  EXPECT_EQ(door.ask(answering(door.in("12:00"), {{{"coffee"}, ""}})).verdict, Verdict::admitted);
}

TEST(Decide, AnAnswerOfAnUndoneScanCountsNoMore) {
  Door door;
  door.checkpoint().questions = {question("meal", true)};
  door.scan(answering(door.in("12:00"), {{{"meal"}, "fish"}}));
  door.undo_last();
  EXPECT_EQ(door.ask(door.in("12:10")).verdict, Verdict::needs_answer);
}

TEST(Decide, AnotherCheckpointsAnswerAnswersNothingHere) {
  Door door;
  door.checkpoint("door").questions = {question("meal", true)};
  door.checkpoint("room-1").questions = {question("meal", true)};
  door.scan(answering(door.in("12:00"), {{{"meal"}, "fish"}}));
  EXPECT_EQ(door.ask(door.in("12:00", "room-1")).verdict, Verdict::needs_answer);
}

TEST(Decide, NobodyIsAskedWhoWouldBeRefusedAnyway) {
  Door door;
  door.checkpoint().questions = {question("meal", true)};
  door.checkpoint().capacity = 0;
  EXPECT_EQ(door.ask(door.in("12:00")).verdict, Verdict::full);
  EXPECT_THAT(door.ask(door.in("12:00")).questions, IsEmpty());
}

// Exits.

TEST(Decide, AnExitIgnoresTimesRulesAndQuestions) {
  Door door;
  auto& checkpoint = door.checkpoint();
  checkpoint.policy = Policy::once;
  checkpoint.admits = std::vector<Kind>{};
  checkpoint.partners = {{"linz"}};
  checkpoint.capacity = 0;
  checkpoint.max_per_day = 0;
  checkpoint.min_gap = minutes{600};
  checkpoint.questions = {question("meal", true)};
  door.person.attendee->status = core::Status::cancelled;
  for (const char* when : {"2018-01-01 00:00", "09:00", "09:00", "2022-01-01 00:00"}) {
    const auto decision = door.scan(door.out(when));
    EXPECT_EQ(decision.verdict, Verdict::exited);
    EXPECT_FALSE(decision.forced);
    EXPECT_THAT(decision.questions, IsEmpty());
  }
}

TEST(Decide, APendingBadgeMayLeave) {
  Door door;
  door.person = {};
  EXPECT_EQ(door.ask(door.out("09:00")).verdict, Verdict::exited);
  EXPECT_TRUE(door.ask(door.out("09:00")).details_pending);
}

TEST(Decide, ARevokedBadgeLeavesByForceOnlyAndKeepsTheReason) {
  Door door;
  door.person.badges.front().revoked = true;
  EXPECT_EQ(door.ask(door.out("09:00")).verdict, Verdict::revoked);
  const auto decision = door.ask(forced(door.out("09:00")));
  EXPECT_EQ(decision.verdict, Verdict::exited);
  EXPECT_TRUE(decision.forced);
  EXPECT_EQ(decision.reason, "revoked");
}

// Force.

struct Overridden {
  Verdict verdict;
  void (*make)(Door&);
};

class ForceOverrides : public testing::TestWithParam<Overridden> {};

TEST_P(ForceOverrides, AndIsMarked) {
  Door door;
  GetParam().make(door);
  const auto command = door.in("12:00", "room-1");
  EXPECT_EQ(door.ask(command).verdict, GetParam().verdict);
  const auto decision = door.ask(forced(command));
  EXPECT_EQ(decision.verdict, Verdict::admitted);
  EXPECT_TRUE(decision.forced);
  EXPECT_EQ(decision.reason, to_text(GetParam().verdict));
}

INSTANTIATE_TEST_SUITE_P(
    Decide, ForceOverrides,
    testing::Values(
        Overridden{Verdict::revoked, [](Door& d) { d.person.badges.front().revoked = true; }},
        Overridden{Verdict::cancelled,
                   [](Door& d) { d.person.attendee->status = core::Status::cancelled; }},
        Overridden{Verdict::not_listed,
                   [](Door& d) { d.checkpoint("room-1").members_only = true; }},
        Overridden{Verdict::too_early,
                   [](Door& d) { d.checkpoint("room-1").opens = minutes{13 * 60}; }},
        Overridden{Verdict::too_late,
                   [](Door& d) { d.checkpoint("room-1").closes = minutes{11 * 60}; }},
        Overridden{Verdict::already,
                   [](Door& d) {
                     d.checkpoint("room-1").policy = Policy::once;
                     d.enter("09:00", "room-1");
                   }},
        Overridden{Verdict::limit, [](Door& d) { d.checkpoint("room-1").max_per_day = 0; }},
        Overridden{Verdict::full, [](Door& d) { d.checkpoint("room-1").capacity = 0; }},
        Overridden{Verdict::needs_answer,
                   [](Door& d) { d.checkpoint("room-1").questions = {question("meal", true)}; }}),
    [](const auto& tested) { return std::string(to_text(tested.param.verdict)); });

TEST(Decide, ForceThatChangedNothingIsNotMarked) {
  Door door;
  const auto decision = door.ask(forced(door.in("09:00")));
  EXPECT_EQ(decision.verdict, Verdict::admitted);
  EXPECT_FALSE(decision.forced);
  EXPECT_EQ(decision.reason, "");
  EXPECT_FALSE(door.ask(forced(door.out("10:00"))).forced);
}

TEST(Decide, TheSameSliceAndCommandGiveTheSameDecision) {
  Door door;
  door.checkpoint().policy = Policy::re_entry;
  door.enter("09:00");
  const auto one = door.ask(door.in("10:00"));
  const auto two = door.ask(door.in("10:00"));
  EXPECT_EQ(one.verdict, two.verdict);
  EXPECT_EQ(one.first, two.first);
  EXPECT_EQ(one.reason, two.reason);
}

}  // namespace
