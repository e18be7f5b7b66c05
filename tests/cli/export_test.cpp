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
    for (const char* format : {"csv", "xlsx", "json"}) {
      const std::string name = file(std::string(what) + "." + format);
      const auto json = done(at({"export", what, "--format", format, "-o", name}));
      EXPECT_EQ(json["rows"], 1);
      const auto printed = at({"export", what, "--format", format, "-o", "-"}).out;
      // A spreadsheet notes when it was made.
      const bool is_text = std::string(format) != "xlsx";
      EXPECT_TRUE(is_text ? printed == fakes::read_bytes(name) : printed.rfind("PK", 0) == 0);
    }
  }
  const std::string check = "cd '" + folder.path().string() + "' && sha256sum --quiet -c *.sha256";
  EXPECT_EQ(std::system(check.c_str()), 0);
}

/// What openpyxl, which Debian's own Python has, reads:
/// {"sheet","frozen","filter","widths","rows":[[[type, value],…],…]}.
ordered_json read_xlsx(const std::string& file) {
  const std::string out = file + ".read";
  const std::string command = "/usr/bin/python3 '" KIOSK_SOURCE_DIR "/tests/cli/read_xlsx.py' '" +
                              file + "' > '" + out + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return ordered_json::parse(fakes::read_bytes(out), nullptr, false);
}

TEST_F(Export, SpreadsheetHasTypedCellsAFrozenHeaderAndNoFormula) {
  const std::string name = file("a.xlsx");
  done(at({"export", "attendance", "--format", "xlsx", "-o", name}));
  const auto book = read_xlsx(name);
  EXPECT_EQ(book["sheet"], "attendance");
  EXPECT_EQ(book["frozen"], "A2");
  EXPECT_EQ(book["filter"], "A1:N2");
  EXPECT_GE(book["widths"]["H"].get<double>(), 20);
  ASSERT_EQ(book["rows"].size(), 2U);
  const auto& cells = book["rows"][1];
  EXPECT_EQ(cells[0], ordered_json({"d", "2019-03-12T09:00:00"}));
  EXPECT_EQ(cells[1], ordered_json({"d", "2019-03-12T00:00:00"}));
  EXPECT_EQ(cells[5], ordered_json({"b", false}));
  EXPECT_EQ(cells[7], ordered_json({"s", "=HYPERLINK(\"x\")"}));
}

TEST_F(Export, SpreadsheetLeavesNothingBesideIt) {
  done(at({"export", "attendees", "--format", "xlsx", "-o", file("a.xlsx")}));
  for (const auto& entry : std::filesystem::directory_iterator(data())) {
    EXPECT_EQ(entry.path().filename().string().rfind(".export-", 0), std::string::npos);
  }
}

TEST_F(Export, MatrixAndEventDescriptionComeInEveryFormat) {
  for (const char* what : {"matrix", "eds"}) {
    for (const char* format : {"csv", "xlsx", "json"}) {
      const auto json = done(at({"export", what, "--format", format, "-o", file("x")}));
      EXPECT_GE(json["rows"], 1) << what << format;
    }
  }
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
