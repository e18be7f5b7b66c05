// `export` through the command line; what the files hold is tested with report.
#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::ordered_json;

class Export : public test::KioskctlTest {
 protected:
  Export() {
    add_meeting();
    register_local("=HYPERLINK(\"x\")", "Ozola, \"Anna\"");
    scan("A-1", "09:00");
  }
};

TEST_F(Export, FileComesWithAChecksumThatHolds) {
  for (const char* what : {"attendees", "attendance", "scans"}) {
    for (const char* format : {"csv", "json"}) {
      const std::string name = file(std::string(what) + "." + format);
      const auto json = done(at({"export", what, "--format", format, "-o", name}));
      EXPECT_EQ(json["rows"], 1);
      EXPECT_EQ(fakes::read_bytes(name), at({"export", what, "--format", format, "-o", "-"}).out);
    }
  }
  const std::string check = "cd '" + folder.path().string() + "' && sha256sum --quiet -c *.sha256";
  EXPECT_EQ(std::system(check.c_str()), 0);
}

TEST_F(Export, JsonRowsHaveTypes) {
  const auto rows = done(at({"export", "attendance", "--format", "json", "-o", "-"}));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["forced"], false);
  EXPECT_EQ(rows[0]["given_name"], "=HYPERLINK(\"x\")");
  EXPECT_EQ(rows[0]["day"], "2019-03-12");
}

TEST_F(Export, CsvNeverStartsAFormula) {
  const Answer answer = at({"export", "attendance", "--format", "csv", "-o", "-"});
  const std::string cells = R"csv("'=HYPERLINK(""x"")","Ozola, ""Anna""")csv";
  EXPECT_NE(answer.out.find(cells), std::string::npos) << answer.out;
}

TEST_F(Export, ExportThatFailsLeavesTheOldFile) {
  fakes::write_bytes(file("a.csv"), "old");
  EXPECT_EQ(
      run({"export", "attendance", "--meeting", "nowhere", "--format", "csv", "-o", file("a.csv")})
          .status,
      3);
  EXPECT_EQ(fakes::read_bytes(file("a.csv")), "old");
  EXPECT_EQ(at({"export", "attendance", "--format", "csv", "-o", file("no/a.csv")}).status, 4);
  EXPECT_EQ(at({"export", "attendance", "--format", "csv", "-o", "/dev/full"}).status, 4);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

}  // namespace
