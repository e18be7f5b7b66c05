// `scan`, `scan -`, `undo`, `checkout`, `counts` and `conflicts`.
#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::Conversation;
using test::kMeeting;
using test::ordered_json;

class Scan : public test::KioskctlTest {
 protected:
  Scan() {
    add_meeting();
    resident = register_local("Anna", "Ozola")["code"];
    guest = register_guest("Sven", "Åberg")["code"];
  }

  [[nodiscard]] std::vector<std::string> stream() const {
    return {"scan", "-", "--meeting", kMeeting, "--data", data(), "--json"};
  }

  static std::string line(const std::string& text, const std::string& when,
                          const std::string& nonce = {}) {
    ordered_json json = {{"text", text}, {"checkpoint", "door"}, {"at", "2019-03-12T" + when}};
    if (!nonce.empty()) json["nonce"] = nonce;
    return json.dump() + "\n";
  }

  std::string resident;
  std::string guest;
};

TEST_F(Scan, AnswerHasTheKeysOfTheContractInOrder) {
  const auto json = scan(resident, "09:02:11");
  auto names = keys(json);
  names.resize(11);
  EXPECT_EQ(names,
            (std::vector<std::string>{"verdict", "recorded", "forced", "nonce", "at", "checkpoint",
                                      "attendee", "first", "questions", "conflict", "message"}));
  EXPECT_EQ(keys(json["attendee"]),
            (std::vector<std::string>{"id", "number", "given_name", "family_name", "town",
                                      "country", "kind"}));
  EXPECT_EQ(json["verdict"], "admitted");
  EXPECT_EQ(json["recorded"], true);
  EXPECT_EQ(json["at"], "2019-03-12T09:02:11+02:00");
  EXPECT_FALSE(json["nonce"].get<std::string>().empty());
  EXPECT_FALSE(json["message"].get<std::string>().empty());
}

TEST_F(Scan, SecondScanTellsWhereTheFirstWas) {
  scan(resident, "09:02");
  const auto json = done(at({"scan", resident, "--checkpoint", "door", "--at",
                             "2019-03-12T07:05:00Z", "--language", "en"}));
  EXPECT_EQ(json["verdict"], "already");
  EXPECT_EQ(json["recorded"], false);
  EXPECT_EQ(
      json["first"],
      ordered_json({{"at", "2019-03-12T09:02:00+02:00"}, {"kiosk", "A"}, {"checkpoint", "door"}}));
  EXPECT_EQ(json["message"], "This badge was already used: 09:02 (Door, kiosk A).");
}

TEST_F(Scan, RefusedScanIsDoneAndTellsNobodysName) {
  EXPECT_TRUE(scan("who is this", "09:00")["attendee"].is_null());
  std::string forged = resident;
  forged.back() = forged.back() == '0' ? '1' : '0';
  const auto json = scan(forged, "09:00");
  EXPECT_EQ(json["verdict"], "forged");
  EXPECT_TRUE(json["attendee"].is_null());
  EXPECT_TRUE(json["first"].is_null());
}

TEST_F(Scan, QuestionIsAskedUntilItIsAnswered) {
  const auto asked = scan(guest, "12:00", "lunch");
  EXPECT_EQ(asked["verdict"], "needs_answer");
  ASSERT_EQ(asked["questions"].size(), 1U);
  EXPECT_EQ(keys(asked["questions"][0]),
            (std::vector<std::string>{"id", "text", "choices", "required"}));
  const auto json = done(at({"scan", "--answer", "meal=fish", guest, "--checkpoint", "lunch",
                             "--at", "2019-03-12T12:01"}));
  EXPECT_EQ(json["verdict"], "admitted") << json;
  expect_mistake(at({"scan", guest, "--checkpoint", "lunch", "--answer", "fish"}), "answer");
}

TEST_F(Scan, MessageIsInTheAttendeesLanguageUnlessOneIsAsked) {
  done(at({"attendee", "edit", "A-2", "--language", "en"}));
  EXPECT_EQ(scan(guest, "09:00")["message"], "Welcome. Please go in.");
  EXPECT_NE(scan(resident, "09:00")["message"], "Welcome. Please go in.");
}

TEST_F(Scan, RetriedNonceCountsOnce) {
  const std::vector<std::string> once = {"scan",    resident, "--checkpoint", "door",
                                         "--nonce", "n-1",    "--at",         "2019-03-12T09:00"};
  EXPECT_EQ(done(at(once))["repeated"], false);
  const auto again = done(at(once));
  EXPECT_EQ(again["verdict"], "admitted");
  EXPECT_EQ(again["repeated"], true);
  EXPECT_EQ(done(at({"counts"}))["present"], 1);
}

TEST_F(Scan, ForceAdmitsAndIsMarked) {
  const auto json =
      done(at({"scan", resident, "--checkpoint", "door", "--at", "2019-03-12T23:00", "--force"}));
  EXPECT_EQ(json["verdict"], "admitted");
  EXPECT_EQ(json["forced"], true);
}

TEST_F(Scan, WrongCheckpointTimeAndMeetingAreBadInput) {
  expect_mistake(at({"scan", resident, "--checkpoint", "roof"}), "checkpoint");
  expect_mistake(at({"scan", resident, "--checkpoint", "door", "--at", "2019-02-30T09:00"}), "at");
  expect_mistake(at({"scan", std::string(5000, 'K'), "--checkpoint", "door"}), "text");
  expect_mistake(at({"scan", resident, "--checkpoint", "door", "--nonce", "\xff"}), "nonce");
  EXPECT_EQ(run({"scan", resident, "--meeting", "nowhere", "--checkpoint", "door"}).status, 3);
  EXPECT_EQ(at({"scan", resident}).status, 2);
}

TEST_F(Scan, StreamAnswersEachLineBeforeTheNext) {
  Conversation desk(stream(), file("stderr"));
  desk.say(line(resident, "09:00"));
  EXPECT_EQ(ordered_json::parse(desk.hear())["verdict"], "admitted");
  desk.say(line(resident, "09:01"));
  EXPECT_EQ(ordered_json::parse(desk.hear())["verdict"], "already");
  desk.hang_up();
  EXPECT_EQ(desk.wait(), 0);
}

TEST_F(Scan, StreamGoesOnAfterABadLineAndEndsWithThree) {
  const std::string lines =
      line(resident, "09:00") + "not json\n" + "{\"text\":1}\n" + "\xff\xfe\n" + "\n" + "[]\n" +
      R"({"text":"x","checkpoint":"roof"})" + "\n" +
      R"({"text":"x","checkpoint":"door","direction":"up","force":1,"answers":[],"nonse":"1"})" +
      "\n" + "{\"text\":\"" + std::string(100'000, 'x') + "\"}\n" + std::string(5000, '[') + "\n" +
      line(guest, "09:00");
  const Answer answer = at({"scan", "-"}, lines);
  EXPECT_EQ(answer.status, 3);
  std::istringstream answers(answer.out);
  std::string text;
  std::vector<ordered_json> all;
  while (std::getline(answers, text)) all.push_back(ordered_json::parse(text));
  ASSERT_EQ(all.size(), 11U);
  EXPECT_EQ(all.front()["verdict"], "admitted");
  EXPECT_EQ(all.back()["verdict"], "admitted");
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    EXPECT_TRUE(all[i].contains("error")) << all[i];
    EXPECT_EQ(all[i]["line"], i + 1);
  }
  EXPECT_EQ(all[7]["mistakes"].size(), 4U) << all[7];
  EXPECT_EQ(done(at({"counts"}))["present"], 2);
}

TEST_F(Scan, StreamTakesDefaultsFromTheCommandLine) {
  const Answer answer = at({"scan", "-", "--checkpoint", "door", "--language", "en"},
                           R"({"text":"A-0001","at":"2019-03-12T09:00","nonce":null})");
  EXPECT_EQ(answer.json()["message"], "Welcome. Please go in.") << answer.err;
}

TEST_F(Scan, WhatWasAnsweredOutlivesAKill) {
  {
    Conversation desk(stream(), file("stderr"));
    desk.say(line(resident, "09:00", "kept"));
    ASSERT_EQ(ordered_json::parse(desk.hear())["verdict"], "admitted");
    desk.kill();
  }
  EXPECT_EQ(scan(resident, "09:01")["verdict"], "already");
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(Scan, TwoStreamsNeverBothAdmitOnePerson) {
  Conversation one(stream(), file("one"));
  Conversation other(stream(), file("other"));
  int admitted = 0;
  for (int i = 0; i < 20; ++i) {
    one.say(line(resident, "09:00"));
    other.say(line(resident, "09:00"));
  }
  for (int i = 0; i < 20; ++i) {
    for (Conversation* desk : {&one, &other}) {
      if (ordered_json::parse(desk->hear())["verdict"] == "admitted") ++admitted;
    }
  }
  EXPECT_EQ(admitted, 1);
}

TEST_F(Scan, UndoKeepsTheScanAndFreesThePerson) {
  const auto first = scan(resident, "09:00");
  const auto json = done(at({"undo", first["nonce"], "--by", "desk 1", "--why", "wrong person"}));
  EXPECT_EQ(json["undone"], true);
  EXPECT_EQ(json["undone_by"], "desk 1");
  EXPECT_EQ(done(at({"counts"}))["present"], 0);
  EXPECT_EQ(scan(resident, "09:05")["verdict"], "admitted");
  expect_mistake(at({"undo", first["nonce"], "--by", "x", "--why", "again"}), "nonce");
  expect_mistake(at({"undo", "never", "--by", "x", "--why", "y"}), "nonce");
}

TEST_F(Scan, LateUndoNeedsAnOrganisersPin) {
  const std::string nonce = scan(resident, "09:00")["nonce"];
  const std::vector<std::string> late = {"undo",  nonce, "--by", "x",
                                         "--why", "y",   "--at", "2019-03-12T11:00"};
  EXPECT_EQ(at(late).status, 6);
  auto as_organiser = late;
  as_organiser.insert(as_organiser.end(), {"--as", "organiser"});
  EXPECT_EQ(at(as_organiser, "1357\n").status, 6);
  done(run({"pin", "set", "--role", "organiser"}, "1357\n"));
  EXPECT_EQ(at(as_organiser, "2468\n").status, 6);
  EXPECT_EQ(at(as_organiser, "1357\n").status, 0);
  EXPECT_EQ(done(at({"counts"}))["present"], 0);
}

TEST_F(Scan, CheckoutRecordsAnExitForEverybodyInside) {
  scan(resident, "09:00");
  scan(guest, "09:00");
  const std::vector<std::string> words = {"checkout", "--checkpoint", "door", "--at",
                                          "2019-03-12T20:00"};
  EXPECT_EQ(done(at(words))["exited"], 2);
  EXPECT_EQ(done(at(words))["exited"], 0);
  const auto counts = done(at({"counts"}));
  EXPECT_EQ(counts["inside"], 0);
  EXPECT_EQ(counts["present"], 2);
}

TEST_F(Scan, CountsArePeopleByWhatIsAsked) {
  scan(resident, "09:00");
  const auto total = done(at({"counts"}));
  EXPECT_EQ(total, ordered_json::parse(R"({"registered":2,"present":1,"inside":1,"rows":[]})"));
  const auto by = done(at({"counts", "--by", "country"}));
  EXPECT_EQ(by["rows"], ordered_json::parse(R"([{"country":"LV","registered":1,"present":1},
                                                {"country":"SE","registered":1,"present":0}])"));
  const auto both = done(at({"counts", "--by", "kind", "--by", "country", "--inside"}));
  ASSERT_EQ(both["rows"].size(), 2U);
  EXPECT_EQ(keys(both["rows"][0]),
            (std::vector<std::string>{"kind", "country", "registered", "present", "inside"}));
}

TEST_F(Scan, ATimeThatIsNoneIsRefusedWhereverItIsGiven) {
  const auto nonce = scan(resident, "09:00")["nonce"].get<std::string>();
  for (const char* wrong : {"", "yesterday", "2019-03-31T03:30", "2019-03-31 03:00:00"}) {
    expect_mistake(at({"scan", guest, "--checkpoint", "door", "--at", wrong}), "at");
    expect_mistake(at({"checkout", "--checkpoint", "door", "--at", wrong}), "at");
    expect_mistake(at({"undo", nonce, "--by", "desk", "--why", "x", "--at", wrong}), "at");
    expect_mistake(at({"counts", "--at", wrong}), "at");
    expect_mistake(run({"retention", "run", "--dry-run", "--at", wrong}), "at");
  }
  EXPECT_EQ(at({"counts", "--at", "2019-03-31T04:00"}).status, 0);
  EXPECT_EQ(at({"counts", "--at", "2019-03-31T03:30+02:00"}).status, 0);
  const auto line = at({"scan", "-", "--checkpoint", "door"}, R"({"text":"A-1","at":""})"
                                                              "\n");
  EXPECT_EQ(line.status, 3) << line.out;
  EXPECT_EQ(done(at({"counts"}))["inside"], 1);
}

TEST_F(Scan, AnUndoingThatLiesBeforeItsScanIsRefused) {
  const auto nonce = scan(resident, "09:00")["nonce"].get<std::string>();
  const auto undo = [&](const std::string& when) {
    return at({"undo", nonce, "--by", "desk", "--why", "wrong person", "--at", when});
  };
  expect_mistake(undo("2019-03-12T08:59"), "at");
  EXPECT_EQ(done(at({"counts"}))["present"], 1);
  EXPECT_EQ(undo("2019-03-12T09:00").status, 0);
}

TEST_F(Scan, ACheckpointThatIsNoneIsToldWhichThereAre) {
  const auto wrong = at({"scan", resident, "--checkpoint", "Ozola"});
  expect_mistake(wrong, "checkpoint");
  EXPECT_NE(wrong.err.find("door, room-201, lunch"), std::string::npos) << wrong.err;
  EXPECT_EQ(wrong.err.find("Ozola"), std::string::npos);
  expect_mistake(at({"checkout", "--checkpoint", "Ozola"}), "checkpoint");
}

TEST_F(Scan, OneQuestionHasOneAnswer) {
  expect_mistake(at({"scan", resident, "--checkpoint", "door", "--at", "2019-03-12T09:00",
                     "--answer", "meal=fish", "--answer", "meal=meat"}),
                 "answer");
  EXPECT_EQ(done(at({"counts"}))["present"], 0);
}

TEST_F(Scan, InsideIsNowAndNotOfADay) {
  scan(resident, "09:00");
  for (const auto& by : {std::vector<std::string>{"--by", "day"},
                         {"--by", "country", "--by", "day"},
                         {"--by", "arrival"}}) {
    std::vector<std::string> words = {"counts", "--inside"};
    words.insert(words.end(), by.begin(), by.end());
    const auto json = done(at(words));
    EXPECT_EQ(json["inside"], 1);
    ASSERT_FALSE(json["rows"].empty());
    for (const auto& row : json["rows"]) EXPECT_FALSE(row.contains("inside")) << row;
  }
  EXPECT_EQ(done(at({"counts", "--inside", "--by", "checkpoint"}))["rows"][0]["inside"], 1);
}

TEST_F(Scan, OneKioskHasNoConflicts) {
  scan(resident, "09:00");
  done(at({"scan", resident, "--checkpoint", "door", "--at", "2019-03-12T10:00", "--force"}));
  EXPECT_EQ(done(at({"conflicts"})), ordered_json::array());
}

TEST_F(Scan, CountsTellWhatTheGrantStillLacks) {
  register_guest("Sven", "Åberg");
  register_local("Anna", "Ozola");
  scan("A-1", "09:00");
  scan("A-2", "09:01");
  const auto early = at({"counts", "--thresholds", "--at", "2019-03-12T10:00"});
  const auto json = done(early);
  EXPECT_EQ(json["last_day"], false);
  EXPECT_EQ(json["thresholds"][1]["text"], "invited 1 of 25");
  EXPECT_EQ(json["thresholds"][1]["missing"], 24);
  EXPECT_EQ(json["thresholds"][2]["reached"], 50);
  EXPECT_EQ(json["thresholds"][3]["name"], "countries");
  EXPECT_EQ(json["thresholds"][3]["reached"], 2);
  EXPECT_EQ(early.err, "");
  const auto late = at({"counts", "--thresholds", "--at", "2019-03-14T10:00"});
  EXPECT_EQ(done(late)["last_day"], true);
  EXPECT_NE(late.err.find("last day"), std::string::npos);
  EXPECT_NE(late.err.find("invited 1 of 25"), std::string::npos);
  EXPECT_EQ(late.err.find("invited_percent"), std::string::npos);
}

}  // namespace
