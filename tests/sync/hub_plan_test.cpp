// How the hub finds what a kiosk lacks: by the keys of the meetings that it lacks rows of.
#include <gmock/gmock.h>

#include "sync/hub_desk.h"

namespace test {
namespace {

using testing::HasSubstr;
using testing::Not;

class HubPlan : public HubTest {
 protected:
  /// Rows 1 to `count` of the kiosk.
  static Rows rows(KioskId kiosk, int count, const std::string& meeting) {
    Rows all;
    for (int seq = 1; seq <= count; ++seq) all.push_back(row(kiosk, seq, meeting));
    return all;
  }

  static int partition_of(const std::string& meeting) {
    return std::stoi(server().sql("SELECT id FROM hub.meetings WHERE meeting = '" + meeting + "'"));
  }

  /// What the server says it did for a kiosk that holds `seq` rows of `kiosk`.
  static std::string plan_for(KioskId kiosk, std::int64_t seq) {
    const std::string call = "SELECT count(*) FROM hub.rows_beyond(ARRAY[" +
                             std::to_string(static_cast<std::int64_t>(kiosk.bits)) +
                             "]::bigint[], ARRAY[" + std::to_string(seq) + "]::bigint[], 1000)";
    server().sql(
        "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0;"
        "SET auto_explain.log_nested_statements = on; SET auto_explain.log_analyze = on; " +
        call);
    const std::string log = server().log();
    const auto query = log.rfind("FROM unnest(kiosks, seqs)");
    return query == std::string::npos ? log : log.substr(query);
  }
};

TEST_F(HubPlan, PullReadsOneIndexOfOneMeetingHoweverManyThereAre) {
  const KioskId kiosk{7};
  const auto url = login({"fair", "gala", "expo"});
  server().sql("INSERT INTO hub.access VALUES ('hub', 'fair'), ('hub', 'gala'), ('hub', 'expo')");
  auto hub = HubPlan::kiosk(url, kiosk, "A");
  push(*hub, kiosk, rows(kiosk, 5'000, "fair"));
  auto other = HubPlan::kiosk(url, KioskId{8}, "B");
  push(*other, KioskId{8}, rows(KioskId{8}, 5'000, "gala"));
  server().sql("ANALYZE");

  const std::string plan = plan_for(kiosk, 4'990);
  const std::string own = "journal_" + std::to_string(partition_of("fair"));
  EXPECT_THAT(plan, Not(HasSubstr("Seq Scan on journal"))) << plan;
  EXPECT_THAT(plan, HasSubstr("Index Scan using " + own + "_pkey on " + own)) << plan;
  EXPECT_THAT(plan, HasSubstr("(never executed)")) << "the other meetings' partitions: " << plan;
  EXPECT_THAT(plan, HasSubstr("rows=10 ")) << plan;
}

}  // namespace
}  // namespace test
