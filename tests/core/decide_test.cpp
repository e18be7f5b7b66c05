#include "core/decide.h"

#include <gtest/gtest.h>

#include "core/door.h"

namespace {

using core::Credential;
using core::Kind;
using core::Policy;
using core::Verdict;
using std::chrono::minutes;
using test::Door;
using test::forced;

// Who it is.

struct Refusal {
  const char* sentence;
  Credential credential;
  Verdict verdict;
};

class NotOneOfOurs : public testing::TestWithParam<Refusal> {};

TEST_P(NotOneOfOurs, IsRefusedInAndOutAndNoForceHelps) {
  Door door;
  door.credential = GetParam().credential;
  door.person = {};
  for (const auto& command : {door.in("09:00"), door.out("09:00")}) {
    EXPECT_EQ(door.ask(command).verdict, GetParam().verdict);
    EXPECT_EQ(door.ask(forced(command)).verdict, GetParam().verdict);
    EXPECT_FALSE(door.ask(forced(command)).forced);
    EXPECT_FALSE(door.ask(forced(command)).recorded());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Decide, NotOneOfOurs,
    testing::Values(Refusal{"UnknownText", Credential::unknown, Verdict::unknown},
                    Refusal{"ForgedCode", Credential::forged, Verdict::forged},
                    Refusal{"CodeOfAnotherMeeting", Credential::other_meeting,
                            Verdict::other_meeting},
                    Refusal{"TextThatSeveralHave", Credential::ambiguous, Verdict::ambiguous}),
    [](const auto& tested) { return tested.param.sentence; });

TEST(Decide, AFirstEntryIsAdmittedAndNothingElseIsSaid) {
  Door door;
  const auto decision = door.ask(door.in("09:00"));
  EXPECT_EQ(decision.verdict, Verdict::admitted);
  EXPECT_TRUE(decision.recorded());
  EXPECT_FALSE(decision.forced);
  EXPECT_FALSE(decision.details_pending);
  EXPECT_EQ(decision.reason, "");
  EXPECT_FALSE(decision.first);
}

TEST(Decide, AReplacedBadgeIsRevokedAndSaysSo) {
  Door door;
  door.person.badges = {{core::BadgeId{11}, true}, {core::BadgeId{12}, false}};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::revoked);
  EXPECT_EQ(door.ask(door.in("09:00")).reason, "replaced");
  door.badge = core::BadgeId{12};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::admitted);
}

TEST(Decide, AWithdrawnBadgeIsRevokedButItsBearerIsFoundByNumber) {
  Door door;
  door.person.badges = {{core::BadgeId{11}, true}};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::revoked);
  EXPECT_EQ(door.ask(door.in("09:00")).reason, "withdrawn");
  door.badge = {};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::admitted);
}

TEST(Decide, ACancelledRegistrationIsRefused) {
  Door door;
  door.person.attendee->status = core::Status::cancelled;
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::cancelled);
}

TEST(Decide, AGenuineBadgeWhoseDetailsAreOnTheirWayIsAdmittedAsPending) {
  Door door;
  door.person = {};
  const auto decision = door.ask(door.in("09:00"));
  EXPECT_EQ(decision.verdict, Verdict::admitted);
  EXPECT_TRUE(decision.details_pending);
}

TEST(Decide, APendingBadgeIsAlreadyInOnItsSecondScan) {
  Door door;
  door.person = {};
  door.checkpoint().policy = Policy::once;
  EXPECT_EQ(door.enter("09:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("09:01"), Verdict::already);
}

// Who is admitted.

TEST(Decide, AKindThatIsNotAdmittedIsNotListed) {
  Door door;
  door.checkpoint().admits = {{Kind::invited, Kind::team}};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::not_listed);
  EXPECT_EQ(door.ask(door.in("09:00")).reason, "kind");
  door.person.attendee->details.kind = Kind::team;
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::admitted);
}

TEST(Decide, ACheckpointThatAdmitsNoKindAdmitsNobody) {
  Door door;
  door.checkpoint().admits = std::vector<Kind>{};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::not_listed);
}

TEST(Decide, OnlyTheListedPartnersAreAdmitted) {
  Door door;
  door.checkpoint().partners = {{"linz"}};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::not_listed);
  EXPECT_EQ(door.ask(door.in("09:00")).reason, "partner");
  door.person.attendee->details.partner = {"kassel"};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::not_listed);
  door.person.attendee->details.partner = {"linz"};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::admitted);
}

TEST(Decide, AMembersRoomAdmitsThoseRegisteredForItsSession) {
  Door door;
  door.checkpoint("room-1").members_only = true;
  door.person.attendee->details.sessions = {{"two"}};
  EXPECT_EQ(door.ask(door.in("09:00", "room-1")).verdict, Verdict::not_listed);
  EXPECT_EQ(door.ask(door.in("09:00", "room-1")).reason, "member");
  EXPECT_EQ(door.ask(door.in("09:00", "room-2")).verdict, Verdict::admitted);
  door.person.attendee->details.sessions = {{"two"}, {"one"}};
  EXPECT_EQ(door.ask(door.in("09:00", "room-1")).verdict, Verdict::admitted);
}

TEST(Decide, ARuleAboutDetailsThatAreNotHereRefuses) {
  const auto refuses = [](auto rule) {
    Door door;
    door.person = {};
    rule(door.checkpoint("room-1"));
    const auto decision = door.ask(door.in("09:00", "room-1"));
    EXPECT_EQ(decision.verdict, Verdict::not_listed);
    EXPECT_EQ(decision.reason, "details_pending");
    const auto by_force = door.ask(forced(door.in("09:00", "room-1")));
    EXPECT_EQ(by_force.verdict, Verdict::admitted);
    EXPECT_TRUE(by_force.forced);
    EXPECT_TRUE(by_force.details_pending);
  };
  refuses([](core::Checkpoint& room) { room.admits = {{Kind::local}}; });
  refuses([](core::Checkpoint& room) { room.partners = {{"linz"}}; });
  refuses([](core::Checkpoint& room) { room.members_only = true; });
}

TEST(Decide, ARuleThatAdmitsEveryKindNeedsNoDetails) {
  Door door;
  door.person = {};
  door.checkpoint().admits = {{Kind::team, Kind::local, Kind::invited}};
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::admitted);
}

// Opening times.

struct Moment {
  const char* sentence;
  const char* when;
  Verdict verdict;
};

class OpenFromEightToEightWithTenMinutes : public testing::TestWithParam<Moment> {};

TEST_P(OpenFromEightToEightWithTenMinutes, HoldsToTheSecond) {
  Door door;
  door.checkpoint().days = {*core::parse_day("2019-03-30"), *core::parse_day("2019-04-01")};
  door.checkpoint().opens = minutes{8 * 60};
  door.checkpoint().closes = minutes{20 * 60};
  door.checkpoint().tolerance = minutes{10};
  EXPECT_EQ(door.ask(door.in(GetParam().when)).verdict, GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Decide, OpenFromEightToEightWithTenMinutes,
    testing::Values(
        Moment{"ASecondBeforeTheToleranceIsTooEarly", "07:49:59", Verdict::too_early},
        Moment{"AMillisecondBeforeTheToleranceIsTooEarly", "07:49:59.999", Verdict::too_early},
        Moment{"TheFirstSecondOfTheToleranceIsOpen", "07:50:00", Verdict::admitted},
        Moment{"TheOpeningItselfIsOpen", "08:00:00", Verdict::admitted},
        Moment{"TheClosingItselfIsOpen", "20:00:00", Verdict::admitted},
        Moment{"TheLastSecondOfTheToleranceIsOpen", "20:10:00", Verdict::admitted},
        Moment{"WithinTheLastSecondIsOpen", "20:10:00.999", Verdict::admitted},
        Moment{"ASecondAfterTheToleranceIsTooLate", "20:10:01", Verdict::too_late},
        Moment{"TheEveningIsTooLateThoughAnotherDayComes", "23:59:59", Verdict::too_late},
        Moment{"ADayInBetweenIsTooEarlyForTheNext", "2019-03-31 12:00", Verdict::too_early},
        Moment{"TheDayBeforeTheFirstIsTooEarly", "2019-03-29 12:00", Verdict::too_early},
        Moment{"TheLastDayIsOpen", "2019-04-01 12:00", Verdict::admitted},
        Moment{"TheDayAfterTheLastIsTooLate", "2019-04-02 12:00", Verdict::too_late}),
    [](const auto& tested) { return tested.param.sentence; });

TEST(Decide, TooEarlyTellsWhenItOpens) {
  Door door;
  door.checkpoint().opens = minutes{8 * 60};
  door.checkpoint().closes = minutes{20 * 60};
  EXPECT_EQ(door.ask(door.in("2019-03-31 07:00")).opens, door.at("2019-03-31 08:00"));
}

TEST(Decide, OpenAllDayEndsWithTheLocalDay) {
  Door door;
  door.checkpoint().days = {*core::parse_day("2019-03-30")};
  EXPECT_EQ(door.ask(door.in("2019-03-29 23:59:59")).verdict, Verdict::too_early);
  EXPECT_EQ(door.ask(door.in("00:00:00")).verdict, Verdict::admitted);
  EXPECT_EQ(door.ask(door.in("23:59:59.999")).verdict, Verdict::admitted);
  EXPECT_EQ(door.ask(door.in("2019-03-31 00:00:00")).verdict, Verdict::too_late);
}

TEST(Decide, ClosingAtOrBeforeOpeningMeansTheNextDay) {
  Door door;
  door.checkpoint().days = {*core::parse_day("2019-03-30")};
  door.checkpoint().opens = minutes{22 * 60};
  door.checkpoint().closes = minutes{2 * 60};
  EXPECT_EQ(door.ask(door.in("21:59:59")).verdict, Verdict::too_early);
  EXPECT_EQ(door.ask(door.in("2019-03-31 01:59")).verdict, Verdict::admitted);
  EXPECT_EQ(door.ask(door.in("2019-03-31 02:00:01")).verdict, Verdict::too_late);
}

TEST(Decide, OpeningTimesAreWallClockTimesOnTheDayTheClocksChange) {
  Door door;  // on 31 March the clocks jump from 03:00 to 04:00
  door.checkpoint().opens = minutes{8 * 60};
  door.checkpoint().closes = minutes{9 * 60};
  EXPECT_EQ(door.ask(door.in("2019-03-31T04:59:59Z")).verdict, Verdict::too_early);
  EXPECT_EQ(door.ask(door.in("2019-03-31T05:00:00Z")).verdict, Verdict::admitted);
  EXPECT_EQ(door.ask(door.in("2019-03-31T06:00:01Z")).verdict, Verdict::too_late);
}

// Policies.

TEST(Decide, OnceIsOnceWhateverHappensLater) {
  Door door;
  door.checkpoint().policy = Policy::once;
  EXPECT_EQ(door.enter("09:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("09:01"), Verdict::already);
  EXPECT_EQ(door.leave("10:00"), Verdict::exited);
  EXPECT_EQ(door.enter("11:00"), Verdict::already);
  EXPECT_EQ(door.enter("2019-03-31 09:00"), Verdict::already);
}

TEST(Decide, AlreadyTellsTheFirstEntry) {
  Door door;
  door.checkpoint().policy = Policy::once;
  door.enter("09:00");
  const auto decision = door.ask(door.in("09:30"));
  ASSERT_TRUE(decision.first);
  EXPECT_EQ(decision.first->at, door.at("09:00"));
}

TEST(Decide, OnceAlsoHoldsForAScanThatArrivesLate) {
  Door door;
  door.checkpoint().policy = Policy::once;
  door.enter("09:00");
  EXPECT_EQ(door.enter("08:00"), Verdict::already);
}

TEST(Decide, OncePerDayIsOnceOnEachLocalDay) {
  Door door;
  door.checkpoint().policy = Policy::once_per_day;
  EXPECT_EQ(door.enter("23:59:59"), Verdict::admitted);
  EXPECT_EQ(door.enter("00:00:00"), Verdict::already);
  EXPECT_EQ(door.enter("2019-03-31 00:00:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-03-31 23:59:59"), Verdict::already);
  EXPECT_EQ(door.enter("2019-04-01 00:00:00"), Verdict::admitted);
}

TEST(Decide, OncePerDayCountsTheShortDayOfTheClockChangeAsOneDay) {
  Door door;  // 31 March has 23 hours: 30 March 22:00Z to 31 March 21:00Z
  door.checkpoint().policy = Policy::once_per_day;
  EXPECT_EQ(door.enter("2019-03-30T21:59:59Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-03-30T22:00:00Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-03-31T20:59:59Z"), Verdict::already);
  EXPECT_EQ(door.enter("2019-03-31T21:00:00Z"), Verdict::admitted);
}

TEST(Decide, OncePerDayCountsTheLongDayOfTheClockChangeAsOneDay) {
  Door door;  // 27 October has 25 hours: 26 October 21:00Z to 27 October 22:00Z
  door.checkpoint().days = {*core::parse_day("2019-10-27"), *core::parse_day("2019-10-28")};
  door.checkpoint().policy = Policy::once_per_day;
  EXPECT_EQ(door.enter("2019-10-26T21:00:00Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-10-27T21:59:59Z"), Verdict::already);
  EXPECT_EQ(door.enter("2019-10-27T22:00:00Z"), Verdict::admitted);
}

TEST(Decide, ReEntryNeedsAnExitFirst) {
  Door door;
  door.checkpoint().policy = Policy::re_entry;
  EXPECT_EQ(door.enter("09:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("09:30"), Verdict::already);
  EXPECT_EQ(door.leave("10:00"), Verdict::exited);
  EXPECT_EQ(door.enter("10:30"), Verdict::admitted);
  EXPECT_EQ(door.enter("10:31"), Verdict::already);
}

TEST(Decide, AlreadyUnderReEntryTellsTheEntryTheyHaveNotLeftSince) {
  Door door;
  door.checkpoint().policy = Policy::re_entry;
  door.enter("09:00");
  door.leave("10:00");
  door.enter("10:30");
  EXPECT_EQ(door.ask(door.in("11:00")).first->at, door.at("10:30"));
}

TEST(Decide, AnExitAtTheSameMomentIsNotInBetween) {
  Door door;
  door.checkpoint().policy = Policy::re_entry;
  door.enter("09:00:00");
  door.leave("09:00:00");
  EXPECT_EQ(door.enter("09:00:00"), Verdict::already);
  EXPECT_EQ(door.enter("09:30:00"), Verdict::already);
  door.leave("10:00:00");
  EXPECT_EQ(door.enter("10:00:00"), Verdict::already);
  EXPECT_EQ(door.enter("10:00:01"), Verdict::admitted);
}

TEST(Decide, ALateEntryFitsBetweenAnEarlierExitAndALaterExitOnly) {
  Door door;
  door.checkpoint().policy = Policy::re_entry;
  door.enter("12:00");
  EXPECT_EQ(door.ask(door.in("09:00")).verdict, Verdict::already);
  EXPECT_EQ(door.ask(door.in("09:00")).first->at, door.at("12:00"));
  door.leave("11:00");
  EXPECT_EQ(door.enter("09:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("10:00"), Verdict::already);
  EXPECT_EQ(door.enter("11:30"), Verdict::already);
}

TEST(Decide, UnlimitedAdmitsAgainAndAgain) {
  Door door;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(door.enter("09:00"), Verdict::admitted);
}

TEST(Decide, AnUndoneEntryNeverHappened) {
  Door door;
  door.checkpoint().policy = Policy::once;
  door.enter("09:00");
  door.undo_last();
  EXPECT_EQ(door.enter("09:10"), Verdict::admitted);
}

TEST(Decide, AnUndoneExitNeverHappened) {
  Door door;
  door.checkpoint().policy = Policy::re_entry;
  door.enter("09:00");
  door.leave("10:00");
  door.undo_last();
  EXPECT_EQ(door.enter("11:00"), Verdict::already);
}

TEST(Decide, CheckpointsHaveTheirOwnEntries) {
  Door door;
  for (auto& checkpoint : door.meeting.checkpoints) checkpoint.policy = Policy::once;
  EXPECT_EQ(door.enter("09:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("09:00", "room-1"), Verdict::admitted);
  EXPECT_EQ(door.enter("09:00", "room-2"), Verdict::admitted);
}

// Limits.

TEST(Decide, TheLimitPerDayCountsEntriesOfTheLocalDay) {
  Door door;
  door.checkpoint().max_per_day = 2;
  EXPECT_EQ(door.enter("2019-03-30T21:30:00Z"), Verdict::admitted);  // 23:30 on the day before
  EXPECT_EQ(door.enter("2019-03-30T22:00:00Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-03-31T20:00:00Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-03-31T20:59:59Z"), Verdict::limit);
  EXPECT_EQ(door.enter("2019-03-31T21:00:00Z"), Verdict::admitted);
}

TEST(Decide, TheLimitPerDayHoldsThroughTheHourThatHappensTwice) {
  Door door;  // 27 October: 03:30 is at 00:30Z and again at 01:30Z; the day ends at 22:00Z
  door.checkpoint().days = {*core::parse_day("2019-10-27"), *core::parse_day("2019-10-28")};
  door.checkpoint().max_per_day = 2;
  EXPECT_EQ(door.enter("2019-10-27T00:30:00Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-10-27T01:30:00Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-10-27T21:59:59Z"), Verdict::limit);
  EXPECT_EQ(door.enter("2019-10-27T22:00:00Z"), Verdict::admitted);
}

TEST(Decide, TwoEntriesAtOneMomentUseUpTheLimitTwice) {
  Door door;
  door.checkpoint().max_per_day = 2;
  EXPECT_EQ(door.enter("09:00:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("09:00:00"), Verdict::admitted);
  EXPECT_EQ(door.enter("09:00:00"), Verdict::limit);
}

TEST(Decide, UndoneEntriesDoNotUseUpTheLimit) {
  Door door;
  door.checkpoint().max_per_day = 1;
  door.enter("09:00");
  EXPECT_EQ(door.ask(door.in("10:00")).verdict, Verdict::limit);
  door.undo_last();
  EXPECT_EQ(door.enter("10:00"), Verdict::admitted);
}

TEST(Decide, TwoEntriesKeepTheMinimumGapEarlierAndLater) {
  Door door;
  door.checkpoint().min_gap = minutes{30};
  door.enter("12:00");
  for (const char* close : {"11:30:01", "12:00:00", "12:29:59"}) {
    EXPECT_EQ(door.ask(door.in(close)).verdict, Verdict::already) << close;
    EXPECT_EQ(door.ask(door.in(close)).reason, "gap");
  }
  for (const char* apart : {"11:30:00", "12:30:00"}) {
    EXPECT_EQ(door.ask(door.in(apart)).verdict, Verdict::admitted) << apart;
  }
}

TEST(Decide, TheMinimumGapIsElapsedTimeWhereTheClocksJump) {
  Door door;  // 02:45 and 04:05 on 31 March are twenty minutes apart
  door.checkpoint().min_gap = minutes{30};
  door.enter("2019-03-31 02:45");
  EXPECT_EQ(door.enter("2019-03-31 04:05"), Verdict::already);
  EXPECT_EQ(door.enter("2019-03-31 04:15"), Verdict::admitted);
}

TEST(Decide, TheMinimumGapIsElapsedTimeInTheHourThatHappensTwice) {
  Door door;  // 03:30 before and 03:40 after the change on 27 October are seventy minutes apart
  door.checkpoint().days = {*core::parse_day("2019-10-27")};
  door.checkpoint().min_gap = minutes{60};
  EXPECT_EQ(door.enter("2019-10-27T00:30:00Z"), Verdict::admitted);
  EXPECT_EQ(door.enter("2019-10-27T01:29:59Z"), Verdict::already);
  EXPECT_EQ(door.enter("2019-10-27T01:40:00Z"), Verdict::admitted);
}

TEST(Decide, TheMinimumGapEndsWithTheLocalDay) {
  Door door;
  door.checkpoint().min_gap = minutes{30};
  door.enter("23:50");
  EXPECT_EQ(door.enter("2019-03-31 00:05"), Verdict::admitted);
}

// Capacity.

TEST(Decide, AFullRoomAdmitsNobodyMore) {
  Door door;
  door.checkpoint("room-1").capacity = 2;
  door.inside_now = 1;
  EXPECT_EQ(door.ask(door.in("09:00", "room-1")).verdict, Verdict::admitted);
  door.inside_now = 2;
  EXPECT_EQ(door.ask(door.in("09:00", "room-1")).verdict, Verdict::full);
  door.inside_now = 3;
  EXPECT_EQ(door.ask(door.in("09:00", "room-1")).verdict, Verdict::full);
}

TEST(Decide, WhoIsInsideTakesNoSecondPlace) {
  Door door;
  door.checkpoint("room-1").capacity = 1;
  door.enter("09:00", "room-1");
  door.inside_now = 1;
  EXPECT_EQ(door.enter("09:30", "room-1"), Verdict::admitted);
}

TEST(Decide, AnEntryThatArrivesLateAndWasLeftSinceTakesNoPlace) {
  Door door;
  door.checkpoint("room-1").capacity = 1;
  door.inside_now = 1;  // somebody else
  door.leave("10:00", "room-1");
  EXPECT_EQ(door.ask(door.in("11:00", "room-1")).verdict, Verdict::full);
  EXPECT_EQ(door.ask(door.in("09:00", "room-1")).verdict, Verdict::admitted);
}

}  // namespace
