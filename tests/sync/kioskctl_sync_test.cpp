// `kioskctl hub` and `kioskctl sync`, as an organiser types them.
#include <gmock/gmock.h>
#include <poll.h>

#include <fstream>
#include <random>

#include "cli/kioskctl.h"
#include "db/store.h"
#include "sync/hub_desk.h"

namespace test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class KioskctlSync : public KioskctlTest {
 protected:
  KioskctlSync() { server().fresh(); }

  /// The address that `hub grant` prints for a login of its own.
  std::string share() {
    static int made = 0;
    done(run_bare({"hub", "init", server().owner_url(), "--json"}));
    const auto login =
        done(run_bare({"hub", "grant", server().owner_url(), "--role",
                       "door" + std::to_string(++made), "--meeting", kMeeting, "--json"}));
    return login.value("url", std::string());
  }

  /// At the second kiosk, which has the first one's keys.
  Answer run_there(std::vector<std::string> arguments) {
    const std::string there = file("there");
    if (!std::filesystem::exists(there)) {
      auto opened = db::Store::open({there, {}, 'B'});
      EXPECT_TRUE(opened);
      std::filesystem::copy(data() + "/keys", there + "/keys",
                            std::filesystem::copy_options::recursive |
                                std::filesystem::copy_options::overwrite_existing);
    }
    arguments.insert(arguments.end(), {"--json", "--data", there});
    return run_bare(std::move(arguments));
  }
};

TEST_F(KioskctlSync, InitAgainChangesNothing) {
  EXPECT_TRUE(done(run_bare({"hub", "init", server().owner_url(), "--json"}))["changed"]);
  EXPECT_FALSE(done(run_bare({"hub", "init", server().owner_url(), "--json"}))["changed"]);
}

TEST_F(KioskctlSync, GrantShowsThePasswordOnce) {
  share();
  const auto again = run_bare(
      {"hub", "grant", server().owner_url(), "--role", "door1", "--meeting", "gala", "--json"});
  EXPECT_FALSE(done(again).contains("url"));
}

TEST_F(KioskctlSync, RowsGoThereAndBack) {
  add_meeting();
  const auto url = share();
  const auto guest = register_local("Līga", "Ozoliņa");
  const auto first = done(run({"sync", "--hub", url}));
  EXPECT_GT(first["pushed"], 2);
  EXPECT_EQ(first["pulled"], 0);
  const auto there = done(run_there({"sync", "--hub", url}));
  EXPECT_EQ(there["pulled"], first["pushed"]);
  EXPECT_EQ(done(run_there({"scan", guest["code"], "--meeting", kMeeting, "--checkpoint", "door",
                            "--at", "2019-03-12T09:00"}))["verdict"],
            "admitted");
  done(run_there({"sync", "--hub", url}));
  EXPECT_EQ(done(run({"sync", "--hub", url}))["pulled"].get<int>() > 0, true);
  EXPECT_EQ(scan(guest["code"], "09:05")["verdict"], "already");
}

TEST_F(KioskctlSync, UnreachableHubIsStatusFiveAndNothingIsLost) {
  add_meeting();
  const auto answer = run({"sync", "--hub", server().owner_url(fakes::free_port())});
  EXPECT_EQ(answer.status, 5);
  EXPECT_THAT(answer.err, AllOf(HasSubstr("cannot be reached"), Not(HasSubstr("owner"))));
}

TEST_F(KioskctlSync, WrongPasswordIsStatusFiveAndNotShown) {
  add_meeting();
  const auto answer = run({"sync", "--hub", server().url("hub", "hunter2")});
  EXPECT_EQ(answer.status, 5);
  EXPECT_THAT(answer.err + answer.out,
              AllOf(HasSubstr("does not take this password"), Not(HasSubstr("hunter2"))));
}

TEST_F(KioskctlSync, WithoutAnAddressItSaysWhereToPutOne) {
  add_meeting();
  EXPECT_EQ(run({"sync"}).status, 3);
  fakes::write_bytes(data() + "/kiosk.toml", "[hub]\nurl = \"" + share() + "\"\n");
  EXPECT_GT(done(run({"sync"}))["pushed"], 0);
}

TEST_F(KioskctlSync, WatchTellsEachExchangeOnALine) {
  add_meeting();
  const auto url = share();
  Conversation watch({"sync", "--hub", url, "--watch", "--json", "--data", data()}, file("watch"));
  EXPECT_GT(ordered_json::parse(watch.hear(), nullptr, false)["pushed"], 0);
  register_local("Līga", "Ozoliņa");
  EXPECT_GT(ordered_json::parse(watch.hear(), nullptr, false)["pushed"], 0);
  EXPECT_EQ(server().sql("SELECT number FROM hub.v_attendees"), "A-0001");
}

TEST_F(KioskctlSync, ClockThatIsWrongIsNoticedAgainstTheHubs) {
  add_meeting();
  const auto url = share();
  // A hub whose clock is three hours behind this machine's.
  server().sql(
      "CREATE SCHEMA wrong; GRANT USAGE ON SCHEMA wrong TO PUBLIC;"
      "CREATE FUNCTION wrong.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS "
      "$$ SELECT pg_catalog.clock_timestamp() - interval '3 hours' $$;"
      "ALTER DATABASE kiosk SET search_path = wrong, pg_catalog, public");
  const auto answer = run({"sync", "--hub", url});
  const auto ahead = done(answer)["clock_ahead_ms"].get<double>();
  EXPECT_NEAR(ahead / 60'000, 180, 1);
  EXPECT_THAT(answer.err, HasSubstr("ahead of the hub's. Set it right."));
}

TEST_F(KioskctlSync, KilledAtAnyMomentItGoesOnWhereItWas) {
  add_meeting();
  const auto url = share();
  std::ofstream list(file("list.csv"));
  list << "Given name,Family name,Town,Country\n";
  for (int i = 0; i < 2'000; ++i) list << "Anna" << i << ",Kalna,Daugavpils,LV\n";
  list.close();
  ASSERT_EQ(done(at({"import", file("list.csv")}))["added"], 2'000);
  run_there({"kiosk", "list"});
  const auto seed = std::random_device{}();
  RecordProperty("seed", static_cast<int>(seed));
  std::minstd_rand random(seed);
  for (int round = 0; round < 12; ++round) {
    for (const std::string& kiosk : {data(), file("there")}) {
      Conversation sync({"sync", "--hub", url, "--json", "--data", kiosk}, file("killed"));
      ::poll(nullptr, 0, static_cast<int>(random() % 250));  // anywhere on its way
      sync.kill();
    }
  }
  done(run({"sync", "--hub", url}));
  done(run_there({"sync", "--hub", url}));
  done(run({"sync", "--hub", url}));
  EXPECT_EQ(done(at({"counts"}))["total"],
            done(run_there({"counts", "--meeting", kMeeting}))["total"])
      << "seed " << seed;
  EXPECT_TRUE(done(run({"verify"}))["ok"]) << "seed " << seed;
  EXPECT_TRUE(done(run_there({"verify"}))["ok"]) << "seed " << seed;
  EXPECT_EQ(server().sql("SELECT count(*) FROM hub.v_attendees"), "2000") << "seed " << seed;
}

TEST_F(KioskctlSync, LostKioskIsLeftOut) {
  add_meeting();
  const auto url = share();
  done(run({"sync", "--hub", url}));
  done(run_bare({"hub", "leave-out", server().owner_url(), "--meeting", kMeeting, "--letter", "A",
                 "--json"}));
  register_local("Līga", "Ozoliņa");
  const auto answer = run({"sync", "--hub", url});
  EXPECT_EQ(answer.status, 6);
  EXPECT_THAT(answer.err, HasSubstr("left out"));
}

TEST_F(KioskctlSync, DoctorTellsWhetherTheHubAnswers) {
  add_meeting();
  const auto hub_part = [&](const std::string& url) {
    fakes::write_bytes(data() + "/kiosk.toml", "[hub]\nurl = \"" + url + "\"\n");
    const auto answer = run({"doctor"});
    EXPECT_THAT(answer.out, Not(HasSubstr("owner")));
    const auto findings = answer.json();
    for (const auto& part : findings["parts"]) {
      if (part["part"] == "hub") return part.value("state", std::string());
    }
    return std::string();
  };
  EXPECT_EQ(hub_part(share()), "ok");
  EXPECT_EQ(hub_part(server().owner_url(fakes::free_port())), "missing");
}

TEST_F(KioskctlSync, ScriptStartsAndStopsAHub) {
  const std::string script = KIOSK_SOURCE_DIR "/scripts/hub";
  ::setenv("KIOSK_HUB_DIR", file("hub").c_str(), 1);
  ::setenv("KIOSK_HUB_PORT", std::to_string(fakes::free_port()).c_str(), 1);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0711));
  ASSERT_EQ(fakes::run({script, "start"}, file("url")), 0) << fakes::read_bytes(file("url"));
  std::string url = fakes::read_bytes(file("url"));
  url.pop_back();
  EXPECT_TRUE(done(run_bare({"hub", "init", url, "--json"}))["changed"]);
  EXPECT_EQ(fakes::run({script, "stop"}), 0);
  EXPECT_EQ(run_bare({"hub", "init", url, "--json"}).status, 5);
}

}  // namespace
}  // namespace test
