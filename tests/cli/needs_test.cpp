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

}  // namespace
