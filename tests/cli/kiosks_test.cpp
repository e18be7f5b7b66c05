// Several kiosks with folders of their own: joining, exchange by file, conflicts, leaving out.
#include <gmock/gmock.h>

#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::kMeeting;
using test::ordered_json;
using testing::HasSubstr;

class Kiosks : public test::KioskctlTest {
 protected:
  Kiosks() { ::setenv("KIOSK_PASSPHRASE", "correct horse", 1); }
  void TearDown() override { ::unsetenv("KIOSK_PASSPHRASE"); }

  Answer on(const std::string& kiosk, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--json", "--data", file(kiosk)});
    return run_bare(std::move(arguments));
  }
  Answer of_meeting(const std::string& kiosk, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--meeting", kMeeting});
    return on(kiosk, std::move(arguments));
  }
  ordered_json enter(const std::string& kiosk, const std::string& given,
                     const std::string& family) {
    return done(of_meeting(kiosk, {"register", "--given", given, "--family", family, "--town",
                                   "Daugavpils", "--country", "LV", "--kind", "local"}));
  }
  ordered_json scan_on(const std::string& kiosk, const std::string& text, const std::string& when) {
    return done(
        of_meeting(kiosk, {"scan", text, "--checkpoint", "door", "--at", "2019-03-12T" + when}));
  }
  void begin() { done(on("a", {"meeting", "add", test::sample_file()})); }
  void join(const std::string& letter, const std::string& kiosk) {
    done(on("a", {"kiosk", "enrol", "--letter", letter, "-o", file(kiosk + ".enrol")}));
    done(on(kiosk, {"kiosk", "join", file(kiosk + ".enrol")}));
  }
  /// By stick, one way.
  ordered_json carry(const std::string& from, const std::string& to) {
    done(on(from, {"journal", "export", "-o", file("stick")}));
    return done(on(to, {"journal", "import", file("stick")}));
  }
  void expect_verified(const std::string& kiosk) {
    const auto verified = on(kiosk, {"verify"});
    EXPECT_EQ(verified.status, 0) << verified.out;
  }
};

TEST_F(Kiosks, AKioskJoinsWithAFileAndKnowsTheMeetingItsPeopleAndItsBadges) {
  begin();
  const auto person = enter("a", "Ilze", "Ozola");
  const auto enrolled = done(on("a", {"kiosk", "enrol", "--letter", "B", "--hub",
                                      "postgresql://hub.example/kiosk", "-o", file("b.enrol")}));
  EXPECT_EQ(enrolled["letter"], "B");
  const std::string sealed = fakes::read_bytes(file("b.enrol"));
  EXPECT_EQ(sealed.find("Ozola"), std::string::npos);
  const auto joined = done(on("b", {"kiosk", "join", file("b.enrol")}));
  EXPECT_EQ(joined["letter"], "B");
  EXPECT_EQ(joined["meetings"], ordered_json::array({kMeeting}));
  EXPECT_TRUE(joined["refused"].empty());
  EXPECT_EQ(scan_on("b", person["code"], "09:00")["verdict"], "admitted");
  EXPECT_EQ(enter("b", "Anna", "Kalna")["number"], "B-0001");
  expect_verified("b");
  EXPECT_EQ(done(on("b", {"kiosk", "join", file("b.enrol")}))["rows"], 0) << "again is no harm";
  const auto list = done(on("b", {"kiosk", "list"}));
  ASSERT_EQ(list.size(), 2U);
}

TEST_F(Kiosks, WhoIsNotHeardOfYetHasARowWithoutACountrySoThatRowsAddUp) {
  begin();
  join("B", "b");
  scan_on("a", enter("a", "Ilze", "Ozola")["code"], "09:00");
  const auto stranger = enter("b", "Anna", "Kalna");
  EXPECT_EQ(scan_on("a", stranger["code"], "09:01")["verdict"], "admitted");
  const auto counts = [&](const std::string& by) {
    return done(of_meeting("a", {"counts", "--by", by, "--inside"}))["rows"];
  };
  EXPECT_EQ(counts("country"), ordered_json::parse(R"([
      {"country":"","registered":0,"present":1,"inside":1},
      {"country":"LV","registered":1,"present":1,"inside":1}])"));
  EXPECT_EQ(counts("partner"), ordered_json::parse(R"([
      {"partner":"","registered":1,"present":2,"inside":2}])"));
  carry("b", "a");
  EXPECT_EQ(counts("country"), ordered_json::parse(R"([
      {"country":"LV","registered":2,"present":2,"inside":2}])"));
}

TEST_F(Kiosks, AForeignFileIsToldByWhatCouldHaveBeenGiven) {
  begin();
  fakes::write_bytes(file("list"), "This is a shopping list, and long enough to be read. Eggs.");
  const auto refused = on("a", {"journal", "import", file("list")});
  EXPECT_EQ(refused.status, 3);
  EXPECT_THAT(refused.err, HasSubstr("journal export"));
}

TEST_F(Kiosks, NoLetterIsGivenTwiceAndOnlyTheFirstKioskGivesThem) {
  begin();
  join("B", "b");
  const auto again = on("a", {"kiosk", "enrol", "--letter", "B", "-o", file("again.enrol")});
  EXPECT_EQ(again.status, 3);
  EXPECT_THAT(again.err, HasSubstr("was given before"));
  EXPECT_FALSE(std::filesystem::exists(file("again.enrol")));
  const auto by_b = on("b", {"kiosk", "enrol", "--letter", "C", "-o", file("c.enrol")});
  EXPECT_EQ(by_b.status, 3);
  EXPECT_THAT(by_b.err, HasSubstr("that the meeting began with"));
  EXPECT_EQ(on("a", {"kiosk", "enrol", "--letter", "bb", "-o", file("c.enrol")}).status, 3);
}

TEST_F(Kiosks, OneFileUsedTwiceIsSeenWhenTheTwoMeet) {
  begin();
  done(on("a", {"kiosk", "enrol", "--letter", "B", "-o", file("b.enrol")}));
  done(on("b", {"kiosk", "join", file("b.enrol")}));
  done(on("twin", {"kiosk", "join", file("b.enrol")}));
  carry("b", "a");
  done(on("twin", {"journal", "export", "-o", file("stick")}));
  const auto told = on("a", {"journal", "import", file("stick")});
  const auto json = told.json();
  ASSERT_EQ(json["refused"].size(), 1U);
  EXPECT_THAT(json["refused"][0]["reason"].get<std::string>(), HasSubstr("letter B already"));
  EXPECT_THAT(told.err, HasSubstr("letter B already"));
}

TEST_F(Kiosks, TheWrongPassphraseOpensNothingAndAKioskInUseCannotJoin) {
  begin();
  done(on("a", {"kiosk", "enrol", "--letter", "B", "-o", file("b.enrol")}));
  ::setenv("KIOSK_PASSPHRASE", "wrong", 1);
  EXPECT_EQ(on("b", {"kiosk", "join", file("b.enrol")}).status, 6);
  ::setenv("KIOSK_PASSPHRASE", "correct horse", 1);
  done(on("used", {"meeting", "add", test::sample_file()}));
  const auto used = on("used", {"kiosk", "join", file("b.enrol")});
  EXPECT_EQ(used.status, 3);
  EXPECT_THAT(used.err, HasSubstr("new data folder"));
  EXPECT_EQ(on("c", {"kiosk", "join", test::sample_file()}).status, 3);
}

TEST_F(Kiosks, FilesCarryNewsInAnyOrderAndAnyNumberOfTimes) {
  begin();
  join("B", "b");
  enter("a", "Ilze", "Ozola");
  done(on("a", {"journal", "export", "-o", file("first")}));
  enter("a", "Anna", "Kalna");
  const auto second =
      done(on("a", {"journal", "export", "-o", file("second"), "--since", file("first")}));
  EXPECT_EQ(second["rows"], 2) << "a registration and its badge";
  const auto early = on("b", {"journal", "import", file("second")});
  EXPECT_EQ(early.status, 3) << "what comes before it is missing";
  EXPECT_THAT(early.err, HasSubstr("is missing before it"));
  EXPECT_EQ(done(on("b", {"journal", "import", file("first")}))["rows"], 2);
  EXPECT_EQ(done(on("b", {"journal", "import", file("second")}))["rows"], 2);
  EXPECT_EQ(done(on("b", {"journal", "import", file("second")}))["rows"], 0);
  EXPECT_EQ(done(on("b", {"journal", "import", file("first")}))["rows"], 0);
  EXPECT_EQ(done(of_meeting("b", {"counts"}))["registered"], 2);
  done(on("b", {"journal", "export", "-o", file("back")}));
  enter("a", "Zane", "Egle");
  const auto news =
      done(on("a", {"journal", "export", "-o", file("news"), "--since", file("back")}));
  EXPECT_EQ(news["rows"], 2) << "another kiosk's file tells what that one holds";
  expect_verified("b");
}

TEST_F(Kiosks, ADamagedFileIsRefusedAndHarmsNothing) {
  begin();
  join("B", "b");
  enter("a", "Ilze", "Ozola");
  done(on("a", {"journal", "export", "-o", file("stick")}));
  std::string bytes = fakes::read_bytes(file("stick"));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  std::ofstream(file("changed"), std::ios::binary) << bytes;
  std::ofstream(file("cut"), std::ios::binary) << bytes.substr(0, bytes.size() / 3);
  for (const char* broken : {"changed", "cut"}) {
    // A wrong passphrase and a changed first part cannot be told apart.
    EXPECT_EQ(on("b", {"journal", "import", file(broken)}).status, 6) << broken;
    expect_verified("b");
  }
  EXPECT_EQ(done(on("b", {"journal", "import", file("stick")}))["refused"].size(), 0U);
}

TEST_F(Kiosks, ConflictsOfEveryKindAreListedAlikeAndSettledForAll) {
  begin();
  const auto person = enter("a", "Ilze", "Ozola");
  join("B", "b");
  scan_on("a", person["code"], "09:00");
  scan_on("b", person["code"], "09:05");
  enter("a", "Anna", "Kalna");
  enter("b", "Anna", "Kalna");
  const std::string number = person["number"];
  done(of_meeting("a", {"attendee", "edit", number, "--town", "Linz", "--country", "AT"}));
  done(of_meeting("b", {"attendee", "edit", number, "--town", "Turku", "--country", "FI"}));
  carry("a", "b");
  carry("b", "a");
  const auto list = done(of_meeting("a", {"conflicts"}));
  EXPECT_EQ(list, done(of_meeting("b", {"conflicts"})));
  std::vector<std::string> kinds;
  for (const auto& one : list) {
    kinds.push_back(one["what"]);
    EXPECT_EQ(one["sides"].size(), 2U) << one;
    EXPECT_NE(one["sides"][0]["kiosk"], one["sides"][1]["kiosk"]) << one;
  }
  EXPECT_THAT(kinds, testing::ElementsAre("admitted_twice", "registered_twice", "edited_twice",
                                          "edited_twice"));
  const std::string id = list[0]["conflict"];
  done(of_meeting("b", {"conflicts", "settle", id, "--how", "one person, seen by both"}));
  carry("b", "a");
  EXPECT_EQ(done(of_meeting("a", {"conflicts"})).size(), 3U);
  const auto all = done(of_meeting("a", {"conflicts", "--all"}));
  ASSERT_EQ(all.size(), 4U) << "none is dropped";
  EXPECT_EQ(all[0]["settled"], "one person, seen by both");
  EXPECT_EQ(of_meeting("a", {"conflicts", "settle", "NOSUCH", "--how", "x"}).status, 3);
}

TEST_F(Kiosks, MorePeopleThanPlacesIsTold) {
  std::string toml = fakes::read_bytes(test::sample_file());
  const std::string capacity = "capacity = 25                        # people inside at once";
  toml.replace(toml.find(capacity), capacity.size(), "capacity = 1");
  std::ofstream(file("small.toml")) << toml;
  done(on("a", {"meeting", "add", file("small.toml")}));
  std::vector<std::string> codes;
  for (const char* family : {"Ozola", "Kalna"}) {
    codes.push_back(done(of_meeting(
        "a", {"register", "--given", "Ilze", "--family", family, "--town", "Daugavpils",
              "--country", "LV", "--kind", "local", "--session", "integration"}))["code"]);
  }
  join("B", "b");
  const auto into_room = [&](const std::string& kiosk, const std::string& code,
                             const std::string& when) {
    return done(of_meeting(kiosk, {"scan", code, "--checkpoint", "room-201", "--at",
                                   "2019-03-12T" + when}))["verdict"];
  };
  EXPECT_EQ(into_room("a", codes[0], "14:01"), "admitted");
  EXPECT_EQ(into_room("b", codes[1], "14:02"), "admitted");
  carry("b", "a");
  const auto list = done(of_meeting("a", {"conflicts"}));
  ASSERT_EQ(list.size(), 1U) << list;
  EXPECT_EQ(list[0]["what"], "over_capacity");
  EXPECT_EQ(list[0]["checkpoint"], "room-201");
  ASSERT_EQ(list[0]["sides"].size(), 2U) << list;
  EXPECT_EQ(list[0]["sides"][0]["kiosk"], "A") << "who had the last place";
  EXPECT_EQ(list[0]["sides"][1]["kiosk"], "B") << "who came in beyond the places";
}

TEST_F(Kiosks, ALostKioskIsLeftOut) {
  begin();
  join("B", "b");
  const auto person = enter("b", "Ilze", "Ozola");
  carry("b", "a");
  done(on("a", {"kiosk", "leave-out", "B"}));
  enter("b", "Anna", "Kalna");
  done(on("b", {"journal", "export", "-o", file("stick")}));
  const auto later = on("a", {"journal", "import", file("stick")}).json();
  EXPECT_EQ(later["rows"], 0);
  ASSERT_EQ(later["refused"].size(), 1U);
  EXPECT_EQ(scan_on("a", person["code"], "09:00")["verdict"], "admitted");
  EXPECT_EQ(on("a", {"kiosk", "leave-out", "A"}).status, 3);
  EXPECT_EQ(on("a", {"kiosk", "leave-out", "X"}).status, 3);
}

TEST_F(Kiosks, AKioskRestoredFromItsBackupGoesOnWithNewNumbersAndIsBelieved) {
  begin();
  join("B", "b");
  done(on("b", {"backup", file("b.backup")}));
  const auto lost = enter("b", "Ilze", "Ozola");
  carry("b", "a");
  std::filesystem::remove_all(file("b"));
  done(on("b", {"restore", file("b.backup")}));
  const auto next = enter("b", "Anna", "Kalna");
  EXPECT_NE(next["number"], lost["number"]);
  EXPECT_EQ(next["number"].get<std::string>().substr(0, 2), "B-");
  EXPECT_TRUE(carry("b", "a")["refused"].empty());
  EXPECT_TRUE(carry("a", "b")["refused"].empty());
  for (const char* kiosk : {"a", "b"}) {
    EXPECT_EQ(done(of_meeting(kiosk, {"counts"}))["registered"], 2) << kiosk;
    expect_verified(kiosk);
  }
  EXPECT_EQ(on("b", {"kiosk", "enrol", "--letter", "C", "-o", file("c")}).status, 3)
      << "what joined stays one that joined";
}

}  // namespace
