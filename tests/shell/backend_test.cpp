// Everything behind the screens: closing it waits for no printer.
#include "shell/backend.h"

#include "fakes/ipp_printer.h"
#include "fakes/lying_printer.h"
#include "shell/backstage.h"

namespace {

using std::chrono::seconds;

class BackendTest : public testing::Test {
 protected:
  std::unique_ptr<shell::Backend> start(const std::string& printer) {
    shell::Configuration configuration;
    configuration.printer = printer;
    configuration.has_camera = false;
    auto words = i18n::Catalogues::load(i18n::catalogues_folder());
    auto started = shell::Backend::start(
        {folder.path(), test::assets(), test::assets() / "meetings" / "daugavpils-2019-03.toml"},
        configuration, *words, clock, post.mailbox);
    EXPECT_TRUE(started) << (started ? "" : core::describe(started.error()));
    return started ? std::move(*started) : nullptr;
  }

  test::TempFolder folder;
  shell::Clock clock{std::nullopt};
  test::Post post;
};

TEST_F(BackendTest, ClosingWaitsForNoPrinterThatDoesNotAnswerNorForASearch) {
  ASSERT_TRUE(fakes::start_announcing()) << "else the search has nothing to wait for";
  fakes::LyingPrinter printer;
  printer.take_your_time(seconds{120});
  auto backend = start(printer.uri());
  ASSERT_TRUE(backend);
  backend->take(app::FindPrinters{}, core::Role::organiser);
  backend->take(app::CheckDevices{}, core::Role::organiser);
  backend->take(app::PrintTest{}, core::Role::organiser);
  post.wait_for<app::PrintersFound>();  // the configured ones: the search itself has begun
  ASSERT_TRUE(fakes::wait_until([&] { return printer.questions() > 0; }));
  const auto begin = std::chrono::steady_clock::now();
  backend.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{10}) << "of 120";
}

TEST_F(BackendTest, TheDiskIsTriedWhereTheDataIs) {
  auto backend = start("");
  ASSERT_TRUE(backend);
  ASSERT_TRUE(backend->take(app::TestPart{core::Part::disk}, core::Role::organiser));
  const auto tested = post.wait_for<app::PartTested>();
  EXPECT_EQ(tested.part, core::Part::disk);
  EXPECT_EQ(tested.outcome.state, app::screen::PartTry::State::good);
}

}  // namespace
