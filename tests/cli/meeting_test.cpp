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

TEST_F(MeetingCommand, EvidenceThatEndsBeforeTheMeetingIsHardlyMeantAndErasesNobodyDuringIt) {
  std::string toml = fakes::read_bytes(sample_file());
  const auto at_day = toml.find("keep_evidence_until = \"");
  toml.replace(at_day + 23, 10, "2014-10-15");
  fakes::write_bytes(file("mistyped.toml"), toml);
  for (const char* command : {"check", "add"}) {
    const auto answer = run({"meeting", command, file("mistyped.toml")});
    ASSERT_EQ(done(answer)["warnings"].size(), 1U);
    EXPECT_NE(answer.err.find("keep_evidence_until 2014-10-15"), std::string::npos) << answer.err;
  }
  register_local("Juris", "Egle");
  const auto erased_at = [&](const char* moment) {
    return done(run({"retention", "run", "--dry-run", "--at", moment}))["meetings"][0]["people"];
  };
  EXPECT_EQ(erased_at("2019-03-14T10:00+02:00"), 0) << "the last day";
  EXPECT_EQ(erased_at("2019-03-15T10:00+02:00"), 1);
}

TEST_F(MeetingCommand, AFileThatDropsWhatIsInUseIsStoredAndSaysSo) {
  add_meeting();
  done(at({"register", "--given", "Anna", "--family", "Ozola", "--town", "Daugavpils", "--country",
           "LV", "--kind", "local", "--session", "integration"}));
  register_local("Juris", "Egle");
  scan("A-1", "09:00");
  scan("A-2", "09:00");
  std::string toml = fakes::read_bytes(sample_file());
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (auto found = toml.find(from); found != std::string::npos; found = toml.find(from, found)) {
      toml.replace(found, from.size(), to);
      found += to.size();
    }
  };
  replace("\"integration\"", "\"inclusion\"");
  replace("\"participation\"", "\"taking-part\"");
  replace("id = \"door\"", "id = \"entrance\"");
  fakes::write_bytes(file("changed.toml"), toml);
  const auto answer = run({"meeting", "add", file("changed.toml")});
  EXPECT_EQ(
      done(answer)["warnings"],
      ordered_json({"checkpoint door is dropped, and in use: let in 2; what was recorded stays",
                    "session integration is dropped, and in use: registered for it 1; what "
                    "was recorded stays"}));
  EXPECT_NE(answer.err.find("checkpoint door is dropped"), std::string::npos) << answer.err;
  EXPECT_EQ(done(run({"meeting", "show", kMeeting}))["sessions"][0]["id"], "inclusion");
  const auto again = run({"meeting", "add", file("changed.toml")});
  EXPECT_FALSE(done(again).contains("warnings"));
  EXPECT_EQ(again.err, "");
}

TEST_F(MeetingCommand, ADayOnWhichPeopleWereThereIsMissed) {
  std::string toml = fakes::read_bytes(sample_file());
  const std::string days = "\"2019-03-12\", \"2019-03-13\", \"2019-03-14\"";
  fakes::write_bytes(file("shorter.toml"),
                     toml.replace(toml.find(days), days.size(), "\"2019-03-12\", \"2019-03-13\""));
  add_meeting();
  EXPECT_FALSE(done(run({"meeting", "add", file("shorter.toml")})).contains("warnings"));
  add_meeting();
  register_local("Anna", "Ozola");
  done(at({"scan", "A-1", "--checkpoint", "door", "--at", "2019-03-14T09:00"}));
  EXPECT_EQ(
      done(run({"meeting", "add", file("shorter.toml")}))["warnings"],
      ordered_json({"day 2019-03-14 is dropped, and in use: let in 1; what was recorded stays"}));
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
