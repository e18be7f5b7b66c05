// What an export's checksum file says of the journal.
#include "report/seal.h"

#include <gmock/gmock.h>

#include <fstream>

#include "db/desk.h"
#include "db/written_since.h"
#include "report/export.h"

namespace {

using test::Desk;

class Sealed : public testing::Test {
 protected:
  Sealed() {
    desk.register_person(Desk::person("Anna", "Ozola"));
    file = desk.folder.path() / "attendees.csv";
    EXPECT_TRUE(report::export_file(*desk.store, desk.id, report::What::attendees,
                                    report::Format::csv, file));
  }
  Desk desk;
  std::filesystem::path file;
};

TEST_F(Sealed, TheHeadsStandBesideTheChecksumAndLeadToTheJournal) {
  const auto seal = report::read_seal(file);
  ASSERT_TRUE(seal) << core::describe(seal.error());
  EXPECT_EQ(seal->sha256, *report::sha256_of(file));
  ASSERT_EQ(seal->heads.size(), 1U);
  EXPECT_TRUE(*desk.store->has_journal_row(seal->heads.front()));
}

TEST_F(Sealed, SumProgramsPassOverTheHeads) {
  const std::string command = "cd '" + desk.folder.path().string() +
                              "' && sha256sum --check --strict --status attendees.csv.sha256";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST_F(Sealed, WhatWasWrittenSinceIsCountedByKind) {
  const auto seal = report::read_seal(file);
  EXPECT_TRUE(db::written_since(desk.folder.path(), seal->heads)->empty());
  desk.register_person(Desk::person("Ivo", "Liepa"));
  const auto since = *db::written_since(desk.folder.path(), seal->heads);
  EXPECT_EQ(since.at("attendee_registered"), 1);
  EXPECT_EQ(since.at("badge_issued"), 1);
}

TEST_F(Sealed, AFileWithoutHeadsIsRefused) {
  EXPECT_FALSE(report::read_seal(desk.folder.path() / "nowhere.csv"));
  std::ofstream(file.string() + ".sha256") << *report::sha256_of(file) << "  attendees.csv\n";
  const auto seal = report::read_seal(file);
  ASSERT_FALSE(seal);
  EXPECT_EQ(seal.error().failure, core::Failure::bad_input);
}

}  // namespace
