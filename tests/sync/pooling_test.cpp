// Kiosks that reach the hub through pgbouncer, as a programme with many of them would.
#include "fakes/pgbouncer.h"
#include "sync/hub_kiosks.h"

namespace test {
namespace {

class Pooling : public KiosksTest {
 protected:
  /// `postgresql://NAME:PASSWORD@…`
  [[nodiscard]] std::pair<std::string, std::string> login_and_password() const {
    const auto begin = url_.find("//") + 2;
    const auto colon = url_.find(':', begin);
    return {url_.substr(begin, colon - begin), url_.substr(colon + 1, url_.find('@') - colon - 1)};
  }
};

TEST_F(Pooling, RowsAndNewsComeThroughAPoolBySession) {
  const auto [login, password] = login_and_password();
  const fakes::PgBouncer pool(server().port(), login, password);
  Kiosk& a = add('A');
  const auto at_a = follow(a, pool.port());
  const auto first = at_a->turn();
  ASSERT_TRUE(first) << core::describe(first.error());
  EXPECT_GT(first->pushed, 0);
  Kiosk& b = add('B');
  const auto at_b = follow(b, pool.port());
  const auto joined = at_b->turn();
  ASSERT_TRUE(joined) << core::describe(joined.error());

  const auto guest = a.register_person(somebody(1));
  ASSERT_TRUE(at_a->turn());
  const auto news = at_b->wait(-1, std::chrono::seconds(20));
  ASSERT_TRUE(news) << core::describe(news.error());
  EXPECT_TRUE(*news) << "the pool kept the news to itself";
  ASSERT_TRUE(at_b->turn());
  EXPECT_EQ(b.admit(guest.code), core::Verdict::admitted);
  EXPECT_EQ(b.total(), (core::Count{1, 1, 1}));
}

}  // namespace
}  // namespace test
