// `pin set|check`, `verify` and `rebuild`.
#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::ordered_json;

class PinAndCare : public test::KioskctlTest {
 protected:
  Answer check(const std::string& typed, const std::string& role = "staff") {
    return run({"pin", "check", "--role", role}, typed);
  }
};

TEST_F(PinAndCare, RightPinIsRight) {
  EXPECT_EQ(done(run({"pin", "set", "--role", "staff"}, "2468\n"))["role"], "staff");
  EXPECT_EQ(done(check("2468\n")), ordered_json::parse(R"({"role":"staff","right":true})"));
  EXPECT_EQ(done(check("2468\r\n"))["right"], true);
  EXPECT_EQ(done(check("2468"))["right"], true);
}

TEST_F(PinAndCare, WrongPinIsSixAndThreeOfThemLock) {
  done(run({"pin", "set", "--role", "staff"}, "2468\n"));
  for (int i = 0; i < 2; ++i) {
    const Answer wrong = check("1111\n");
    EXPECT_EQ(wrong.status, 6);
    EXPECT_EQ(wrong.json()["right"], false);
    EXPECT_EQ(wrong.json()["locked_for"], 0);
  }
  EXPECT_EQ(check("1111\n").status, 6);
  const Answer locked = check("2468\n");
  EXPECT_EQ(locked.status, 6);
  EXPECT_GT(locked.json()["locked_for"], 0);
  EXPECT_NE(locked.err.find("Try again in"), std::string::npos);
}

TEST_F(PinAndCare, UnsetPinSaysHowToSetIt) {
  const Answer answer = check("2468\n", "organiser");
  EXPECT_EQ(answer.status, 6);
  EXPECT_NE(answer.err.find("kioskctl pin set --role organiser"), std::string::npos);
}

TEST_F(PinAndCare, PinsAreDigits) {
  for (const std::string& pin : {std::string("12\n"), std::string("abcd\n"), std::string("\n"),
                                 std::string(), std::string(2000, '1') + "\n"}) {
    EXPECT_EQ(run({"pin", "set", "--role", "staff"}, pin).status, 3);
  }
  EXPECT_EQ(check("2468\n").status, 6);
}

TEST_F(PinAndCare, VerifyTellsChainsAndIsTrueAfterRebuild) {
  add_meeting();
  register_local("Anna", "Ozola");
  scan("A-1", "09:00");
  const auto before = done(run({"verify"}));
  EXPECT_EQ(keys(before), (std::vector<std::string>{"ok", "integrity", "chains", "problems"}));
  EXPECT_EQ(before["ok"], true);
  ASSERT_EQ(before["chains"].size(), 1U);
  EXPECT_EQ(keys(before["chains"][0]), (std::vector<std::string>{"kiosk", "rows", "head"}));
  EXPECT_EQ(before["chains"][0]["kiosk"], "A");
  done(run({"rebuild"}));
  EXPECT_EQ(done(run({"verify"})), before);
}

TEST_F(PinAndCare, DamagedFileIsStorageFailed) {
  add_meeting();
  for (int i = 0; i < 30; ++i) register_local("Anna", "Ozola");
  const std::string database = data() + "/kiosk.db";
  std::string bytes = fakes::read_bytes(database);
  for (std::size_t i = bytes.size() / 3; i < bytes.size(); ++i) bytes[i] = 'x';
  fakes::write_bytes(database, bytes);
  std::filesystem::remove(database + "-wal");
  const Answer answer = run({"verify"});
  EXPECT_EQ(answer.status, 4) << answer.out << answer.err;
}

}  // namespace
