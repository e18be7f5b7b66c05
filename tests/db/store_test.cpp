#include "db/store.h"

#include <gtest/gtest.h>

#include "db/desk.h"

namespace {

using core::Verdict;
using test::Desk;

TEST(Store, RegistersAndAdmitsOnceADay) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Žanete", "Ķirse"));
  EXPECT_EQ(person.number, "A-0001");
  EXPECT_EQ(person.code.size(), 28U);
  EXPECT_EQ(desk.verdict(person.code, "09:02"), Verdict::admitted);
  EXPECT_EQ(desk.verdict(person.code, "09:03"), Verdict::already);
  EXPECT_EQ(desk.verdict(person.code, "2019-03-13 09:00"), Verdict::admitted);
  EXPECT_EQ(desk.count().registered, 1);
  EXPECT_EQ(desk.count().present, 1);
  EXPECT_EQ(desk.count(core::Dimension::day, "2019-03-13").present, 1);
  EXPECT_EQ(desk.count(core::Dimension::country, "LV").present, 1);
  desk.expect_verified();
}

TEST(Store, TellsForgedUnknownAndCancelledApart) {
  Desk desk;
  auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  std::string forged = person.code;
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(desk.verdict(forged, "09:00"), Verdict::forged);
  EXPECT_EQ(desk.verdict("https://example.org", "09:00"), Verdict::unknown);
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, person.number, ""));
  EXPECT_EQ(desk.verdict(person.code, "09:00"), Verdict::cancelled);
  EXPECT_EQ(desk.count().registered, 0);
  desk.expect_verified();
}

TEST(Store, UndoTakesTheCountBackAndKeepsTheScan) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  auto command = desk.command(person.code, "09:00");
  command.nonce = "n1";
  EXPECT_EQ(desk.scan(command).scan.verdict, Verdict::admitted);
  EXPECT_TRUE(desk.scan(command).repeated);
  EXPECT_EQ(desk.count().present, 1);
  db::UndoCommand undo;
  undo.meeting = desk.id;
  undo.nonce = "n1";
  undo.by = "desk";
  undo.why = "wrong person";
  ASSERT_TRUE(desk.store->undo(undo));
  EXPECT_EQ(desk.count().present, 0);
  EXPECT_EQ(desk.verdict(person.code, "09:10"), Verdict::admitted);
  desk.expect_verified();
}

}  // namespace
