// One whole journey without a window: the app, the workers, a real database, a real badge, an
// export; only the pressing is done by the test.
#include <gmock/gmock.h>

#include "app/update.h"
#include "meeting/meeting_file.h"
#include "shell/backend.h"
#include "shell/backstage.h"

namespace {

using testing::HasSubstr;

/// The kiosk as the loop runs it, cranked by hand.
class Journey : public testing::Test {
 protected:
  Journey() {
    const std::string sample =
        std::string(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml");
    const auto read = meeting::load_meeting(sample);
    clock.emplace(*core::parse_instant("2019-03-12 09:00", read->zone));
    auto words = i18n::Catalogues::load(i18n::catalogues_folder());
    auto started = shell::Backend::start({folder.path() / "data", test::assets(), sample, true}, {},
                                         *words, *clock, post.mailbox);
    EXPECT_TRUE(started) << (started ? "" : core::describe(started.error()));
    backend = std::move(*started);
    model = app::start(backend->meeting(), "RUN", clock->moment());
  }

  void happens(const app::Action& action) {
    auto [next, effects] = app::update(std::move(model), action, clock->moment());
    model = std::move(next);
    for (const app::Effect& effect : effects) {
      const bool own = std::holds_alternative<app::PlaySound>(effect) ||
                       std::holds_alternative<app::ForgetPerson>(effect);
      EXPECT_TRUE(own || backend->take(effect, model.desk.role));
    }
  }
  /// Until the workers' answers have made it so.
  template <class So>
  void wait_until(const char* what, So so) {
    while (!so()) {
      app::Action came;
      const bool any = post.wait([&](const app::Action& action) {
        came = action;
        return true;
      });
      ASSERT_TRUE(any) << what << "; on screen " << app::name_of(model.screen);
      happens(came);
    }
  }
  void wait_for_screen(const char* name) {
    wait_until(name, [&] { return app::name_of(model.screen) == name; });
  }
  void sign_in(core::Role role, const char* pin) {
    happens(app::StaffPressed{});
    happens(app::PinRoleChosen{role});
    happens(app::TextTyped{pin});
    happens(app::NextPressed{});
  }
  /// Staff register somebody of Vänersborg without checking them in.
  void register_as_walk_in(const char* given, const char* family) {
    if (model.desk.role == core::Role::attendee) {
      sign_in(core::Role::staff, "2468");
      wait_for_screen("door");
    }
    happens(app::DeskScreenChosen{"walk_in"});
    auto& form = std::get<app::screen::WalkIn>(model.screen);
    if (form.check_in) happens(app::CheckInToggled{});
    happens(app::TextTyped{given});
    happens(app::NextPressed{});
    happens(app::TextTyped{family});
    happens(app::NextPressed{});
    happens(app::TownChosen{{"vanersborg"}});
    const std::string before = form.last.number;
    happens(app::ConfirmPressed{});
    wait_until("the registration",
               [&] { return std::get<app::screen::WalkIn>(model.screen).last.number != before; });
  }
  void expect_verdict(const std::string& code, core::Verdict verdict) {
    happens(app::BadgeScanned{code});
    wait_until("a verdict", [&] { return model.pending.empty(); });
    ASSERT_TRUE(model.desk.shown);
    EXPECT_EQ(model.desk.shown->verdict, verdict);
  }

  test::TempFolder folder;
  test::Post post;
  std::optional<shell::Clock> clock;
  std::unique_ptr<shell::Backend> backend;
  app::Model model;
};

TEST_F(Journey, FromRegisteringToTheExport) {
  happens(app::RegisterPressed{});
  happens(app::TextTyped{"Žanete"});
  happens(app::NextPressed{});
  happens(app::TextTyped{"Ozola"});
  happens(app::NextPressed{});
  happens(app::TownChosen{{"vanersborg"}});
  happens(app::SkipPressed{});
  wait_until("a preview", [&] { return model.preview_ready; });
  EXPECT_TRUE(backend->previews().take());
  happens(app::PrintPressed{});
  wait_for_screen("done");
  const auto& done = std::get<app::screen::Done>(model.screen);
  const std::string code = done.code;
  const std::string number = done.number;
  const std::string job = done.job;
  wait_until("the badge", [&] {
    return std::get<app::screen::Done>(model.screen).print == app::screen::Done::Print::printed;
  });
  EXPECT_EQ(test::code_on(folder.path() / "data" / "spool" / (job + ".pdf")), code);
  happens(app::DonePressed{});
  EXPECT_EQ(app::name_of(model.screen), "welcome");

  sign_in(core::Role::staff, "2468");
  wait_for_screen("door");
  expect_verdict(code, core::Verdict::admitted);
  EXPECT_EQ(model.desk.shown->name, "Žanete Ozola");
  expect_verdict(code, core::Verdict::already);
  wait_until("the counts", [&] { return model.counts.total.present == 1; });
  happens(app::SignOutPressed{});

  sign_in(core::Role::organiser, "1357");
  wait_for_screen("counts");
  EXPECT_EQ(model.counts.total.registered, 1);
  happens(app::DeskScreenChosen{"export"});
  happens(app::ExportPressed{"attendance"});
  const auto phase = [&] { return std::get<app::screen::Export>(model.screen).phase; };
  wait_until("the export", [&] { return phase() != app::screen::Export::Phase::running; });
  ASSERT_EQ(phase(), app::screen::Export::Phase::done);
  const auto& exported = std::get<app::screen::Export>(model.screen);
  EXPECT_EQ(std::filesystem::path(exported.file).extension(), ".xlsx");
  const std::string rows =
      test::read_file(std::filesystem::path(exported.file).replace_extension(".csv"));
  EXPECT_THAT(rows, HasSubstr("Žanete"));
  EXPECT_THAT(rows, HasSubstr(number));
  EXPECT_EQ(exported.checksum.size(), 64U);
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 2) << "a heading and one admission";
}

TEST_F(Journey, AWalkInIsRegisteredPrintedCheckedInCorrectedAndCheckedOut) {
  sign_in(core::Role::staff, "2468");
  wait_for_screen("door");
  happens(app::DeskScreenChosen{"walk_in"});
  happens(app::TextTyped{"Björn"});
  happens(app::NextPressed{});
  happens(app::TextTyped{"Bergström"});
  happens(app::NextPressed{});
  happens(app::TownChosen{{"vanersborg"}});
  happens(app::ConfirmPressed{});
  wait_for_screen("door");
  ASSERT_TRUE(model.desk.shown);
  EXPECT_EQ(model.desk.shown->verdict, core::Verdict::admitted);
  EXPECT_EQ(model.desk.shown->kind, core::Kind::invited);
  const std::string number = model.desk.shown->number;

  happens(app::DeskScreenChosen{"find"});
  happens(app::TextTyped{"bergstrom"});
  const auto& find = [&]() -> app::screen::Find& {
    return std::get<app::screen::Find>(model.screen);
  };
  wait_until("the person", [&] { return !find().found.empty(); });
  happens(app::NextPressed{});
  ASSERT_TRUE(find().chosen);
  EXPECT_EQ(find().chosen->attendee.number, number);
  happens(app::ReprintPressed{number});
  wait_until("the badge", [&] { return find().reprint.state == app::Reprint::State::printed; });
  happens(app::EditPressed{});
  happens(app::PhotoOptOutToggled{});
  happens(app::ConfirmPressed{});
  wait_for_screen("find");
  EXPECT_TRUE(find().chosen->attendee.details.photo_opt_out);

  happens(app::DeskScreenChosen{"door"});
  wait_until("who is inside", [&] { return model.counts.total.inside == 1; });
  happens(app::CheckOutAllPressed{});
  happens(app::ConfirmPressed{});
  wait_until("everybody out", [&] { return model.desk.checked_out.has_value(); });
  EXPECT_EQ(model.desk.checked_out, 1);
}

}  // namespace
