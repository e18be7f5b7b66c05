#include "shell/import_worker.h"

#include <algorithm>
#include <fstream>

#include "backstage.h"

namespace {

using test::Backstage;

class Lists : public Backstage {
 public:
  Lists() {
    std::filesystem::create_directories(stick() / "lists" / "deep" / "deeper");
    write("guests.csv", two_people());
    write("lists/more.CSV", two_people());
    write("lists/deep/deeper/far.csv", two_people());
    write(".hidden.csv", two_people());
    write("photo.jpg", "x");
    std::filesystem::create_symlink("/etc/passwd", stick() / "link.csv");
    importing = std::make_unique<shell::ImportWorker>(
        open_store(), meeting, test::assets() / "mappings",
        std::vector<std::filesystem::path>{folder.path() / "media"}, post.mailbox);
  }
  [[nodiscard]] std::filesystem::path stick() const { return folder.path() / "media" / "STICK"; }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(stick() / name) << text;
  }
  static std::string two_people() {
    return "Given name,Family "
           "name,Town,Country\nAnna,Ozola,Daugavpils,LV\nIvo,Liepa,Rīga,Latvija\n";
  }
  /// As many as take a while to read and compare.
  [[nodiscard]] std::string many_people() const {
    std::string text = "Given name,Family name,Town,Country\n";
    for (int i = 0; i < kMany; ++i) text += "Anna,O" + std::to_string(i) + ",Daugavpils,LV\n";
    write("many.csv", text);
    return (stick() / "many.csv").string();
  }
  static constexpr int kMany = 20'000;
  std::unique_ptr<shell::ImportWorker> importing;
};

TEST(ImportWorker, FindsTheListsOfAStick) {
  Lists stage;
  ASSERT_TRUE(stage.importing->take(app::FindLists{}));
  const auto found = stage.post.wait_for<app::ListsFound>();
  ASSERT_EQ(found.files.size(), 2U);
  EXPECT_EQ(found.files[0].name, "guests.csv");
  EXPECT_EQ(found.files[0].stick, "STICK");
  EXPECT_EQ(found.files[1].name, "more.CSV");
}

TEST(ImportWorker, ChecksFirstAndStoresWhenTold) {
  Lists stage;
  const std::string path = (stage.stick() / "guests.csv").string();
  ASSERT_TRUE(stage.importing->take(app::CheckList{path}));
  EXPECT_EQ(stage.post.wait_for<app::ListChecked>().outcome.added, 2);
  const auto store = stage.open_store();
  EXPECT_EQ(store->count(stage.id, {})->registered, 0);
  ASSERT_TRUE(stage.importing->take(app::ImportList{path}));
  EXPECT_EQ(stage.post.wait_for<app::ListImported>().outcome.added, 2);
  EXPECT_EQ(store->count(stage.id, {})->registered, 2);
}

/// The screen shows the mistakes, and what is right is stored.
TEST(ImportWorker, ACheckHasTheFiguresOfTheImportWhereSomeRowsAreWrong) {
  Lists stage;
  stage.write("guests.csv", Lists::two_people() + "Zane,Egle,Daugavpils,Atlantis\n");
  const std::string path = (stage.stick() / "guests.csv").string();
  ASSERT_TRUE(stage.importing->take(app::CheckList{path}));
  const auto checked = stage.post.wait_for<app::ListChecked>().outcome;
  ASSERT_TRUE(stage.importing->take(app::ImportList{path}));
  const auto imported = stage.post.wait_for<app::ListImported>().outcome;
  EXPECT_EQ(checked.added, 2);
  EXPECT_EQ(checked.mistakes.size(), 1U);
  EXPECT_EQ(imported.added, 2);
}

TEST(ImportWorker, UpdatesThoseWhoAreKnownWhereThatIsWanted) {
  Lists stage;
  const std::string path = (stage.stick() / "guests.csv").string();
  ASSERT_TRUE(stage.importing->take(app::ImportList{path}));
  EXPECT_EQ(stage.post.wait_for<app::ListImported>().outcome.added, 2);
  stage.write(
      "guests.csv",
      "Given name,Family name,Town,Country,E-mail\nAnna,Ozola,Daugavpils,LV,a@example.org\n");
  ASSERT_TRUE(stage.importing->take(app::CheckList{path}));
  EXPECT_EQ(stage.post.wait_for<app::ListChecked>().outcome.skipped, 1);
  ASSERT_TRUE(stage.importing->take(app::CheckList{path, true}));
  EXPECT_EQ(stage.post.wait_for<app::ListChecked>().outcome.updated, 1);
  ASSERT_TRUE(stage.importing->take(app::ImportList{path, true}));
  EXPECT_EQ(stage.post.wait_for<app::ListImported>().outcome.updated, 1);
  EXPECT_EQ(stage.open_store()->search(stage.id, "a@example.org", 5)->size(), 1U);
}

TEST(ImportWorker, ACheckCountsThoseForWhomASessionHasPlaces) {
  Lists stage;
  std::string text = "Given name,Family name,Town,Country,Session\n";
  for (int i = 0; i < 26; ++i)
    text += "Anna,O" + std::to_string(i) + ",Daugavpils,LV,integration\n";
  stage.write("guests.csv", text);
  ASSERT_TRUE(stage.importing->take(app::CheckList{(stage.stick() / "guests.csv").string()}));
  const auto checked = stage.post.wait_for<app::ListChecked>().outcome;
  EXPECT_EQ(checked.added, 25);
  EXPECT_EQ(checked.mistakes.size(), 1U);
}

TEST(ImportWorker, AMappingOfTheListsNameBesideItSaysWhatItsColumnsMean) {
  Lists stage;
  stage.write("choir.csv", "Sångare,Efternamn hemma,Hemort\nMärta,Åkesson,Vänersborg\n");
  const std::string path = (stage.stick() / "choir.csv").string();
  ASSERT_TRUE(stage.importing->take(app::CheckList{path}));
  EXPECT_FALSE(stage.post.wait_for<app::ImportFailed>().error.what.empty()) << "of no known kind";
  stage.write(
      "choir.toml",
      "[columns]\ngiven = [\"Sångare\"]\nfamily = [\"Efternamn hemma\"]\ntown = [\"Hemort\"]\n");
  ASSERT_TRUE(stage.importing->take(app::CheckList{path}));
  EXPECT_EQ(stage.post.wait_for<app::ListChecked>().outcome.added, 1);
}

TEST(ImportWorker, TellsHowFarACheckIs) {
  Lists stage;
  ASSERT_TRUE(stage.importing->take(app::CheckList{stage.many_people()}));
  std::vector<app::CheckProgressed> told;
  int added = -1;
  ASSERT_TRUE(stage.post.wait([&](const app::Action& action) {
    if (const auto* progress = action.get<app::CheckProgressed>()) told.push_back(*progress);
    const auto* checked = action.get<app::ListChecked>();
    if (checked != nullptr) added = checked->outcome.added;
    return checked != nullptr;
  }));
  EXPECT_EQ(added, Lists::kMany);
  ASSERT_GE(told.size(), 10U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end(), [](const auto& left, const auto& right) {
    return left.percent < right.percent;
  }));
  EXPECT_EQ(told.back().percent, 100);
  EXPECT_EQ(told.back().rows, Lists::kMany);
}

/// The first answer is that to what was asked after it.
TEST(ImportWorker, ACheckThatIsStoppedLeavesNothingAndIsNotAnswered) {
  Lists stage;
  const std::string path = stage.many_people();
  ASSERT_TRUE(stage.importing->take(app::CheckList{path}));
  ASSERT_TRUE(stage.importing->take(app::StopImport{}));
  ASSERT_TRUE(stage.importing->take(app::FindLists{}));
  bool answered = false;
  ASSERT_TRUE(stage.post.wait([&](const app::Action& action) {
    answered = answered || action.is<app::ListChecked>() || action.is<app::ImportFailed>();
    return action.is<app::ListsFound>();
  }));
  EXPECT_FALSE(answered);
  EXPECT_EQ(stage.open_store()->count(stage.id, {})->registered, 0);
  ASSERT_TRUE(stage.importing->take(app::CheckList{path}));
  EXPECT_EQ(stage.post.wait_for<app::ListChecked>().outcome.added, Lists::kMany);
}

TEST(ImportWorker, ACheckIsStoppedInTheMiddleToo) {
  Lists stage;
  ASSERT_TRUE(stage.importing->take(app::CheckList{stage.many_people()}));
  stage.post.wait_for<app::CheckProgressed>();
  ASSERT_TRUE(stage.importing->take(app::StopImport{}));
  ASSERT_TRUE(stage.importing->take(app::FindLists{}));
  EXPECT_EQ(stage.post.wait_for<app::ListsFound>().files.size(), 3U);
}

TEST(ImportWorker, AnImportThatIsStoppedWhileTheListIsReadStoresNobody) {
  Lists stage;
  ASSERT_TRUE(stage.importing->take(app::ImportList{stage.many_people()}));
  ASSERT_TRUE(stage.importing->take(app::StopImport{}));
  EXPECT_TRUE(stage.post.wait_for<app::ListImported>().outcome.stopped);
  EXPECT_EQ(stage.open_store()->count(stage.id, {})->registered, 0);
}

TEST(ImportWorker, AStickThatWasPulledOutIsTold) {
  Lists stage;
  ASSERT_TRUE(stage.importing->take(app::CheckList{(stage.stick() / "gone.csv").string()}));
  EXPECT_FALSE(stage.post.wait_for<app::ImportFailed>().error.what.empty());
}

}  // namespace
