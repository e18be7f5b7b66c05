// `kioskctl simulate`: the whole day with few people, and what it refuses.
#include <gmock/gmock.h>

#include "cli/kioskctl.h"
#include "sync/hub_desk.h"

namespace test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Simulate : public KioskctlTest {
 protected:
  Simulate() { server().fresh(); }

  Answer simulate(const std::string& kiosks = "5") {
    std::vector<std::string> arguments = {"simulate", "--hub",       server().owner_url(),
                                          "--kiosks", kiosks,        "--meetings",
                                          "2",        "--attendees", "103",
                                          "--pace",   "100",         "--calm",
                                          "1",        "--folder",    file("kiosks"),
                                          "--json"};
    std::filesystem::create_directories(file("kiosks"));
    return run_bare(std::move(arguments));
  }
};

TEST_F(Simulate, EverybodyIsAdmittedOnceAndTheHubHoldsIt) {
  const auto report = done(simulate());
  const int in_rush = report["rush"]["admissions"];
  const int in_calm = report["calm"]["admissions"];
  EXPECT_EQ(in_rush + in_calm, 103);
  EXPECT_GT(in_calm, 0);
  EXPECT_EQ(report["prepared"]["people"], 83) << "one of five registers at the door";
  EXPECT_GT(report["calm"]["seen_elsewhere"]["times"], 0);
  EXPECT_EQ(server().sql("SELECT count(*) FROM hub.v_attendance"), "103");
  EXPECT_EQ(server().sql("SELECT count(*) FROM hub.v_conflicts"), "0");
  EXPECT_EQ(std::to_string(report["hub"]["rows"].get<int>()),
            server().sql("SELECT count(*) FROM hub.journal"));
}

TEST_F(Simulate, KiosksLeaveNoFiles) {
  done(simulate());
  const std::vector<std::filesystem::path> left(std::filesystem::directory_iterator(file("kiosks")),
                                                {});
  EXPECT_THAT(left, IsEmpty());
}

TEST_F(Simulate, HubWithMeetingsOfPeopleIsLeftAlone) {
  done(run_bare({"hub", "init", server().owner_url(), "--json"}));
  done(run_bare({"hub", "grant", server().owner_url(), "--role", "hall", "--meeting", "fair-2019",
                 "--json"}));
  const auto answer = simulate();
  EXPECT_EQ(answer.status, 3);
  EXPECT_THAT(answer.err, HasSubstr("holds meetings of people"));
  EXPECT_EQ(server().sql("SELECT count(*) FROM hub.kiosks"), "0");
}

TEST_F(Simulate, MoreKiosksThanLettersAtAMeetingAreRefused) {
  const auto answer = simulate("53");
  EXPECT_THAT(answer.err, HasSubstr("at most 26 kiosks"));
}

}  // namespace
}  // namespace test
