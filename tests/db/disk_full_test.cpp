// A disk that takes no more, played by the limit on the size of files that a process may write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/desk.h"
#include "fakes/full_disk.h"

namespace {

using core::Verdict;
using fakes::FullDisk;
using test::Desk;
using testing::HasSubstr;

std::uintmax_t log_size(const Desk& desk) {
  return std::filesystem::file_size(desk.file().string() + "-wal");
}

TEST(DiskFull, KeepsWhatWasConfirmedAndRefusesUntilACheckedReopen) {
  Desk desk;
  const auto first = desk.register_person(Desk::person("Ilze", "Ozola"));
  int confirmed = 1;
  {
    const FullDisk full(log_size(desk) + 40'000);
    core::Result<db::Registration> done = first;
    for (int i = 0; i < 100 && done; ++i) {
      done = desk.store->register_attendee(desk.id, Desk::person("Anna", "Kalna"), std::nullopt,
                                           false);
      confirmed += done ? 1 : 0;
    }
    ASSERT_FALSE(done) << "the limit holds";
    EXPECT_EQ(done.error().failure, core::Failure::storage);
    EXPECT_THAT(core::describe(done.error()), testing::Not(HasSubstr("Kalna")));
    EXPECT_TRUE(desk.store->out_of_service());
    EXPECT_EQ(desk.count().registered, confirmed) << "reading goes on";
    const auto scan = desk.store->scan(desk.command(first.code, "09:00"));
    ASSERT_FALSE(scan);
    EXPECT_THAT(scan.error().what, HasSubstr("out of service"));
    const FullDisk fuller(100);
    EXPECT_FALSE(desk.store->reopen_checked()) << "not even a small write is possible";
    EXPECT_TRUE(desk.store->out_of_service());
    EXPECT_EQ(desk.count().registered, confirmed) << "reading still goes on";
  }
  EXPECT_FALSE(desk.store->scan(desk.command(first.code, "09:00"))) << "not before it was checked";
  const auto reopened = desk.store->reopen_checked();
  ASSERT_TRUE(reopened) << core::describe(reopened.error());
  EXPECT_EQ(desk.count().registered, confirmed);
  EXPECT_EQ(desk.verdict(first.code, "09:00"), Verdict::admitted);
  desk.expect_verified();
}

TEST(DiskFull, AtTheFirstStartIsAPlainMessage) {
  test::TempFolder folder;
  {
    const FullDisk full(2000);
    const auto opened = db::Store::open({folder.path(), {}, 'A'});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().failure, core::Failure::storage);
    EXPECT_FALSE(opened.error().next_step.empty());
  }
  EXPECT_TRUE(db::Store::open({folder.path(), {}, 'A'})) << "nothing half-written is in the way";
}

TEST(DiskFull, AKeyIsWholeOrNotThere) {
  test::TempFolder folder;
  auto store = db::Store::open({folder.path(), {}, 'A'});
  ASSERT_TRUE(store);
  const auto keys = folder.path() / "keys";
  {
    const FullDisk full(10);
    const auto added = (*store)->store_meeting(test::sample_meeting(), "sample");
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().failure, core::Failure::storage);
    EXPECT_TRUE(std::filesystem::is_empty(keys));
  }
  EXPECT_TRUE((*store)->store_meeting(test::sample_meeting(), "sample"));
}

TEST(Reopen, OfADatabaseThatWasTakenAwaySaysSoAndReadingGoesOn) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto elsewhere = desk.folder.path() / "elsewhere";
  std::filesystem::create_directory(elsewhere);
  std::filesystem::rename(desk.file(), elsewhere / "kiosk.db");
  std::filesystem::create_directory(desk.file());
  EXPECT_FALSE(desk.store->reopen_checked());
  EXPECT_TRUE(desk.store->out_of_service());
  EXPECT_TRUE(desk.store->counts(desk.id, {}));
  EXPECT_TRUE(desk.store->rest());
}

}  // namespace
