// `attendee needs`: for the organiser's PIN alone.
#include "cli/kioskctl.h"
#include "db/store.h"

namespace {

class NeedsCommand : public test::KioskctlTest {};

TEST_F(NeedsCommand, AsksForTheOrganisersPin) {
  add_meeting();
  EXPECT_EQ(run({"attendee", "needs", "--meeting", "daugavpils-2019-03"}, "1357\n").status, 6);
  done(run({"pin", "set", "--role", "organiser"}, "1357\n"));
  EXPECT_EQ(run({"attendee", "needs", "--meeting", "daugavpils-2019-03"}, "2468\n").status, 6);
  const auto all = done(run({"attendee", "needs", "--meeting", "daugavpils-2019-03"}, "1357\n"));
  EXPECT_TRUE(all.is_array());
  EXPECT_TRUE(all.empty());
}

TEST_F(NeedsCommand, TellsTheCaterersTotalsAndNobodysName) {
  add_meeting();
  done(run({"pin", "set", "--role", "organiser"}, "1357\n"));
  const std::vector<std::vector<std::string>> asked = {{"vegan", "step_free"}, {"vegan"}};
  for (const auto& words : asked) {
    const std::string number = register_local("Anna", "Example")["number"];
    const auto store = db::Store::open({data(), {}, 'A'}).value();
    const auto card = store->find_attendee({test::kMeeting}, number).value();
    ASSERT_TRUE(store->keep_needs({test::kMeeting}, card.attendee.id, words));
  }
  EXPECT_EQ(run({"attendee", "needs", "--totals", "--meeting", "daugavpils-2019-03"}, "0\n").status,
            6);
  const auto all =
      done(run({"attendee", "needs", "--totals", "--meeting", "daugavpils-2019-03"}, "1357\n"));
  EXPECT_EQ(all["people"], 2);
  EXPECT_EQ(all["totals"]["vegan"], 2);
  EXPECT_EQ(all["totals"]["step_free"], 1);
  EXPECT_EQ(all["totals"]["no_nuts"], 0);
  EXPECT_EQ(all.dump().find("Anna"), std::string::npos);
}

}  // namespace
