// Erasing, retention, backup and restore from the command line.
#include <cstdlib>
#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>

#include "cli/kioskctl.h"
#include "db/copies.h"

namespace {

using test::KioskctlTest;

class Care : public KioskctlTest {
 protected:
  void SetUp() override {
    ::setenv("KIOSK_PASSPHRASE", "correct horse", 1);
    add_meeting();
    register_local("Xyzgiven", "Xyzfamily");
    register_local("Anna", "Ozola");
  }
  void TearDown() override { ::unsetenv("KIOSK_PASSPHRASE"); }
};

TEST_F(Care, EraseLeavesCountsAndAGoodChain) {
  scan("A-0001", "09:00");
  const auto before = done(at({"counts", "--by", "country"}));
  const auto json = done(at({"erase", "A-0001"}));
  EXPECT_EQ(json["erased"], true);
  EXPECT_EQ(json["number"], "A-0001");
  EXPECT_EQ(done(at({"counts", "--by", "country"})), before);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
  EXPECT_EQ(done(at({"attendee", "show", "A-0001"}))["status"], "erased");
  EXPECT_EQ(done(at({"search", "xyzfam"})).size(), 0U);
  done(run({"rebuild"}));
  EXPECT_EQ(done(at({"counts", "--by", "country"})), before);
  EXPECT_EQ(at({"erase", "A-0099"}).status, 3);
}

TEST_F(Care, AnExtractIsWrittenToAFile) {
  const auto json = done(at({"attendee", "extract", "A-0001", "-o", file("extract.json")}));
  EXPECT_EQ(json["file"], file("extract.json"));
  const auto text = fakes::read_bytes(file("extract.json"));
  EXPECT_NE(text.find("Xyzfamily"), std::string::npos);
  EXPECT_EQ(text.find("Ozola"), std::string::npos);
}

TEST_F(Care, NoCommandWritesOverTheKiosksOwnFiles) {
  namespace fs = std::filesystem;
  fs::create_directory_symlink(data(), file("link"));
  fs::create_hard_link(data() + "/kiosk.db", file("twin.db"));
  const std::string key = data() + "/keys/" + test::kMeeting + ".key";
  const std::string before = fakes::read_bytes(key);
  ASSERT_FALSE(before.empty());
  for (const std::string& own :
       {data() + "/kiosk.db", data() + "/kiosk.db-wal", data() + "/keys/../kiosk.toml",
        file("link") + "/kiosk.db", file("twin.db"), key, data() + "/erased.list",
        data() + "/keys/new.key"}) {
    expect_mistake(at({"export", "attendees", "--format", "csv", "-o", own}), "output");
    expect_mistake(run({"backup", own}), "file");
    expect_mistake(run({"journal", "export", "-o", own}), "output");
    expect_mistake(run({"kiosk", "enrol", "--letter", "B", "-o", own}), "output");
    expect_mistake(run({"meeting", "export", test::kMeeting, "-o", own}), "output");
    expect_mistake(at({"report", "publication", "-o", own}), "output");
    expect_mistake(at({"report", "certificates", "-o", own}), "output");
    expect_mistake(at({"badge", "render", "--all", "-o", own}), "output");
    expect_mistake(at({"attendee", "extract", "A-0001", "-o", own}), "out");
  }
  expect_mistake(at({"badge", "invitations", "-o", data() + "/keys"}), "out");
  EXPECT_EQ(fakes::read_bytes(key), before);
  EXPECT_FALSE(fs::exists(data() + "/kiosk.toml"));
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
  EXPECT_EQ(at({"export", "attendees", "--format", "csv", "-o", data() + "/mine.csv"}).status, 0);
}

TEST_F(Care, ACertificateOfWhoWasErasedIsRefusedForThatReason) {
  const auto refused = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"-o", file("papers.pdf")});
    const auto answer = at(words);
    EXPECT_EQ(answer.status, 3);
    return answer.json()["error"].get<std::string>();
  };
  const std::vector<std::string> of_all = {"report", "certificates"};
  const std::vector<std::string> of_one = {"report", "certificates", "--attendee", "A-0001"};
  EXPECT_EQ(refused(of_all), "Nobody was checked in on any day.");
  EXPECT_EQ(refused(of_one), "This person was not checked in on any day.");
  scan("A-0001", "09:00");
  scan("A-0002", "09:00");
  done(at({"erase", "A-0001"}));
  EXPECT_EQ(refused(of_one), "This person's name is erased.");
  done(at({"erase", "A-0002"}));
  EXPECT_EQ(refused(of_all), "The names of all who were checked in are erased.");
}

TEST_F(Care, RetentionRunsAtAMomentAndCountsInADryRun) {
  const auto dry = done(run({"retention", "run", "--at", "2024-10-16T09:00", "--dry-run"}));
  EXPECT_EQ(dry["meetings"][0]["people"], 2);
  EXPECT_EQ(done(run({"retention", "run", "--at", "2024-10-16T09:00"}))["meetings"][0]["people"],
            2);
  EXPECT_EQ(done(run({"retention", "run", "--at", "2024-10-17T09:00"}))["meetings"][0]["people"],
            0);
  EXPECT_EQ(done(at({"counts"}))["registered"], 2);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(Care, VerifyProvesThatNothingChangedSinceAnExport) {
  done(at({"export", "attendees", "--format", "csv", "-o", file("people.csv")}));
  auto json = done(run({"verify", "--export", file("people.csv")}));
  EXPECT_EQ(json["ok"], true);
  EXPECT_EQ(json["export"]["unchanged"], true);
  EXPECT_TRUE(json["export"]["since"].empty());
  register_local("Later", "Guest");
  done(at({"erase", "A-0001"}));
  const auto later = run({"verify", "--export", file("people.csv")});
  json = done(later);
  EXPECT_EQ(json["ok"], true) << "what is added or erased breaks nothing";
  EXPECT_EQ(json["export"]["since"]["attendee_registered"], 1);
  EXPECT_EQ(json["export"]["since"]["attendee_erased"], 1);
  EXPECT_NE(later.err.find("a person was erased"), std::string::npos) << later.err;
}

TEST_F(Care, VerifyTellsAnExportThatWasChangedAndAJournalThatWas) {
  done(at({"export", "attendees", "--format", "csv", "-o", file("people.csv")}));
  const std::string was = fakes::read_bytes(file("people.csv"));
  fakes::write_bytes(file("people.csv"), was + "A-0003,Somebody\r\n");
  auto told = run({"verify", "--export", file("people.csv")});
  EXPECT_EQ(told.status, 4);
  EXPECT_NE(told.err.find("is not what was exported"), std::string::npos) << told.err;
  fakes::write_bytes(file("people.csv"), was);
  {
    SQLite::Database database(data() + "/kiosk.db", SQLite::OPEN_READWRITE, 5000);
    database.exec("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)");
  }
  told = run({"verify", "--export", file("people.csv")});
  EXPECT_EQ(told.status, 4);
  EXPECT_NE(told.err.find("changed or removed"), std::string::npos) << told.err;
  EXPECT_EQ(run({"verify", "--export", file("nowhere.csv")}).status, 3);
}

TEST_F(Care, ABackupSealsTheDailyCopiesWhereThatIsAsked) {
  EXPECT_EQ(done(run({"backup", file("a.backup")}))["copies"], "open");
  ASSERT_TRUE(db::write_daily_copy(data(), *core::parse_day("2019-03-12"), 7));
  const std::string copy = data() + "/backups/daily-2019-03-12";
  EXPECT_EQ(done(run({"backup", file("b.backup"), "--copies", "sealed"}))["copies"], "sealed");
  EXPECT_FALSE(std::filesystem::exists(copy + ".db"));
  EXPECT_EQ(done(run({"backup", file("c.backup")}))["copies"], "sealed") << "as they were";
  EXPECT_EQ(done(run({"restore", copy + ".backup"}))["restored"], true);
  EXPECT_EQ(done(run({"backup", file("d.backup"), "--copies", "open"}))["copies"], "open");
  EXPECT_EQ(run({"backup", file("e.backup"), "--copies", "somehow"}).status, 2);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(Care, BackupAndRestore) {
  EXPECT_EQ(done(run({"backup", file("kiosk.backup")}))["verified"], true);
  register_local("Later", "Guest");
  const auto json = done(run({"restore", file("kiosk.backup")}));
  EXPECT_EQ(json["restored"], true);
  EXPECT_EQ(json["salvaged_rows"], 2);
  EXPECT_EQ(done(at({"counts"}))["registered"], 3);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
  ::setenv("KIOSK_PASSPHRASE", "wrong", 1);
  EXPECT_EQ(run({"restore", file("kiosk.backup")}).status, 6);
  EXPECT_EQ(run({"restore", file("nowhere")}).status, 3);
}

}  // namespace
