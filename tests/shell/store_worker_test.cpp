// The store's thread: each effect is durable before its answer comes.
#include "shell/store_worker.h"

#include <fstream>

#include "fakes/full_disk.h"
#include "shell/backstage.h"

namespace {

using core::Verdict;
using test::Backstage;
using Answer = app::screen::Pin::Answer;

class StoreWorker : public testing::Test, public Backstage {
 protected:
  StoreWorker() { start_store(); }
};

TEST_F(StoreWorker, ARegistrationIsAnsweredWithItsBadgeAndThenTheCounts) {
  const app::Registered done = registers();
  EXPECT_EQ(done.number, "A-0001");
  EXPECT_EQ(done.code.substr(0, 2), "K1");
  EXPECT_FALSE(done.print_job.empty());
  EXPECT_EQ(post.wait_for<app::CountsChanged>().counts.total.registered, 1);
  EXPECT_TRUE(open_store()->find_attendee(id, done.code)) << "anybody can read it by now";
}

TEST_F(StoreWorker, ARegistrationThatCannotBeIsRefusedWithItsReason) {
  does(app::RegisterAttendee{core::Details{}, now});
  EXPECT_FALSE(post.wait_for<app::RegistrationFailed>().error.mistakes.empty());
}

TEST_F(StoreWorker, AScanIsDecidedThenCountedAndASecondIsAlreadyIn) {
  const std::string code = registers().code;
  const app::DoorEntry first = scans(code, "n-1");
  EXPECT_EQ(first.verdict, Verdict::admitted);
  EXPECT_EQ(first.nonce, "n-1");
  EXPECT_EQ(first.name, "Žanete Ozola");
  EXPECT_EQ(post.wait_for<app::CountsChanged>().counts.total.present, 1);
  const app::DoorEntry second = scans(code, "n-2");
  EXPECT_EQ(second.verdict, Verdict::already);
  EXPECT_EQ(second.first_at, now);
  EXPECT_EQ(scans("nonsense", "n-3").verdict, Verdict::unknown);
}

TEST_F(StoreWorker, ScansGivenAtOnceAreDecidedInTheirOrder) {
  const std::string code = registers().code;
  for (int i = 0; i < 20; ++i) does(app::RecordScan{command(code, "n-" + std::to_string(i))});
  for (int i = 0; i < 20; ++i) {
    const app::DoorEntry entry = post.wait_for<app::ScanDecided>().entry;
    EXPECT_EQ(entry.nonce, "n-" + std::to_string(i));
    EXPECT_EQ(entry.verdict, i == 0 ? Verdict::admitted : Verdict::already);
  }
}

TEST_F(StoreWorker, AScanAtACheckpointThatIsNotThereFailsUnderItsNonce) {
  core::ScanCommand nowhere = command(registers().code, "n-1");
  nowhere.checkpoint = {"nowhere"};
  does(app::RecordScan{nowhere});
  EXPECT_EQ(post.wait_for<app::ScanFailed>().nonce, "n-1");
}

TEST_F(StoreWorker, UndoTakesTheScanBackOnce) {
  const std::string code = registers().code;
  scans(code, "n-1");
  does(app::UndoScan{"n-1", false});
  EXPECT_EQ(post.wait_for<app::ScanUndone>().nonce, "n-1");
  EXPECT_EQ(post.wait_for<app::CountsChanged>().counts.total.present, 0);
  does(app::UndoScan{"n-1", false});
  EXPECT_EQ(post.wait_for<app::UndoFailed>().nonce, "n-1");
  EXPECT_EQ(scans(code, "n-2").verdict, Verdict::admitted);
}

TEST_F(StoreWorker, PinsAreUnsetWrongLockedAndRight) {
  EXPECT_EQ(tries_pin("2468"), Answer::unset);
  ASSERT_TRUE(open_store()->set_pin(core::Role::staff, "2468"));
  EXPECT_EQ(tries_pin("2468"), Answer::none);
  EXPECT_EQ(tries_pin("1111"), Answer::wrong);
  EXPECT_EQ(tries_pin("1111"), Answer::wrong);
  does(app::CheckPin{core::Role::staff, "1111"});
  const auto third = post.wait_for<app::PinChecked>();
  EXPECT_EQ(third.answer, Answer::locked);
  EXPECT_EQ(third.locked_for, std::chrono::seconds{10});
  EXPECT_EQ(tries_pin("2468"), Answer::locked) << "the right one must wait as well";
}

TEST_F(StoreWorker, FindsPeopleByWhatTheyAreCalled) {
  registers();
  does(app::FindPeople{"zanete"});
  const auto found = post.wait_for<app::PeopleFound>();
  EXPECT_EQ(found.asked, "zanete");
  EXPECT_EQ(found.people.size(), 1U);
}

TEST_F(StoreWorker, ACorrectionIsStoredAndAnsweredWithThePerson) {
  const app::Registered done = registers();
  does(app::EditAttendee{done.number, {{"email", "zanete@example.org"}}, meeting->door()->id});
  const auto changed = post.wait_for<app::PersonChanged>().person;
  EXPECT_EQ(changed.attendee.details.email, "zanete@example.org");
  const auto card = open_store()->find_attendee(id, done.number);
  EXPECT_EQ(card->attendee.details.email, "zanete@example.org");
  does(app::EditAttendee{done.number, {{"country", "Atlantis"}}, meeting->door()->id});
  EXPECT_FALSE(post.wait_for<app::PersonChangeFailed>().error.what.empty());
}

TEST_F(StoreWorker, NeedsThatCannotBeSealedAreToldWithTheRegistration) {
  const auto person = [](const char* given) { return test::Desk::person(given, "Ozola"); };
  does(app::RegisterAttendee{person("Anna"), now, app::Alike::ignore, {"vegan"}});
  EXPECT_FALSE(post.wait_for<app::Registered>().needs_lost);
  const auto key = folder.path() / "keys" / (id.text + ".needs.key");
  ASSERT_TRUE(std::filesystem::exists(key));
  std::ofstream(key, std::ios::trunc) << "not a key";
  worker.reset();
  start_store();
  does(app::RegisterAttendee{person("Juris"), now, app::Alike::ignore, {"vegan"}});
  const auto done = post.wait_for<app::Registered>();
  EXPECT_TRUE(done.needs_lost);
  EXPECT_FALSE(done.number.empty()) << "the registration stands";
}

TEST_F(StoreWorker, ACancelledPersonIsToldAndComesInNoMore) {
  const app::Registered done = registers();
  does(app::CancelAttendee{done.number, meeting->door()->id});
  EXPECT_EQ(post.wait_for<app::PersonChanged>().person.attendee.status, core::Status::cancelled);
  EXPECT_EQ(scans(done.code, "n-1").verdict, Verdict::cancelled);
}

TEST_F(StoreWorker, AReprintIsAnsweredWithItsJobOrWithItsRefusal) {
  const app::Registered done = registers();
  does(app::QueuePrint{done.number});
  const auto queued = post.wait_for<app::PrintQueued>();
  EXPECT_EQ(queued.number, done.number);
  EXPECT_NE(queued.job, done.print_job);
  does(app::QueuePrint{"Z-9999"});
  EXPECT_EQ(post.wait_for<app::PrintRefused>().number, "Z-9999");
}

TEST_F(StoreWorker, TheEndOfTheDayChecksEverybodyOut) {
  scans(registers().code, "n-1");
  now += std::chrono::hours{8};
  does(app::CheckOutAll{meeting->door()->id, now});
  EXPECT_EQ(post.wait_for<app::AllCheckedOut>().people, 1);
}

TEST_F(StoreWorker, AFullDiskIsOutOfServiceUntilThereIsRoom) {
  const std::string code = registers().code;
  {
    const fakes::FullDisk full;
    does(app::RecordScan{command(code, "n-1")});
    const auto failed = post.wait_for<app::StoreFailed>();
    EXPECT_FALSE(failed.error.what.empty());
    EXPECT_FALSE(failed.error.next_step.empty());
    does(app::RecordScan{command(code, "n-2")});
    post.wait_for<app::StoreFailed>();
  }
  does(app::ReopenStore{});
  post.wait_for<app::StoreReopened>();
  EXPECT_EQ(scans(code, "n-1").verdict, Verdict::admitted) << "the failed try used up no nonce";
}

TEST(StoreWorkerWithAnotherKiosk, PeopleShowsWhomBothLetInAndWhoMayBeOnePerson) {
  test::Desk desk;
  const auto anna = desk.register_person(test::Desk::person("Anna", "Ozola"));
  desk.register_person(test::Desk::person("Anna", "Ozola"));
  desk.verdict(anna.code, "09:00");
  core::Scan scan;
  scan.nonce = "b1";
  scan.checkpoint = {"door"};
  scan.at = desk.at("09:05");
  scan.attendee = anna.attendee;
  scan.verdict = Verdict::admitted;
  test::OtherKiosk(desk).write(core::event::ScanTried{desk.id, scan});

  test::Post post;
  shell::StoreWorker worker(
      std::move(desk.store), desk.id, post.mailbox, [] {}, [&desk] { return desk.now; });
  ASSERT_TRUE(worker.take(app::LoadPeople{}, core::Role::organiser));
  const auto shown = post.wait_for<app::PeopleLoaded>();
  EXPECT_EQ(shown.pairs.size(), 1U);
  ASSERT_EQ(shown.conflicts.size(), 1U);
  const app::Disagreement& conflict = shown.conflicts.front();
  EXPECT_EQ(conflict.kind, app::Disagreement::Kind::admitted_twice);
  EXPECT_EQ(conflict.attendee.number, anna.number);
  ASSERT_EQ(conflict.sides.size(), 2U);
  EXPECT_EQ(conflict.sides[0].kiosk, "A");
  EXPECT_EQ(conflict.sides[1].kiosk, "B");
  EXPECT_LT(conflict.sides[0].at, conflict.sides[1].at);

  ASSERT_TRUE(worker.take(app::SettleConflict{conflict.id, "one person"}, core::Role::organiser));
  EXPECT_EQ(post.wait_for<app::ConflictSettled>().id, conflict.id);
  ASSERT_TRUE(worker.take(app::LoadPeople{}, core::Role::organiser));
  EXPECT_TRUE(post.wait_for<app::PeopleLoaded>().conflicts.empty());
  ASSERT_TRUE(worker.take(app::SettleConflict{conflict.id, ""}, core::Role::organiser));
  EXPECT_FALSE(post.wait_for<app::SettleFailed>().error.what.empty());
}

}  // namespace
