// A kiosk joins with the file that another made, both as on screen, with real files.
#include "shell/join_worker.h"

#include "backstage.h"
#include "shell/backend.h"
#include "shell/data_worker.h"

namespace {

namespace fs = std::filesystem;

/// Kiosk A with a stick, and a new machine that the stick is carried to.
class Joining : public testing::Test {
 protected:
  Joining() {
    fs::create_directories(stick());
    first.start_store();
    auto words = i18n::Catalogues::load(i18n::catalogues_folder());
    data = std::make_unique<shell::DataWorker>(
        first.open_store(), first.meeting, *words, [] { return std::vector<app::Stick>(); },
        [this] { return first.now; }, first.post.mailbox);
    join = std::make_unique<shell::JoinWorker>(
        machine.path() / "data",
        [this] { return std::vector<fs::path>{first.folder.path() / "media"}; },
        [this] { return first.now; }, post.mailbox);
  }
  [[nodiscard]] fs::path stick() const { return first.folder.path() / "media" / "RED"; }

  std::string enrol(char letter) {
    data->take(app::EnrolKiosk{letter, "correct horse", stick().string()});
    return first.post.wait_for<app::KioskEnrolled>().file;
  }
  void join_with(const std::string& file, const std::string& passphrase) {
    ASSERT_TRUE(join->take(app::JoinKiosk{file, passphrase}));
  }

  test::Backstage first;
  test::TempFolder machine;
  test::Post post;
  std::unique_ptr<shell::DataWorker> data;
  std::unique_ptr<shell::JoinWorker> join;
};

TEST_F(Joining, ANewKioskKnowsTheMeetingAndItsPeopleFromThenOn) {
  const std::string number = first.registers().number;
  data->take(app::FindLetters{});
  EXPECT_EQ(first.post.wait_for<app::LettersFound>().letters, "BCDEFGHIJKLMNOPQRSTUVWXYZ");
  enrol('B');
  ASSERT_TRUE(join->take(app::FindEnrolments{}));
  const auto found = post.wait_for<app::SealedFilesFound>().files;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().stick, "RED");
  join_with(found.front().path, "correct horse");
  EXPECT_EQ(post.wait_for<app::KioskJoined>().letter, "B");

  const auto store = db::Store::open({machine.path() / "data", [this] { return first.now; }, 'A'});
  ASSERT_TRUE(store);
  EXPECT_EQ((*store)->letter(), "B");
  EXPECT_TRUE((*store)->find_attendee(first.id, number));
  auto words = i18n::Catalogues::load(i18n::catalogues_folder());
  const shell::Clock clock{std::nullopt};
  shell::Configuration configuration;
  configuration.has_camera = false;
  const auto started = shell::Backend::start({machine.path() / "data", test::assets(), {}},
                                             configuration, *words, clock, post.mailbox);
  ASSERT_TRUE(started) << core::describe(started.error());
  EXPECT_EQ((*started)->meeting()->id, first.id);
}

TEST_F(Joining, AWrongPassphraseAndAFileOfSomethingElseAreToldAndHarmNothing) {
  const std::string file = enrol('B');
  join_with(file, "wrong horse");
  EXPECT_EQ(post.wait_for<app::JoinFailed>().error.message, "failure.wrong_passphrase");
  const fs::path other = stick() / "other.enrol";
  std::ofstream(other) << "not sealed";
  join->take(app::FindEnrolments{});
  EXPECT_EQ(post.wait_for<app::SealedFilesFound>().files.size(), 1U) << "what is none is not shown";
  join_with(other.string(), "correct horse");
  EXPECT_FALSE(post.wait_for<app::JoinFailed>().error.what.empty());
  join_with(file, "correct horse");
  EXPECT_EQ(post.wait_for<app::KioskJoined>().letter, "B");
}

TEST_F(Joining, ALetterIsGivenOnceAndAKioskThatJoinedGivesNone) {
  const std::string file = enrol('B');
  data->take(app::EnrolKiosk{'B', "correct horse", {}});
  EXPECT_EQ(first.post.wait_for<app::EnrolFailed>().error.message, "enrol.letter_taken");
  join_with(file, "correct horse");
  post.wait_for<app::KioskJoined>();
  auto store = db::Store::open({machine.path() / "data", [this] { return first.now; }, 'A'});
  ASSERT_TRUE(store);
  auto words = i18n::Catalogues::load(i18n::catalogues_folder());
  shell::DataWorker second(
      std::move(*store), first.meeting, *words, [] { return std::vector<app::Stick>(); },
      [this] { return first.now; }, post.mailbox);
  second.take(app::FindLetters{});
  EXPECT_EQ(post.wait_for<app::LettersFound>().letters, "");
}

}  // namespace
