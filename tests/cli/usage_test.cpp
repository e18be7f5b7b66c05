// Help, wrong usage, and how documents are written.
#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::ordered_json;

class Usage : public test::KioskctlTest {};

const std::vector<std::vector<std::string>> kCommands = {{},
                                                         {"meeting"},
                                                         {"meeting", "add"},
                                                         {"meeting", "check"},
                                                         {"meeting", "list"},
                                                         {"meeting", "show"},
                                                         {"meeting", "export"},
                                                         {"register"},
                                                         {"attendee"},
                                                         {"attendee", "show"},
                                                         {"attendee", "edit"},
                                                         {"attendee", "cancel"},
                                                         {"attendee", "merge"},
                                                         {"duplicates"},
                                                         {"search"},
                                                         {"badge"},
                                                         {"badge", "revoke"},
                                                         {"badge", "reissue"},
                                                         {"badge", "render"},
                                                         {"badge", "print"},
                                                         {"scan"},
                                                         {"undo"},
                                                         {"checkout"},
                                                         {"counts"},
                                                         {"conflicts"},
                                                         {"export"},
                                                         {"pin"},
                                                         {"pin", "set"},
                                                         {"pin", "check"},
                                                         {"verify"},
                                                         {"rebuild"}};

TEST_F(Usage, HelpOnEveryLevelShowsAnExample) {
  for (std::vector<std::string> words : kCommands) {
    words.emplace_back("--help");
    const Answer answer = run_bare(words);
    EXPECT_EQ(answer.status, 0) << words.front();
    EXPECT_NE(answer.out.find("Example:\n  kioskctl"), std::string::npos) << answer.out;
  }
}

TEST_F(Usage, WrongUsageIsTwo) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"meeting"},
      {"dance"},
      {"meeting", "list", "--nonsense"},
      {"register", "--meeting", "m"},
      {"register", "--meeting", "m", "--given", "A", "--family", "B", "--town", "C", "--country",
       "LV", "--kind", "visitor"},
      {"scan", "A-1"},
      {"scan", "A-1", "--meeting", "m", "--checkpoint", "door", "--direction", "up"},
      {"counts", "--meeting", "m", "--by", "nationality"},
      {"export", "attendance", "--meeting", "m", "--format", "docx", "-o", "-"},
      {"pin", "set", "--role", "attendee"}};
  for (const auto& words : wrong) {
    const Answer answer = run(words);
    EXPECT_EQ(answer.status, 2) << answer.err;
    EXPECT_EQ(keys(answer.json()), (std::vector<std::string>{"error", "next_step", "mistakes"}))
        << answer.out;
    EXPECT_NE(answer.err, "");
  }
}

TEST_F(Usage, WithoutJsonWrongUsageWritesNoDocument) {
  const Answer answer = run_bare({"meeting", "list", "--nonsense", "--data", data()});
  EXPECT_EQ(answer.status, 2);
  EXPECT_EQ(answer.out, "");
  EXPECT_NE(answer.err.find("--nonsense: there is no such option"), std::string::npos)
      << answer.err;
}

TEST_F(Usage, WhatWasTypedIsNotRepeated) {
  const std::vector<std::vector<std::string>> wrong = {
      {"register", "--meeting", "m", "--given", "Anna", "Marija", "--family", "Ozola", "--town",
       "Daugavpils", "--country", "LV", "--kind", "local"},
      {"attendee", "edit", "A-0001", "--email", "anna@x.lv", "Marija", "--meeting", "m"},
      {"attendee", "show", "A-0001", "K1Marija", "--meeting", "m"},
      {"attendee", "show", "A-0001", "-Marija", "--meeting", "m"},
      {"attendee", "show", "A-0001", "--Marija", "--meeting", "m"},
      {"attendee", "show", "A-0001", "--famly=Marija", "--meeting", "m"},
      {"attendee", "show", "--meeting", "m", "--", "A-0001", "--marija"},
      {"Marija"},
      {"attendee", "Marija"},
      {"attendee", "edit", "A-0001", "--kind", "Marija", "--meeting", "m"},
      {"attendee", "edit", "A-0001", "--photo-opt-out=Marija", "--meeting", "m"},
      {"search", "ozol", "--meeting", "m", "--limit", "Marija"},
      {"search", "ozol", "--meeting", "m", "--meeting", "Marija"},
      {"simulate", "--hub", "x", "--folder", "y", "--kiosks", "Marija"},
      {"counts", "--meeting", "m", "--by", "Marija"}};
  for (const auto& words : wrong) {
    const Answer answer = run(words);
    EXPECT_EQ(answer.status, 2) << answer.err;
    const std::string told = answer.out + answer.err;
    EXPECT_EQ(told.find("arija"), std::string::npos) << told;
    EXPECT_FALSE(answer.json()["mistakes"].empty()) << told;
  }
}

TEST_F(Usage, ItIsToldWhichWordOrOptionIsWrongAndWhatIsExpected) {
  const auto mistake = [&](const std::vector<std::string>& words) {
    const auto json = run(words).json()["mistakes"][0];
    return json["field"].get<std::string>() + ": " + json["message"].get<std::string>();
  };
  EXPECT_EQ(mistake({"attendee", "show", "Anna", "Anna", "--meeting", "m"}).substr(0, 25),
            "word 4: was not expected;");
  EXPECT_EQ(mistake({"attendee", "edit", "--given", "Anna", "A-1", "Anna", "--meeting", "m"})
                .substr(0, 7),
            "word 6:");
  EXPECT_EQ(mistake({"attendee", "show", "A-1", "--famly=X", "--meeting", "m"}),
            "--famly: there is no such option");
  EXPECT_EQ(mistake({"attendee", "edit", "A-1", "--kind", "X", "--meeting", "m"}),
            "--kind: expected {invited,local,team}");
  EXPECT_EQ(mistake({"search", "ozol", "--limit", "X", "--meeting", "m"}),
            "--limit: expected INT in [1 - 10000]");
  EXPECT_EQ(mistake({"counts"}), ": --meeting is required");
}

TEST_F(Usage, OptionsStandBeforeOrAfterTheCommand) {
  const Answer before = run_bare({"--json", "--data", data(), "meeting", "list"});
  const Answer between = run_bare({"meeting", "--data", data(), "list", "--json"});
  EXPECT_EQ(before.out, "[]\n") << before.err;
  EXPECT_EQ(between.out, "[]\n") << between.err;
}

TEST_F(Usage, WithoutJsonTheSameDocumentIsIndented) {
  add_meeting();
  const Answer indented = run_bare({"meeting", "list", "--data", data()});
  const Answer compact = run({"meeting", "list"});
  EXPECT_NE(indented.out, compact.out);
  EXPECT_EQ(indented.json(), compact.json());
  EXPECT_EQ(std::count(compact.out.begin(), compact.out.end(), '\n'), 1);
}

TEST_F(Usage, DataFolderComesFromTheEnvironment) {
  ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
  const Answer answer = run_bare({"meeting", "list"});
  ::unsetenv("XDG_DATA_HOME");
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "kiosk" / "kiosk.db"));
}

TEST_F(Usage, NoDatabaseIsStorageFailed) {
  std::filesystem::create_directories(data());
  fakes::write_bytes(data() + "/kiosk.db", "This is a shopping list, not a database. Eggs, milk.");
  const Answer answer = run({"meeting", "list"});
  EXPECT_EQ(answer.status, 4);
  EXPECT_NE(answer.err.find("not a kiosk database"), std::string::npos) << answer.err;
}

TEST_F(Usage, DataFolderThatIsAFileIsStorageFailed) {
  fakes::write_bytes(data(), "x");
  const Answer answer = run({"meeting", "list"});
  EXPECT_EQ(answer.status, 4) << answer.err;
}

TEST_F(Usage, FullStandardOutputIsStorageFailed) {
  const std::string command = std::string(KIOSK_BUILD_DIR "/kioskctl meeting list --data ") +
                              data() + " >/dev/full 2>/dev/null";
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 4);
}

TEST_F(Usage, ControlCharactersNeverReachTheTerminal) {
  add_meeting();
  const Answer answer = at({"attendee", "show", "\x1b[31mred\xff"});
  EXPECT_EQ(answer.status, 3);
  EXPECT_EQ(answer.err.find('\x1b'), std::string::npos);
  EXPECT_TRUE(answer.json().is_object()) << answer.out;
}

}  // namespace
