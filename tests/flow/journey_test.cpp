// One whole journey without a window: the app, the workers, a real database, a real badge, an
// export; only the pressing is done by the test.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <set>

#include "app/update.h"
#include "db/event_codec.h"
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
      const bool own = effect.is<app::PlaySound>() || effect.is<app::ForgetPerson>();
      EXPECT_TRUE(own || backend->take(effect, model.desk.role));
    }
  }
  /// Until the workers' answers have made it so.
  template <class So>
  void wait_until(const char* what, So so) {
    while (!so()) {
      app::Action came = app::TimePassed{};
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
  /// What an attendee tells, up to the Check screen.
  void fill_in(const char* given, const char* family) {
    happens(app::RegisterPressed{});
    happens(app::TextTyped{given});
    happens(app::NextPressed{});
    happens(app::TextTyped{family});
    happens(app::NextPressed{});
    happens(app::TownChosen{{"vanersborg"}});
    happens(app::SkipPressed{});
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

  /// What merging another kiosk's journal leaves behind, put there by hand: the same entry once
  /// more at a kiosk Q, two minutes later.
  void admit_at_another_kiosk() {
    SQLite::Database file((folder.path() / "data" / "kiosk.db").string(), SQLite::OPEN_READWRITE);
    file.setBusyTimeout(5000);
    file.exec("INSERT INTO kiosks (id, letter) VALUES (77, 'Q')");
    file.exec("CREATE TEMP TABLE again AS SELECT * FROM scans");
    file.exec(
        "UPDATE again SET at = at + 120000, nonce = 'at-q', "
        "id = (SELECT k FROM kiosks WHERE letter = 'Q') * (1 << 40) + 1");
    file.exec("INSERT INTO scans SELECT * FROM again");
  }
  using Doers = std::set<std::optional<core::Role>>;
  /// The roles that the journal's rows of this kind name.
  Doers doers_of(const char* kind) {
    const SQLite::Database database(folder.path() / "data" / "kiosk.db");
    SQLite::Statement rows(database, "SELECT body FROM journal WHERE kind = ?");
    rows.bind(1, kind);
    Doers doers;
    while (rows.executeStep()) doers.insert(db::actor_of(rows.getColumn(0).getString()));
    return doers;
  }

  test::TempFolder folder;
  test::Post post;
  std::optional<shell::Clock> clock;
  std::unique_ptr<shell::Backend> backend;
  app::Model model;
};

TEST_F(Journey, FromRegisteringToTheExport) {
  fill_in("Žanete", "Ozola");
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

TEST_F(Journey, AnOrganiserBacksUpExtractsAndErasesAtTheScreen) {
  register_as_walk_in("Björn", "Bergström");
  const std::string number = std::get<app::screen::WalkIn>(model.screen).last.number;
  happens(app::SignOutPressed{});
  sign_in(core::Role::organiser, "1357");
  wait_for_screen("counts");
  happens(app::DeskScreenChosen{"care"});
  wait_until("the kiosk's care", [&] { return !model.care.failure; });
  using Care = app::screen::Care;
  happens(app::CarePageChosen{Care::Page::backup});
  wait_until("the sticks", [&] { return !model.desk.targets.looking; });
  happens(app::NextPressed{});
  happens(app::TextTyped{"correct horse"});
  happens(app::NextPressed{});
  happens(app::TextTyped{"correct horse"});
  happens(app::ConfirmPressed{});
  const auto care = [&]() -> Care& { return std::get<Care>(model.screen); };
  wait_until("the backup", [&] { return care().phase == Care::Phase::done; });
  EXPECT_TRUE(std::filesystem::exists(care().file));
  EXPECT_EQ(care().percent, 100);
  happens(app::BackPressed{});
  happens(app::BackPressed{});
  happens(app::CarePageChosen{Care::Page::retention});
  wait_until("the dates", [&] { return care().steps_read; });
  EXPECT_TRUE(care().steps.back().day);
  EXPECT_EQ(care().steps.back().people, 1);

  happens(app::DeskScreenChosen{"find"});
  happens(app::TextTyped{"bergstrom"});
  const auto find = [&]() -> app::screen::Find& {
    return std::get<app::screen::Find>(model.screen);
  };
  using Work = app::DataWork::State;
  wait_until("the person", [&] { return !find().found.empty(); });
  happens(app::PersonOpened{number});
  happens(app::PersonDataPressed{});
  happens(app::ExtractPressed{});
  happens(app::TargetChosen{""});
  wait_until("the extract", [&] { return find().data.state == Work::extracted; });
  EXPECT_THAT(test::read_file(find().data.file), HasSubstr("Bergström"));
  happens(app::BackPressed{});
  happens(app::PersonDataPressed{});
  happens(app::ErasePersonPressed{});
  happens(app::ConfirmPressed{});
  wait_until("the erasing", [&] { return find().data.state == Work::erased; });
  EXPECT_GT(find().data.rows, 0);
  EXPECT_LT(find().data.took, std::chrono::seconds{60});
  happens(app::TextTyped{"bergstrom"});
  wait_until("nobody", [&] { return find().asked == "bergstrom"; });
  EXPECT_TRUE(find().found.empty());
  EXPECT_EQ(model.counts.total.registered, 1) << "counts stay";
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

TEST_F(Journey, ADelegationComesTogetherAndNobodyCountsTwice) {
  register_as_walk_in("Björn", "Bergström");
  register_as_walk_in("Åsa", "Öberg");
  happens(app::DeskScreenChosen{"find"});
  happens(app::DelegationChosen{{"vanersborg"}});
  const auto list = [&]() -> app::screen::Delegation& {
    return std::get<app::screen::Delegation>(model.screen);
  };
  wait_until("the delegation", [&] { return list().loaded; });
  ASSERT_EQ(list().rows.size(), 2U);
  happens(app::AllTicked{true});
  happens(app::DelegationCheckedIn{});
  wait_until("both", [&] { return model.pending.empty(); });
  for (const auto& row : list().rows) EXPECT_EQ(row.entry.verdict, core::Verdict::admitted);
  wait_until("the counts", [&] { return model.counts.total.inside == 2; });
  happens(app::BackPressed{});
  happens(app::DelegationChosen{{"vanersborg"}});
  wait_until("the delegation again", [&] { return list().loaded; });
  happens(app::AllTicked{true});
  for (const auto& row : list().rows) {
    EXPECT_TRUE(row.person.inside);
    EXPECT_FALSE(row.ticked) << "who is in cannot come again";
  }
}

TEST_F(Journey, WhoIsRegisteredAlreadyIsAskedAndAnOrganiserMergesTheTwo) {
  register_as_walk_in("Björn", "Bergström");
  happens(app::SignOutPressed{});
  fill_in("Bjorn", "Bergstrom");
  happens(app::PrintPressed{});
  wait_for_screen("been_before");
  EXPECT_EQ(model.counts.total.registered, 1) << "nothing was stored";
  happens(app::BeenBeforeAnswered{false});
  wait_for_screen("done");
  const std::string code = std::get<app::screen::Done>(model.screen).code;
  happens(app::DonePressed{});

  sign_in(core::Role::organiser, "1357");
  wait_for_screen("counts");
  happens(app::DeskScreenChosen{"people"});
  const auto people = [&]() -> app::screen::People& {
    return std::get<app::screen::People>(model.screen);
  };
  wait_until("the pair", [&] { return !people().pairs.empty(); });
  const std::string stays = people().pairs.front().first.attendee.number;
  happens(app::PairChosen{0});
  happens(app::ConfirmPressed{});
  happens(app::ConfirmPressed{});
  wait_until("the merge", [&] { return !people().merged.empty(); });
  wait_until("the counts", [&] { return model.counts.total.registered == 1; });
  happens(app::DeskScreenChosen{"door"});
  expect_verdict(code, core::Verdict::admitted);
  EXPECT_EQ(model.desk.shown->number, stays) << "its badge is the other's now";
}

TEST_F(Journey, TheJournalKeepsInWhichRoleEachThingWasDone) {
  fill_in("Žanete", "Ozola");
  happens(app::PrintPressed{});
  wait_for_screen("done");
  const std::string number = std::get<app::screen::Done>(model.screen).number;
  happens(app::DonePressed{});
  sign_in(core::Role::staff, "2468");
  wait_for_screen("door");
  expect_verdict(number, core::Verdict::admitted);
  happens(app::SignOutPressed{});
  sign_in(core::Role::organiser, "1357");
  wait_for_screen("counts");
  happens(app::DeskScreenChosen{"door"});
  expect_verdict(number, core::Verdict::already);

  EXPECT_EQ(doers_of("attendee_registered"), Doers{core::Role::attendee});
  EXPECT_EQ(doers_of("badge_issued"), Doers{core::Role::attendee});
  EXPECT_EQ(doers_of("scan_tried"), (Doers{core::Role::staff, core::Role::organiser}));
}

TEST_F(Journey, WhomAKioskThatWasCutOffLetInAsWellIsShownToTheOrganiserWithBothScans) {
  register_as_walk_in("Björn", "Bergström");
  const std::string number = std::get<app::screen::WalkIn>(model.screen).last.number;
  happens(app::DeskScreenChosen{"door"});
  expect_verdict(number, core::Verdict::admitted);
  const core::Instant first = model.desk.shown->at;
  admit_at_another_kiosk();
  happens(app::SignOutPressed{});
  sign_in(core::Role::organiser, "1357");
  wait_for_screen("counts");
  happens(app::DeskScreenChosen{"people"});
  const auto people = [&]() -> app::screen::People& {
    return std::get<app::screen::People>(model.screen);
  };
  EXPECT_EQ(people().phase, app::screen::People::Phase::loading) << "nobody is said to be none yet";
  wait_until("the conflicts", [&] { return !people().conflicts.empty(); });
  const app::Disagreement& conflict = people().conflicts.front();
  EXPECT_EQ(conflict.attendee.number, number);
  ASSERT_EQ(conflict.sides.size(), 2U);
  EXPECT_EQ(conflict.sides[0].at, first);
  EXPECT_EQ(conflict.sides[1].at, first + std::chrono::minutes(2));
  EXPECT_EQ(conflict.sides[1].kiosk, "Q");
  EXPECT_NE(conflict.sides[0].kiosk, "Q");
  happens(app::ConflictChosen{0});
  happens(app::OwnWordsPressed{});
  happens(app::TextTyped{"went out through the garden"});
  happens(app::ConfirmPressed{});
  wait_until("the list without it", [&] {
    return people().phase == app::screen::People::Phase::listing && people().conflicts.empty();
  });
  EXPECT_TRUE(people().settled);
}

}  // namespace
