// `doctor`.
#include "cli/kioskctl.h"

namespace {

using test::ordered_json;

class DoctorCommand : public test::KioskctlTest {
 protected:
  void set(const std::string& toml) {
    std::filesystem::create_directories(data());
    fakes::write_bytes(data() + "/kiosk.toml", toml);
  }
};

TEST_F(DoctorCommand, ListsEveryPartWithItsStateAndWhatToDo) {
  add_meeting();
  const auto answer = run({"doctor"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  std::vector<std::string> parts;
  const auto told = answer.json();
  for (const auto& part : told["parts"]) {
    parts.push_back(part["part"]);
    EXPECT_FALSE(part["message"].get<std::string>().empty());
    EXPECT_EQ(part["message"].get<std::string>().find("doctor."), std::string::npos) << part;
  }
  EXPECT_EQ(parts, (std::vector<std::string>{"printer", "camera", "scanner", "hub", "disk", "clock",
                                             "fonts", "screen"}));
}

TEST_F(DoctorCommand, WorksBeforeThereIsAMeeting) { EXPECT_EQ(run({"doctor"}).status, 0); }

TEST_F(DoctorCommand, APrinterThatIsSetAndDoesNotAnswerIsStatusFive) {
  set("[printer]\nuri = \"ipp://127.0.0.1:1/ipp/print\"\n");
  const auto answer = run({"doctor"});
  EXPECT_EQ(answer.status, 5) << answer.out;
  EXPECT_EQ(answer.json()["parts"][0]["state"], "missing");
  EXPECT_EQ(answer.json()["ok"], false);
}

TEST_F(DoctorCommand, AKioskTomlWithMistakesIsToldWithItsLines) {
  set("[printer]\nurl = \"x\"\n");
  const auto answer = run({"doctor"});
  EXPECT_EQ(answer.status, 3);
  EXPECT_NE(answer.err.find("printer.url"), std::string::npos) << answer.err;
}

}  // namespace
