#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/desk.h"
#include "db/store.h"

namespace {

using core::Dimension;
using std::chrono::seconds;
using test::Desk;
using testing::HasSubstr;
using testing::Not;

TEST(People, NumbersRunOnAndAreNeverGivenTwice) {
  Desk desk;
  EXPECT_EQ(desk.register_person(Desk::person("Ilze", "Ozola")).number, "A-0001");
  desk.open();
  const auto second = desk.register_person(Desk::person("Anna", "Kalna"));
  EXPECT_EQ(second.number, "A-0002");
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, second.number, "ill"));
  EXPECT_EQ(desk.register_person(Desk::person("Zane", "Egle")).number, "A-0003");
}

TEST(People, ARefusedRegistrationLeavesNothing) {
  Desk desk;
  const auto rows = desk.look("SELECT count(*) FROM journal");
  auto nameless = Desk::person("", "Ozola");
  EXPECT_FALSE(desk.store->register_attendee(desk.id, nameless, std::nullopt, true));
  EXPECT_EQ(desk.look("SELECT count(*) FROM journal"), rows);
  EXPECT_EQ(desk.register_person(Desk::person("Ilze", "Ozola")).number, "A-0001");
}

TEST(People, TextThatIsNoUtf8IsRefusedAndTheStoreGoesOn) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  const std::string broken = "\xFF\xFE";
  for (std::string core::Details::*field :
       {&core::Details::given_name, &core::Details::language, &core::Details::notice_version}) {
    auto details = Desk::person("Anna", "Kalna");
    details.*field = broken;
    EXPECT_FALSE(desk.store->register_attendee(desk.id, details, std::nullopt, false));
  }
  EXPECT_FALSE(desk.store->edit_attendee(desk.id, person.number, {{"language", broken}}));
  EXPECT_FALSE(desk.store->cancel_attendee(desk.id, person.number, broken));
  EXPECT_FALSE(desk.store->revoke_badge(desk.id, person.number, broken));
  EXPECT_FALSE(desk.store->find_attendee(desk.id, broken));
  EXPECT_TRUE(desk.store->search(desk.id, broken, 10));
  EXPECT_FALSE(desk.store->out_of_service());
  desk.expect_verified();
}

TEST(People, WhatAPrinterSaysIsKeptWhateverItsBytes) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  ASSERT_TRUE(desk.store->queue_print(desk.id, person.number));
  const auto ticket = desk.store->print_jobs_waiting(5)->at(0);
  ASSERT_TRUE(desk.store->end_print(ticket, false, "papier \xE4\xFF\n" + std::string(5000, 'x')));
  EXPECT_TRUE(desk.store->print_jobs_waiting(5)->at(0).failed_before);
  EXPECT_EQ(desk.store->print_jobs_waiting(5)->at(0).tries, 1);
  ASSERT_TRUE(desk.store->end_print(ticket, true, "spool"));
  EXPECT_TRUE(desk.store->print_jobs_waiting(5)->empty());
  desk.expect_verified();
}

TEST(People, ErrorsRepeatNoPersonalData) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  auto details = Desk::person("Žubīte", "Žubīte");
  details.country = "Žubīte";
  details.email = "Žubīte";
  details.partner = {"Žubīte"};
  details.sessions = {{"Žubīte"}};
  std::vector<core::Error> errors;
  const auto collect = [&](const auto& result) {
    ASSERT_FALSE(result);
    errors.push_back(result.error());
  };
  collect(desk.store->register_attendee(desk.id, details, std::nullopt, false));
  collect(desk.store->find_attendee(desk.id, "Žubīte"));
  collect(desk.store->cancel_attendee(desk.id, "Žubīte", ""));
  collect(desk.store->reissue_badge(desk.id, "Žubīte"));
  collect(desk.store->queue_print(desk.id, "Žubīte"));
  collect(desk.store->edit_attendee(desk.id, person.number,
                                    {{"kind", "Žubīte"}, {"gender", "Žubīte"}}));
  auto command = desk.command(person.code, "09:00");
  command.answers = {{{"name"}, "Žubīte"}};
  collect(desk.store->scan(command));
  for (const auto& error : errors) {
    EXPECT_THAT(core::describe(error), Not(HasSubstr("Žubīte")));
  }
}

TEST(People, ASessionTakesNoMoreThanItsPlaces) {
  Desk desk;
  auto details = Desk::person("Ilze", "Ozola");
  details.sessions = {{"integration"}};
  for (int i = 0; i < 25; ++i) desk.register_person(details);
  EXPECT_FALSE(desk.store->register_attendee(desk.id, details, std::nullopt, false));
  ASSERT_TRUE(desk.store->edit_attendee(desk.id, "A-0001", {{"sessions", ""}}));
  EXPECT_TRUE(desk.store->edit_attendee(desk.id, "A-0002", {{"town", "Riga"}}))
      << "who has a place keeps it";
  desk.register_person(details);
  EXPECT_EQ(desk.count(Dimension::session, "integration").registered, 25);
  desk.expect_verified();
}

TEST(Counts, CrossedDaysAndCheckpointsCountWhereAPersonWasOnThatDay) {
  Desk desk;
  auto details = Desk::person("Astrid", "Lind", core::Kind::invited);
  const auto person = desk.register_person(details);
  desk.verdict(person.code, "09:00");
  desk.verdict(person.code, "2019-03-13 09:00");
  auto lunch = desk.command(person.code, "2019-03-13 12:00", "lunch");
  lunch.answers = {{{"meal"}, "fish"}};
  desk.scan(lunch);
  const auto table = desk.store->counts(desk.id, {Dimension::checkpoint, Dimension::day});
  ASSERT_TRUE(table);
  std::map<std::string, core::Count> cells;
  for (const auto& row : table->rows) {
    cells[row.keys.at("checkpoint") + " " + row.keys.at("day")] = row.count;
  }
  EXPECT_EQ(cells["door 2019-03-12"].present, 1);
  EXPECT_EQ(cells["door 2019-03-13"].present, 1);
  EXPECT_EQ(cells["door 2019-03-14"], (core::Count{1, 0, 0}));
  EXPECT_EQ(cells["lunch 2019-03-12"], (core::Count{1, 0, 0}));
  EXPECT_EQ(cells["lunch 2019-03-13"].present, 1);
  EXPECT_FALSE(cells.contains("lunch 2019-03-14")) << "no lunch on that day";
}

// PINs.

TEST(Pin, LocksForTenThirtyAndThenTwoMinutesAcrossRestarts) {
  Desk desk;
  EXPECT_EQ(desk.store->check_pin(core::Role::staff, "1234")->answer, db::PinAnswer::unset);
  ASSERT_TRUE(desk.store->set_pin(core::Role::staff, "4711"));
  const auto try_pin = [&](const char* pin) {
    return *desk.store->check_pin(core::Role::staff, pin);
  };
  EXPECT_EQ(try_pin("0000").answer, db::PinAnswer::wrong);
  EXPECT_EQ(try_pin("0000").answer, db::PinAnswer::wrong);
  for (const int lock : {10, 30, 120, 120}) {
    EXPECT_EQ(try_pin("0000").locked_for, seconds{lock});
    desk.open();
    desk.now += seconds{lock} - std::chrono::milliseconds{1};
    const auto locked = try_pin("4711");
    EXPECT_EQ(locked.answer, db::PinAnswer::locked) << "the right one, too";
    EXPECT_EQ(locked.locked_for, seconds{1});
    desk.now += std::chrono::milliseconds{1};
  }
  EXPECT_EQ(try_pin("4711").answer, db::PinAnswer::right);
  EXPECT_EQ(try_pin("0000").answer, db::PinAnswer::wrong) << "counted anew";
  EXPECT_EQ(desk.look("SELECT count(*) FROM journal WHERE kind = 'signed_in'"), "8");
  desk.expect_verified();
}

TEST(Pin, IsNotLockedForDaysWhenTheClockIsSetBack) {
  Desk desk;
  ASSERT_TRUE(desk.store->set_pin(core::Role::staff, "4711"));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(desk.store->check_pin(core::Role::staff, "0000"));
  desk.now -= std::chrono::hours{48};
  EXPECT_EQ(desk.store->check_pin(core::Role::staff, "4711")->answer, db::PinAnswer::right);
}

TEST(Pin, IsDigitsOnlyAndStoredAsAHash) {
  Desk desk;
  for (const char* wrong : {"", "123", "12a4", "１２３４"}) {
    EXPECT_FALSE(desk.store->set_pin(core::Role::staff, wrong));
  }
  EXPECT_FALSE(desk.store->set_pin(core::Role::attendee, "4711"));
  ASSERT_TRUE(desk.store->set_pin(core::Role::organiser, "4711"));
  EXPECT_THAT(desk.look("SELECT hash FROM pins"), testing::StartsWith("$argon2id$"));
  EXPECT_EQ(desk.store->check_pin(core::Role::staff, "4711")->answer, db::PinAnswer::unset);
}

}  // namespace
