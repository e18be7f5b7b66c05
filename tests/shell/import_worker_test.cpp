#include "shell/import_worker.h"

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

TEST(ImportWorker, AStickThatWasPulledOutIsTold) {
  Lists stage;
  ASSERT_TRUE(stage.importing->take(app::CheckList{(stage.stick() / "gone.csv").string()}));
  EXPECT_FALSE(stage.post.wait_for<app::ImportFailed>().error.what.empty());
}

}  // namespace
