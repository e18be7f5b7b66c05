// `meeting add|list|show|export|check`.
#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::kMeeting;
using test::ordered_json;
using test::sample_file;

class MeetingCommand : public test::KioskctlTest {};

TEST_F(MeetingCommand, AddPrintsCheckpointsAndSessions) {
  const auto json = done(run({"meeting", "add", sample_file()}));
  EXPECT_EQ(json, ordered_json::parse(R"({"id":"daugavpils-2019-03",
      "checkpoints":["door","room-201","lunch"],"sessions":["integration","participation"]})"));
  EXPECT_EQ(keys(json), (std::vector<std::string>{"id", "checkpoints", "sessions"}));
}

TEST_F(MeetingCommand, AddAgainWithAChangedFileUpdates) {
  add_meeting();
  std::string toml = fakes::read_bytes(sample_file());
  toml.replace(toml.find("Vienības nams"), std::string("Vienības nams").size(), "Rātsnams");
  fakes::write_bytes(file("changed.toml"), toml);
  done(run({"meeting", "add", file("changed.toml")}));
  const auto shown = done(run({"meeting", "show", kMeeting}));
  EXPECT_EQ(shown["place"]["venue"], "Rātsnams");
  EXPECT_EQ(done(run({"meeting", "list"})).size(), 1U);
}

TEST_F(MeetingCommand, BrokenFileTellsEachMistakeWithLineAndKey) {
  std::string toml = fakes::read_bytes(sample_file());
  toml.replace(toml.find("\"once_per_day\""), 14, "\"sometimes\"");
  toml.replace(toml.find("country = \"SE\""), 14, "country = \"S\"");
  fakes::write_bytes(file("broken.toml"), toml);
  for (const char* command : {"add", "check"}) {
    const Answer answer = run({"meeting", command, file("broken.toml")});
    EXPECT_EQ(answer.status, 3);
    EXPECT_NE(answer.err.find("line "), std::string::npos) << answer.err;
    const auto mistakes = answer.json()["mistakes"];
    ASSERT_EQ(mistakes.size(), 2U) << answer.out;
    EXPECT_EQ(mistakes[0]["field"], "partner[1].country");
    EXPECT_EQ(mistakes[1]["field"], "checkpoint[1].policy");
    EXPECT_GT(mistakes[0]["line"], 0);
  }
  EXPECT_EQ(done(run({"meeting", "list"})).size(), 0U);
}

TEST_F(MeetingCommand, CheckStoresNothing) {
  EXPECT_EQ(done(run({"meeting", "check", sample_file()}))["ok"], true);
  EXPECT_FALSE(std::filesystem::exists(data()));
}

TEST_F(MeetingCommand, MissingFileAndFolderAreBadInput) {
  EXPECT_EQ(run({"meeting", "add", file("nowhere.toml")}).status, 3);
  EXPECT_EQ(run({"meeting", "add", folder.path().string()}).status, 3);
  fakes::write_bytes(file("bytes.toml"), std::string("id = \"\xff\xfe\"\0", 10));
  EXPECT_EQ(run({"meeting", "add", file("bytes.toml")}).status, 3);
}

TEST_F(MeetingCommand, ListAndShowTellWhatTheFileSays) {
  add_meeting();
  const auto list = done(run({"meeting", "list"}));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["id"], kMeeting);
  EXPECT_EQ(list[0]["first_day"], "2019-03-12");
  const auto shown = done(run({"meeting", "show", kMeeting}));
  EXPECT_EQ(shown["timezone"], "Europe/Riga");
  EXPECT_EQ(shown["checkpoints"][1]["session"], "integration");
  EXPECT_EQ(shown["checkpoints"][2]["questions"][0]["id"], "meal");
  EXPECT_EQ(shown["grant"]["min_participants"], 50);
  EXPECT_EQ(run({"meeting", "show", "nowhere"}).status, 3);
}

TEST_F(MeetingCommand, ExportedFileIsTheSameMeeting) {
  add_meeting();
  done(run({"meeting", "export", kMeeting, "-o", file("out.toml")}));
  const auto before = done(run({"meeting", "show", kMeeting}));
  done(run({"meeting", "add", file("out.toml")}));
  EXPECT_EQ(done(run({"meeting", "show", kMeeting})), before);
  EXPECT_EQ(run({"meeting", "export", kMeeting, "-o", "-"}).out,
            fakes::read_bytes(file("out.toml")));
}

TEST_F(MeetingCommand, ExportToAFolderThatIsNotThereIsStorageFailed) {
  add_meeting();
  const Answer answer = run({"meeting", "export", kMeeting, "-o", file("no/such/place.toml")});
  EXPECT_EQ(answer.status, 4);
  EXPECT_NE(answer.err.find("cannot be written"), std::string::npos) << answer.err;
}

}  // namespace
