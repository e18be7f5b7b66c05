// What a kiosk's login may do at the hub, and what nobody may.
#include <gmock/gmock.h>

#include "sync/hub_desk.h"

namespace test {
namespace {

using testing::HasSubstr;

constexpr KioskId kA{11};
constexpr KioskId kB{0xF000'0000'0000'0022};  // above 2^63: negative in the hub

constexpr const char* kDenied = "42501";

class HubRights : public HubTest {
 protected:
  /// The SQLSTATE that a statement of that login fails with; empty: it was done.
  static std::string refused(const std::string& url, const std::string& statement) {
    try {
      pqxx::connection connection(url);
      pqxx::work work(connection);
      work.exec(statement);
      work.commit();
      return {};
    } catch (const pqxx::insufficient_privilege&) {
      return kDenied;
    } catch (const pqxx::sql_error& failure) {
      return failure.sqlstate();
    }
  }
};

TEST_F(HubRights, InitAgainChangesNothing) {
  const auto again = init_hub(address(server().owner_url()));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->before, again->now);
}

TEST_F(HubRights, NewerSchemaIsRefusedInWords) {
  const auto url = login({"fair"});
  server().sql("INSERT INTO hub.schema_versions (version) VALUES (99)");
  EXPECT_THAT(words(Hub::connect(address(url))), HasSubstr("newer program (schema 99"));
  EXPECT_THAT(words(init_hub(address(server().owner_url()))), HasSubstr("newer program"));
}

TEST_F(HubRights, DatabaseWithoutHubIsToldInWords) {
  server().sql("DROP SCHEMA hub CASCADE");
  EXPECT_THAT(words(Hub::connect(address(server().owner_url()))), HasSubstr("is no hub yet"));
}

TEST_F(HubRights, KioskReadsAndInsertsAndNothingElse) {
  const auto url = login({"fair"});
  auto hub = kiosk(url, kA, "A", 3);
  EXPECT_EQ(pull(*hub, {{kA, 1}}).size(), 2U);
  for (const char* statement :
       {"UPDATE hub.journal SET body = NULL, salt = NULL",
        "DELETE FROM hub.journal",
        "TRUNCATE hub.journal",
        "SELECT * FROM hub.journal",
        "SELECT * FROM hub.journal_2",
        "INSERT INTO hub.journal_2 SELECT * FROM hub.rows_beyond('{11}', '{0}', 1)",
        "UPDATE hub.kiosks SET seq = 0",
        "DELETE FROM hub.kiosks",
        "DELETE FROM hub.erased",
        "INSERT INTO hub.access VALUES (session_user, 'other')",
        "SELECT hub.erase('fair')",
        "SELECT hub.grant_meeting(session_user, 'other')",
        "SELECT hub.leave_out('fair', 'A')",
        "SELECT * FROM hub.v_attendees",
        "SELECT * FROM hub.told",
        "ALTER TABLE hub.journal DISABLE TRIGGER take_arrivals",
        "DROP TABLE hub.journal",
        "CREATE TABLE hub.mine (n int)",
        "SET session_replication_role = replica",
        "INSERT INTO hub.schema_versions VALUES (5)"}) {
    const std::string state = refused(url, statement);
    EXPECT_EQ(state, kDenied) << statement;
  }
  EXPECT_EQ(server().sql("SELECT count(*) FROM hub.journal WHERE body IS NOT NULL"), "3");
}

TEST_F(HubRights, RowsOfAMeetingThatIsNotSharedAreRefused) {
  server().sql("SELECT hub.add_meeting('other')");
  auto hub = kiosk(login({"fair"}), kA, "A", 2);
  const auto pushed = push(*hub, kA, {row(kA, 3, "fair"), row(kA, 4, "other")});
  EXPECT_THAT(words(pushed), HasSubstr("does not share a meeting"));
  EXPECT_EQ(server().sql("SELECT count(*), max(seq) FROM hub.journal"), "2|2");
}

TEST_F(HubRights, LoginWithoutMeetingsMayNotJoin) {
  server().sql("SELECT hub.add_login('nobody_yet', 'x')");
  server().sql("ALTER ROLE nobody_yet PASSWORD 'x'");
  auto hub = connect(server().url("nobody_yet", "x"));
  EXPECT_THAT(words(hub->join(kA, "A", {})), HasSubstr("does not share a meeting"));
  server().sql("DROP ROLE nobody_yet");
}

TEST_F(HubRights, OfOtherMeetingsOnlyTheChainIsSeen) {
  auto both = kiosk(login({"fair", "gala"}), kA, "A", 1, "gala");
  push(*both, kA, {row(kA, 2, "fair", "scan_tried", R"({"a":1})"), row(kA, 3, "")});
  auto one = kiosk(login({"fair"}), kB, "B");
  const Rows seen = pull(*one, {{kA, 0}});
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_FALSE(seen[0].body);
  EXPECT_FALSE(seen[0].salt);
  EXPECT_EQ(seen[0].meeting, "");
  EXPECT_EQ(seen[0].hash, row(kA, 1, "gala").hash);
  EXPECT_EQ(seen[1].body, R"({"a":1})");
  EXPECT_TRUE(seen[2].body) << "rows of no meeting belong to all who share one";
}

TEST_F(HubRights, KiosksThatShareNothingDoNotKnowEachOther) {
  auto one = kiosk(login({"fair"}), kA, "A", 2);
  auto other = kiosk(login({"gala"}), kB, "A", 1, "gala");  // a letter is a meeting's
  EXPECT_TRUE(pull(*other, {{kA, 0}}).empty());
  const auto marks = other->marks();
  ASSERT_TRUE(marks);
  ASSERT_EQ(marks->size(), 1U);
  EXPECT_EQ(marks->front().kiosk, kB);
}

TEST_F(HubRights, RowsWithAGapAreRefused) {
  auto hub = kiosk(login({"fair"}), kA, "A", 2);
  for (const Rows& wrong :
       {Rows{row(kA, 4, "fair")}, Rows{row(kA, 2, "fair")}, Rows{row(kA, 1, "fair")},
        Rows{row(kA, 3, "fair"), row(kA, 5, "fair")},
        Rows{row(kA, 3, "fair"), row(kA, 3, ""), row(kA, 6, ""), row(kA, 6, "fair")}}) {
    EXPECT_FALSE(push(*hub, kA, wrong)) << wrong.front().seq;
  }
  EXPECT_TRUE(push(*hub, kA, {row(kA, 3, "fair"), row(kA, 4, "")}));
  EXPECT_EQ(server().sql("SELECT count(*), max(seq) FROM hub.journal"), "4|4");
}

TEST_F(HubRights, LetterIsGivenOnce) {
  const auto url = login({"fair"});
  auto first = kiosk(url, kA, "A", 1);
  auto second = connect(url);
  EXPECT_THAT(words(second->join(kB, "A", {})), HasSubstr("another kiosk by this kiosk's letter"));
  EXPECT_TRUE(second->join(kB, "B", {}));
  EXPECT_FALSE(second->join(kB, "C", {})) << "and a kiosk keeps its letter";
}

TEST_F(HubRights, KioskRestoredFromABackupGoesOnWithItsLetter) {
  const auto url = login({"fair"});
  auto before = kiosk(url, kA, "A", 2);
  auto after = connect(url);
  EXPECT_TRUE(after->join(kB, "A", {kA}));
  EXPECT_TRUE(push(*after, kB, {row(kB, 1, "fair")}));
  EXPECT_TRUE(push(*after, kA, {row(kA, 3, "fair")})) << "rows that the first had not sent";
  EXPECT_THAT(words(before->join(kA, "A", {})), HasSubstr("restored from its backup"));
}

TEST_F(HubRights, LostKioskIsLeftOut) {
  auto hub = kiosk(login({"fair"}), kA, "A", 2);
  const auto owner = address(server().owner_url());
  EXPECT_FALSE(leave_out(owner, "fair", "Z").value_or(true));
  EXPECT_TRUE(leave_out(owner, "fair", "A").value_or(false));
  EXPECT_THAT(words(push(*hub, kA, {row(kA, 3, "fair")})), HasSubstr("it was left out"));
  EXPECT_EQ(pull(*hub, {{kA, 0}}).size(), 2U) << "what it had sent stays";
}

TEST_F(HubRights, KioskThatARowLeavesOutIsRefusedFromThatRowOn) {
  const auto url = login({"fair"});
  auto lost = kiosk(url, kB, "B", 2);
  auto other = kiosk(url, kA, "A");
  const std::string said = R"({"kiosk":")" + core::to_text(kB) + R"(","last":3})";
  ASSERT_TRUE(push(*other, kA, {row(kA, 1, "", "kiosk_left_out", said)}));
  EXPECT_TRUE(push(*lost, kB, {row(kB, 3, "fair")}));
  EXPECT_THAT(words(push(*lost, kB, {row(kB, 4, "fair")})), HasSubstr("it was left out"));
}

TEST_F(HubRights, ErasureTakesTheContentOfOnePersonAlone) {
  auto hub = kiosk(login({"fair", "gala"}), kA, "A");
  const KioskId badge{77};
  const std::string erased = R"({"badges":[")" + core::to_text(badge) + R"("],"number":"A-1"})";
  ASSERT_TRUE(push(*hub, kA,
                   {row(kA, 1, "fair", "attendee_registered", R"({"name":"x"})", 5),
                    row(kA, 2, "fair", "attendee_registered", R"({"name":"y"})", 6),
                    row(kA, 3, "fair", "scan_tried", "{}", badge.bits),
                    row(kA, 4, "gala", "scan_tried", "{}", 5),
                    row(kA, 5, "fair", "attendee_erased", erased, 5)}));
  EXPECT_EQ(server().sql("SELECT string_agg(seq::text, ',' ORDER BY seq) FROM hub.journal "
                         "WHERE body IS NULL AND salt IS NULL"),
            "1,3");
  ASSERT_TRUE(push(*hub, kA, {row(kA, 6, "fair", "attendee_edited", R"({"late":1})", 5)}));
  EXPECT_EQ(server().sql("SELECT body IS NULL FROM hub.journal WHERE seq = 6"), "t")
      << "rows that arrive later lose theirs too";
  const Rows seen = pull(*hub, {{kA, 0}});
  ASSERT_EQ(seen.size(), 6U);
  EXPECT_FALSE(seen[0].body);
  EXPECT_EQ(seen[4].body, erased) << "others learn of it from the row itself";
}

TEST_F(HubRights, ContactsForgottenByARetentionRunGoFromTheHubToo) {
  auto hub = kiosk(login({"fair"}), kA, "A");
  ASSERT_TRUE(push(*hub, kA,
                   {row(kA, 1, "fair", "attendee_registered", R"({"email":"x"})", 5),
                    row(kA, 2, "fair", "attendee_edited", R"({"email":"z"})", 5),
                    row(kA, 3, "fair", "attendee_registered", R"({"email":"y"})", 6),
                    row(kA, 4, "fair", "attendee_registered", "{}", 5),
                    row(kA, 5, "fair", "retention_run", "{}")}));
  EXPECT_EQ(server().sql("SELECT string_agg(seq::text, ',' ORDER BY seq) FROM hub.journal "
                         "WHERE body IS NULL"),
            "1,2");
}

TEST_F(HubRights, TwoConnectionsThatPushTheSameKioskSkipAndDoubleNothing) {
  const auto url = login({"fair"});
  auto first = kiosk(url, kA, "A");
  auto second = connect(url);
  const auto push_from_mark = [](Hub& hub) {
    for (std::int64_t pushed = 1; pushed != 0;) {
      const auto done = hub.push(kA, [](const HubMark& held) -> core::Result<Rows> {
        Rows rows;
        for (std::int64_t seq = held.seq + 1; seq <= std::min<std::int64_t>(held.seq + 7, 700);
             ++seq) {
          rows.push_back(row(kA, seq, seq % 3 == 0 ? "" : "fair"));
        }
        return rows;
      });
      ASSERT_TRUE(done) << core::describe(done.error());
      pushed = *done;
    }
  };
  std::thread beside([&] { push_from_mark(*second); });
  push_from_mark(*first);
  beside.join();
  EXPECT_EQ(server().sql("SELECT count(*), count(DISTINCT seq), max(seq) FROM hub.journal"),
            "700|700|700");
}

TEST_F(HubRights, ReaderSeesViewsAndNoJournal) {
  auto hub = kiosk(login({"fair"}), kA, "A", 1);
  server().sql("DROP ROLE IF EXISTS tool");
  server().sql("CREATE ROLE tool LOGIN PASSWORD 'tool' IN ROLE kiosk_hub_reader");
  const auto url = server().url("tool", "tool");
  EXPECT_EQ(refused(url, "SELECT * FROM hub.v_counts"), "");
  EXPECT_EQ(refused(url, "SELECT * FROM hub.v_conflicts"), "");
  EXPECT_EQ(refused(url, "SELECT * FROM hub.v_attendance"), "");
  EXPECT_EQ(refused(url, "SELECT * FROM hub.journal"), kDenied);
  EXPECT_EQ(refused(url, "SELECT * FROM hub.marks()"), kDenied);
  server().sql("DROP ROLE tool");
}

TEST_F(HubRights, BodyThatIsNoDocumentStopsNoView) {
  auto hub = kiosk(login({"fair"}), kA, "A");
  ASSERT_TRUE(push(*hub, kA,
                   {row(kA, 1, "fair", "attendee_registered", "no json", 5),
                    row(kA, 2, "fair", "attendee_registered", "{\"number\":\"\\u0000\"}", 6),
                    row(kA, 3, "fair", "attendee_erased", R"({"badges":3,"visits":"x"})", 7)}));
  EXPECT_EQ(server().sql("SELECT count(*) FROM hub.v_attendance"), "0");
  EXPECT_EQ(server().sql("SELECT count(*) FROM hub.v_counts"), "0");
}

}  // namespace
}  // namespace test
