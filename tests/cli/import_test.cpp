#include <sys/stat.h>

#include <fstream>

#include "cli/kioskctl.h"

namespace {

using test::KioskctlTest;
using test::ordered_json;

class Import : public KioskctlTest {
 protected:
  void SetUp() override { add_meeting(); }

  std::string list(const std::string& text) {
    std::ofstream(file("list.csv")) << text;
    return file("list.csv");
  }
  static std::string two_people() {
    return "First name,Last name,E-mail,Organisation,Town,Country,Kind,Sessions\n"
           "Märta,Åkesson,m@example.org,,Vänersborg,SE,invited,integration\n"
           "Žanete,Ķirse,z@example.org,,Daugavpils,Latvia,local,\n";
  }
  int registered() { return done(at({"counts"}))["registered"]; }
};

TEST_F(Import, AnswersWithTheKeysOfTheContract) {
  const auto answer = done(at({"import", list(two_people())}));
  EXPECT_EQ(answer["read"], 2);
  EXPECT_EQ(answer["added"], 2);
  EXPECT_EQ(answer["updated"], 0);
  EXPECT_EQ(answer["skipped"], 0);
  EXPECT_EQ(answer["errors"], ordered_json::array());
  EXPECT_EQ(answer["encoding"], "utf-8");
  EXPECT_EQ(done(at({"import", file("list.csv")}))["skipped"], 2);
  EXPECT_EQ(registered(), 2);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(Import, MistakesEndWithThreeAndStoreNothing) {
  const auto text = two_people() + "Ivo,Liepa,i@example.org,,Rīga,Atlantis,local,\n";
  const auto answer = at({"import", list(text)});
  EXPECT_EQ(answer.status, 3);
  const auto json = answer.json();
  ASSERT_EQ(json["errors"].size(), 1U);
  EXPECT_EQ(json["errors"][0]["line"], 4);
  EXPECT_EQ(json["errors"][0]["field"], "country");
  EXPECT_EQ(json["added"], 0);
  EXPECT_EQ(registered(), 0);
  EXPECT_EQ(done(at({"import", file("list.csv"), "--partial"}))["added"], 2);
  EXPECT_EQ(registered(), 2);
}

TEST_F(Import, DryRunStoresNothing) {
  EXPECT_EQ(done(at({"import", list(two_people()), "--dry-run"}))["added"], 2);
  EXPECT_EQ(registered(), 0);
}

TEST_F(Import, ADryRunHasTheFiguresOfTheRun) {
  const std::string of_the_list = two_people() + "Ivo,Liepa,i@example.org,,Rīga,Atlantis,local,\n";
  const std::string of_the_meeting =
      two_people() + "Zane,Egle,e@example.org,,Rīga,LV,local,nowhere\n";
  for (const std::string& text : {of_the_list, of_the_meeting}) {
    for (const bool partial : {false, true}) {
      std::vector<std::string> run = {"import", list(text), "--duplicates", "update"};
      if (partial) run.emplace_back("--partial");
      auto dry = run;
      dry.emplace_back("--dry-run");
      const auto said = at(dry);
      const auto came = at(run);
      EXPECT_EQ(said.status, came.status);
      for (const char* key : {"read", "added", "updated", "skipped", "errors"}) {
        EXPECT_EQ(said.json()[key], came.json()[key]) << key << " partial " << partial;
      }
    }
  }
}

TEST_F(Import, InvitationsAreAPictureEachAndAListForMailMerge) {
  done(at({"import", list(two_people())}));
  EXPECT_EQ(done(at({"badge", "invitations", "-o", file("out")}))["people"], 2);
  EXPECT_EQ(fakes::read_bytes(file("out/A-0001.png")).substr(0, 4), "\x89PNG");
  const auto rows = fakes::read_bytes(file("out/invitations.csv"));
  EXPECT_NE(rows.find("A-0002,Žanete,Ķirse,z@example.org,,K1"), std::string::npos) << rows;
  EXPECT_NE(rows.find(",A-0002.png,1\r\n"), std::string::npos);
  done(at({"badge", "invitations", "--pdf", "-o", file("pdf")}));
  EXPECT_EQ(fakes::read_bytes(file("pdf/invitations.pdf")).substr(0, 4), "%PDF");
}

TEST_F(Import, WrongUseSaysSo) {
  EXPECT_EQ(at({"import"}).status, 2);
  EXPECT_EQ(at({"import", file("nowhere.csv")}).status, 3);
  EXPECT_EQ(at({"import", data()}).status, 3);
  ASSERT_EQ(::mkfifo(file("pipe").c_str(), 0600), 0);
  EXPECT_EQ(at({"import", file("pipe")}).status, 3);
  EXPECT_EQ(at({"import", list(two_people()), "--duplicates", "often"}).status, 2);
  expect_mistake(at({"import", list(two_people()), "--encoding", "ebcdic"}), "encoding");
  expect_mistake(at({"import", list(two_people()), "--map", "nothing"}), "map");
}

}  // namespace
