// `duplicates`, `attendee merge`, and what `register` says of somebody who is here already.
#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::ordered_json;

class Duplicates : public test::KioskctlTest {
 protected:
  Duplicates() { add_meeting(); }

  Answer register_again(const std::string& given, const std::string& family) {
    return at({"register", "--given", given, "--family", family, "--town", "Daugavpils",
               "--country", "LV", "--kind", "local"});
  }
};

TEST_F(Duplicates, RegisterTellsWhoMayBeTheSameAndRegistersAllTheSame) {
  register_local("Jānis", "Bērziņš");
  const Answer again = register_again("Janis", "BERZINS");
  const auto json = done(again);
  EXPECT_EQ(json["number"], "A-0002");
  EXPECT_EQ(json["duplicates"], ordered_json({"A-0001"}));
  EXPECT_NE(again.err.find("A-0001"), std::string::npos) << again.err;
  EXPECT_EQ(again.err.find("Bērziņš"), std::string::npos) << "names are no business of a log";
  EXPECT_EQ(done(at({"counts"}))["registered"], 2);
}

TEST_F(Duplicates, RegisterSaysNothingOfStrangers) {
  register_local("Jānis", "Bērziņš");
  const Answer other = register_again("Anna", "Ozola");
  EXPECT_EQ(keys(done(other)), (std::vector<std::string>{"attendee", "number", "code"}));
  EXPECT_EQ(other.err, "");
}

TEST_F(Duplicates, PairsAreListedUntilTheyAreMerged) {
  const auto first = register_local("Jānis", "Bērziņš");
  const auto second = done(register_again("Jānis", "Bērziņš"));
  register_local("Anna", "Ozola");
  EXPECT_EQ(scan(second["code"], "09:00")["verdict"], "admitted");
  const auto pairs = done(at({"duplicates"}));
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(keys(pairs[0]), (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(pairs[0]["first"]["number"], "A-0001");
  EXPECT_EQ(pairs[0]["second"]["number"], "A-0002");

  const auto merged = done(at({"attendee", "merge", "A-0002", "--into", "A-0001"}));
  EXPECT_EQ(merged["number"], "A-0001");
  EXPECT_EQ(merged["scans"].size(), 1U);
  EXPECT_EQ(done(at({"duplicates"})), ordered_json::array());
  EXPECT_EQ(done(at({"counts"}))["registered"], 2);
  EXPECT_EQ(scan(second["code"], "09:01")["verdict"], "already");
  EXPECT_EQ(scan(first["code"], "09:02")["verdict"], "already");
  EXPECT_EQ(done(at({"attendee", "show", "A-0002"}))["number"], "A-0001");
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(Duplicates, WhatCannotBeMergedSaysSoAndChangesNothing) {
  register_local("Jānis", "Bērziņš");
  EXPECT_EQ(at({"attendee", "merge", "A-0001", "--into", "A-0001"}).status, 3);
  EXPECT_EQ(at({"attendee", "merge", "A-0001", "--into", "A-0009"}).status, 3);
  EXPECT_EQ(at({"attendee", "merge", "A-0001"}).status, 2);
  EXPECT_EQ(run({"duplicates", "--meeting", "nowhere"}).status, 3);
  EXPECT_EQ(done(at({"counts"}))["registered"], 1);
}

TEST_F(Duplicates, EveryRefusedTryIsExportedWithItsReason) {
  const auto first = register_local("Anna", "Ozola");
  const auto& code = first["code"];
  const auto fresh = done(at({"badge", "reissue", "A-0001"}));
  EXPECT_EQ(scan(code, "09:00")["verdict"], "revoked");
  EXPECT_EQ(scan(fresh["code"], "09:01")["verdict"], "admitted");
  EXPECT_EQ(scan(fresh["code"], "09:02")["verdict"], "already");
  EXPECT_EQ(scan("nobody at all", "09:03")["verdict"], "unknown");
  done(at({"export", "scans", "--format", "json", "-o", file("scans.json")}));
  const auto rows = ordered_json::parse(fakes::read_bytes(file("scans.json")));
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0]["verdict"], "revoked");
  EXPECT_EQ(rows[0]["reason"], "replaced");
  EXPECT_EQ(rows[0]["recorded"], false);
  EXPECT_EQ(rows[2]["verdict"], "already");
  EXPECT_EQ(rows[3]["verdict"], "unknown");
}

}  // namespace
