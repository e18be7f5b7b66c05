// What an organiser does with data as a whole, with a real store and real files.
#include "shell/data_worker.h"
#include "shell/verify_records.h"

#include <gmock/gmock.h>

#include <fstream>

#include "backstage.h"
#include "db/backup.h"
#include "db/copies.h"
#include "shell/care_worker.h"
#include "shell/sticks.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Organising : public test::Backstage {
 public:
  Organising() {
    fs::create_directories(stick());
    start_store();
    auto words = i18n::Catalogues::load(i18n::catalogues_folder());
    data = std::make_unique<shell::DataWorker>(
        open_store(), meeting, *words,
        [this] {
          return shell::find_sticks({folder.path() / "media"}, [](const auto&) { return true; });
        },
        [this] { return now; }, post.mailbox);
  }
  [[nodiscard]] fs::path stick() const { return folder.path() / "media" / "RED"; }
  [[nodiscard]] std::vector<std::string> on_stick() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(stick())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
  void wants(const app::Effect& effect) { ASSERT_TRUE(data->take(effect)); }
  std::unique_ptr<shell::DataWorker> data;
};

TEST(Sticks, FindsMountedFoldersThatCanBeWrittenToAndNoOthers) {
  test::TempFolder folder;
  fs::create_directories(folder.path() / "RED");
  fs::create_directories(folder.path() / "user");
  fs::create_directory_symlink("/tmp", folder.path() / "link");
  const auto found = shell::find_sticks(
      {folder.path()}, [](const fs::path& path) { return path.filename() != "user"; });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().name, "RED");
  EXPECT_TRUE(shell::find_sticks({folder.path()}).empty()) << "nothing is mounted there";
  EXPECT_TRUE(shell::is_mounted("/proc"));
}

TEST(DataWorker, ABackupOnAStickOpensAgain) {
  Organising kiosk;
  kiosk.registers();
  kiosk.wants(app::FindSticks{});
  const auto sticks = kiosk.post.wait_for<app::SticksFound>().sticks;
  ASSERT_EQ(sticks.size(), 1U);
  kiosk.wants(app::BackUp{"correct horse", sticks.front().path});
  EXPECT_GE(kiosk.post.wait_for<app::WorkProgressed>().percent, 0);
  const auto done = kiosk.post.wait_for<app::BackedUp>();
  EXPECT_EQ(fs::path(done.file).parent_path(), kiosk.stick());
  test::TempFolder elsewhere;
  const auto restored = db::restore_backup(elsewhere.path(), done.file, "correct horse");
  ASSERT_TRUE(restored) << core::describe(restored.error());
  EXPECT_TRUE(*db::last_backup(kiosk.folder.path()));
}

TEST(DataWorker, ABackupSealsTheDailyCopiesOrLeavesThemOpenAsWasChosen) {
  Organising kiosk;
  kiosk.registers();
  const auto day = *core::parse_day("2019-03-12");
  ASSERT_TRUE(db::write_daily_copy(kiosk.folder.path(), day, 7));
  const auto backed_up = [&](std::optional<bool> seal_copies) {
    kiosk.wants(app::BackUp{"correct horse", "", seal_copies});
    return kiosk.post.wait_for<app::BackedUp>();
  };
  auto done = backed_up(true);
  EXPECT_TRUE(done.copies_sealed);
  EXPECT_FALSE(done.copies_failure);
  EXPECT_EQ(fs::path(done.newest_copy).filename(), "daily-2019-03-12.backup");
  EXPECT_TRUE(backed_up(std::nullopt).copies_sealed) << "nobody said otherwise";
  done = backed_up(false);
  EXPECT_FALSE(done.copies_sealed);
  EXPECT_FALSE(done.copies_failure);
  ASSERT_TRUE(db::write_daily_copy(kiosk.folder.path(), day + std::chrono::days{1}, 7));
  EXPECT_TRUE(fs::exists(kiosk.folder.path() / "backups" / "daily-2019-03-13.db"));
}

TEST(DataWorker, ABackupOntoAStickThatIsGoneIsTold) {
  Organising kiosk;
  kiosk.wants(app::BackUp{"correct horse", (kiosk.folder.path() / "media" / "gone").string()});
  EXPECT_FALSE(kiosk.post.wait_for<app::BackupFailed>().error.what.empty());
}

TEST(DataWorker, WhatIsStoppedLeavesNothing) {
  Organising kiosk;
  kiosk.registers();
  int asked = 0;
  const auto stopped = db::write_backup(kiosk.folder.path(), kiosk.stick() / "x.backup",
                                        "correct horse", [&](int) { return ++asked < 3; });
  ASSERT_FALSE(stopped);
  EXPECT_TRUE(core::is_stopped(stopped.error()));
  EXPECT_TRUE(kiosk.on_stick().empty());
  const auto store = kiosk.open_store();
  shell::Exporter exporter(*store, kiosk.id, *i18n::Catalogues::load(i18n::catalogues_folder()));
  for (const char* what : {"attendees", "signature-sheets", "certificates"}) {
    const auto made = exporter.make({what, "en", {}}, kiosk.stick(), kiosk.now,
                                    [](int percent) { return percent < 10; });
    EXPECT_FALSE(made) << what;
  }
  EXPECT_TRUE(kiosk.on_stick().empty()) << kiosk.on_stick().front();
}

TEST(DataWorker, AnExportGoesOntoTheStickWithItsChecksum) {
  Organising kiosk;
  kiosk.registers();
  kiosk.wants(app::ExportData{"attendees", "en", kiosk.stick().string()});
  const auto done = kiosk.post.wait_for<app::Exported>();
  EXPECT_EQ(fs::path(done.file).parent_path(), kiosk.stick());
  EXPECT_EQ(kiosk.on_stick().size(), 6U) << "spreadsheet, CSV, JSON, a checksum beside each";
}

TEST(DataWorker, SignatureSheetsAreOfOneDayAndTownWhereTheyAreAskedFor) {
  Organising kiosk;
  kiosk.registers();
  const auto sheets = [&](std::optional<core::Day> day, const std::string& town) {
    kiosk.wants(app::ExportData{"signature-sheets", "en", kiosk.stick().string(), day, town});
    return fs::file_size(kiosk.post.wait_for<app::Exported>().file);
  };
  const auto all = sheets({}, {});
  EXPECT_LT(sheets(kiosk.meeting->days.front(), kiosk.meeting->place.town), all);
  kiosk.wants(app::ExportData{"signature-sheets", "en", kiosk.stick().string(), {}, "Atlantis"});
  EXPECT_FALSE(kiosk.post.wait_for<app::ExportFailed>().error.what.empty());
}

TEST(DataWorker, InvitationsAreAPictureForEachAndAListForMailMerge) {
  Organising kiosk;
  kiosk.wants(app::ExportData{"invitations", "en", kiosk.stick().string()});
  EXPECT_FALSE(kiosk.post.wait_for<app::ExportFailed>().error.what.empty()) << "nobody is there";
  const std::string first = kiosk.registers("Žanete", "Ozola").number;
  const std::string second = kiosk.registers("Ilze", "Kalna").number;
  kiosk.wants(app::ExportData{"invitations", "en", kiosk.stick().string()});
  const fs::path list = kiosk.post.wait_for<app::Exported>().file;
  EXPECT_THAT(test::read_file(list), testing::AllOf(HasSubstr("Žanete,Ozola"), HasSubstr(second)));
  for (const std::string& number : {first, second}) {
    EXPECT_THAT(test::read_file(list.parent_path() / (number + ".png")), HasSubstr("PNG"));
  }
}

TEST(DataWorker, ThePublicationIsAPageAndPlainText) {
  Organising kiosk;
  kiosk.wants(app::ExportData{"publication", "en", kiosk.stick().string()});
  fs::path page = kiosk.post.wait_for<app::Exported>().file;
  EXPECT_THAT(test::read_file(page), HasSubstr("<!DOCTYPE html>"));
  EXPECT_THAT(test::read_file(page.replace_extension(".txt")),
              HasSubstr("No attendance has been recorded yet."));
}

TEST(DataWorker, RecordsAreComparedWithEveryExportAtHand) {
  Organising kiosk;
  kiosk.registers();
  kiosk.wants(app::ExportData{"attendees", "en", kiosk.stick().string()});
  const fs::path sheet = kiosk.post.wait_for<app::Exported>().file;
  kiosk.wants(app::VerifyRecords{});
  const auto sound = kiosk.post.wait_for<app::RecordsVerified>().found;
  EXPECT_GT(sound.entries, 0);
  EXPECT_EQ(sound.exports, 3);
  EXPECT_THAT(sound.problems, testing::IsEmpty());
  std::ofstream(sheet, std::ios::app) << "one more";
  const auto store = kiosk.open_store();
  int told = 0;
  const auto found =
      shell::verify_records(*store, {kiosk.stick()}, [&](int) { return ++told > 0; });
  ASSERT_TRUE(found);
  ASSERT_EQ(found->problems.size(), 1U);
  EXPECT_THAT(found->problems.front(), HasSubstr(sheet.filename().string()));
  EXPECT_GT(told, 0);
  EXPECT_TRUE(
      core::is_stopped(shell::verify_records(*store, {}, [](int) { return false; }).error()));
}

TEST(DataWorker, RecordsThatAnExportNamesAndThatAreGoneAreTold) {
  Organising there;
  there.registers();
  there.wants(app::ExportData{"attendees", "en", there.stick().string()});
  there.post.wait_for<app::Exported>();
  Organising here;
  const auto found = shell::verify_records(*here.open_store(), {there.stick()}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->problems.size(), 3U) << "another kiosk's journal, or this one made anew";
}

TEST(DataWorker, APersonIsErasedAndTheirExtractWrittenBefore) {
  Organising kiosk;
  const std::string number = kiosk.registers("Žanete", "Ozola").number;
  kiosk.wants(app::ExtractPerson{number, kiosk.stick().string()});
  const auto extract = kiosk.post.wait_for<app::PersonExtracted>();
  EXPECT_THAT(test::read_file(extract.file), HasSubstr("Žanete"));
  kiosk.wants(app::ErasePerson{number});
  const auto erased = kiosk.post.wait_for<app::PersonErased>();
  EXPECT_EQ(erased.number, number);
  EXPECT_GT(erased.rows, 0);
  const auto store = kiosk.open_store();
  EXPECT_TRUE(store->search(kiosk.id, "Ozola", 5)->empty());
  kiosk.wants(app::ExtractPerson{"A-9999", {}});
  EXPECT_FALSE(kiosk.post.wait_for<app::DataWorkFailed>().error.what.empty());
}

TEST(DataWorker, ACertificateIsForWhoWasThere) {
  Organising kiosk;
  const auto person = kiosk.registers("Žanete", "Ozola");
  kiosk.wants(app::CertifyPerson{person.number, kiosk.stick().string()});
  EXPECT_FALSE(kiosk.post.wait_for<app::DataWorkFailed>().error.what.empty()) << "not yet";
  const auto store = kiosk.open_store();
  core::ScanCommand scan;
  scan.meeting = kiosk.id;
  scan.text = person.code;
  scan.checkpoint = kiosk.meeting->checkpoints.front().id;
  scan.at = kiosk.now;
  ASSERT_TRUE(store->scan(scan));
  kiosk.wants(app::CertifyPerson{person.number, {}});
  const fs::path file = kiosk.post.wait_for<app::PersonExtracted>().file;
  EXPECT_THAT(test::read_file(file), testing::StartsWith("%PDF"));
  kiosk.wants(app::ErasePerson{person.number});
  EXPECT_EQ(kiosk.post.wait_for<app::PersonErased>().exports, 0);
  EXPECT_FALSE(fs::exists(file)) << "it went with the person";
}

TEST(DataWorker, TellsWhatGoesOnWhichDayAndErasesWhatIsDue) {
  Organising kiosk;
  auto details = test::Desk::person("Žanete", "Ozola");
  details.email = "zanete@example.org";
  kiosk.does(app::RegisterAttendee{details, kiosk.now, app::Alike::ignore});
  kiosk.post.wait_for<app::Registered>();
  kiosk.wants(app::PlanRetention{});
  const auto planned = kiosk.post.wait_for<app::RetentionPlanned>().steps;
  ASSERT_EQ(planned.size(), 3U);
  EXPECT_EQ(planned[1].people, 1);
  ASSERT_TRUE(planned[1].day);
  EXPECT_FALSE(planned[1].due);
  kiosk.now = kiosk.meeting->zone.to_instant(*planned[1].day + std::chrono::days{1});
  kiosk.wants(app::PlanRetention{});
  EXPECT_TRUE(kiosk.post.wait_for<app::RetentionPlanned>().steps[1].due);
  kiosk.wants(app::RunRetention{});
  EXPECT_GE(kiosk.post.wait_for<app::RetentionDone>().people, 1);
  EXPECT_EQ(kiosk.open_store()->search(kiosk.id, "zanete@example.org", 5)->size(), 0U);
}

TEST(CareWorker, ErasesWhatIsDueOfEveryMeetingInTheFile) {
  test::Backstage kiosk;
  auto details = test::Desk::person("Žanete", "Ozola");
  details.email = "zanete@example.org";
  const core::MeetingId earlier{"earlier-2019"};
  std::string file = test::sample_meeting();
  file.replace(file.find(kiosk.id.text), kiosk.id.text.size(), earlier.text);
  const auto store = kiosk.open_store();
  ASSERT_TRUE(store->store_meeting(file, "earlier"));
  ASSERT_TRUE(store->register_attendee(earlier, details, std::nullopt, false));
  kiosk.now += std::chrono::days{200};
  const shell::CareWorker care(kiosk.open_store(), kiosk.meeting, false, kiosk.post.mailbox,
                               {std::chrono::milliseconds{1}, std::chrono::hours{1}});
  EXPECT_TRUE(kiosk.post.wait([](const app::Action& action) {
    const auto* news = action.get<app::CareChanged>();
    return news != nullptr && news->care.last_copy && !news->care.failure;
  }));
  EXPECT_EQ(store->plan_retention(earlier)->contacts, 0);
}

TEST(CareWorker, TellsTheNewestGoodCopyAndWhyTodaysFailed) {
  test::Backstage kiosk;
  shell::CareTiming quick{std::chrono::milliseconds{1}, std::chrono::hours{1}};
  {
    const shell::CareWorker care(kiosk.open_store(), kiosk.meeting, false, kiosk.post.mailbox,
                                 quick);
    EXPECT_TRUE(kiosk.post.wait([](const app::Action& action) {
      const auto* news = action.get<app::CareChanged>();
      return news != nullptr && news->care.last_copy && !news->care.failure;
    }));
  }
  fs::remove_all(kiosk.folder.path() / "backups");
  std::ofstream(kiosk.folder.path() / "backups") << "a file where the folder should be";
  const shell::CareWorker care(kiosk.open_store(), kiosk.meeting, false, kiosk.post.mailbox, quick);
  EXPECT_TRUE(kiosk.post.wait([](const app::Action& action) {
    const auto* news = action.get<app::CareChanged>();
    return news != nullptr && news->care.failure && !news->care.failure->what.empty();
  }));
}

}  // namespace
