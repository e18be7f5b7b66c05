#include <gtest/gtest.h>
#include <zip.h>

#include <random>

#include "core/progress.h"
#include "fakes/temp_folder.h"
#include "intake/intake.h"
#include "meeting/meeting_file.h"

namespace {

const std::filesystem::path kMappings = KIOSK_SOURCE_DIR "/assets/mappings";
using Parts = std::vector<std::pair<std::string, std::string>>;

core::Meeting sample() {
  return *meeting::load_meeting(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml");
}

std::string zipped(const Parts& parts) {
  fakes::TempFolder folder;
  const std::string file = (folder.path() / "x.zip").string();
  int failed = 0;
  zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &failed);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  }
  EXPECT_EQ(zip_close(archive), 0);
  return fakes::read_bytes(file);
}

/// As Excel and LibreOffice save it: texts shared, the sheet found through relations.
Parts workbook(const std::string& rows) {
  return {
      {"xl/workbook.xml",
       "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/"
       "2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
       "relationships\"><sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"rId7\"/>"
       "<sheet name=\"Other\" sheetId=\"2\" r:id=\"rId8\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"rId8\" Target=\"worksheets/sheet1.xml\"/>"
       "<Relationship Id=\"rId7\" Target=\"/xl/worksheets/people.xml\"/></Relationships>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>Given name</t></si><si><t>Family name</t></si><si><t>Town</t></si>"
       "<si><t>Country</t></si><si><r><t>Žan</t></r><r><t>ete</t></r><rPh><t>no</t></rPh></si>"
       "<si><t xml:space=\"preserve\"> Ķirse </t></si><si><t>Daugavpils</t></si></sst>"},
      {"xl/worksheets/sheet1.xml", "<worksheet/>"},
      {"xl/worksheets/people.xml",
       "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\">"
       "<v>1</v></c><c r=\"D2\" t=\"s\"><v>2</v></c><c r=\"E2\" t=\"s\"><v>3</v></c></row>" +
           rows + "</sheetData></worksheet>"},
  };
}

const std::string kGoodRow =
    "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>4</v></c><c r=\"B5\" t=\"s\"><v>5</v></c>"
    "<c r=\"D5\" t=\"s\"><v>6</v></c><c r=\"E5\" t=\"inlineStr\"><is><t>Latvija</t></is></c></row>";

TEST(Xlsx, ReadingCanBeStoppedWhereverItIs) {
  const std::string bytes = zipped(workbook(kGoodRow));
  for (int stop = 0;; ++stop) {
    int last = 0;
    int asked = 0;
    intake::ReadOptions options;
    options.progress = [&](int percent, int) {
      EXPECT_GE(percent, last);
      last = percent;
      return asked++ < stop;
    };
    const auto list = intake::read_people(bytes, sample(), kMappings, options);
    if (list) {
      EXPECT_GE(stop, 6) << "texts and sheet are unpacked and read, then the rows";
      return;
    }
    EXPECT_TRUE(core::is_stopped(list.error())) << core::describe(list.error());
  }
}

TEST(Xlsx, TheFirstSheetIsReadWithItsLines) {
  const auto list = intake::read_people(zipped(workbook(kGoodRow)), sample(), kMappings, {});
  ASSERT_TRUE(list) << core::describe(list.error());
  ASSERT_EQ(list->people.size(), 1U);
  const auto& person = list->people[0];
  EXPECT_EQ(person.line, 5);
  EXPECT_EQ(person.details.given_name, "Žanete");
  EXPECT_EQ(person.details.family_name, "Ķirse");
  EXPECT_EQ(person.details.country, "LV");
}

TEST(Xlsx, AFormulaIsTheValueItHadNumbersAreWhole) {
  const std::string row =
      "<row r=\"6\"><c r=\"A6\" t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>Anna</v></c>"
      "<c r=\"B6\"><v>12.0</v></c><c r=\"D6\" t=\"s\"><v>6</v></c>"
      "<c r=\"E6\" t=\"str\"><v>LV</v></c></row>";
  const auto list = intake::read_people(zipped(workbook(row)), sample(), kMappings, {});
  ASSERT_TRUE(list) << core::describe(list.error());
  ASSERT_EQ(list->people.size(), 1U);
  EXPECT_EQ(list->people[0].details.given_name, "Anna");
  EXPECT_EQ(list->people[0].details.family_name, "12");
}

/// As libraries write them that work nothing out; Excel keeps an empty text as an empty value.
TEST(Xlsx, AFormulaThatWasNeverWorkedOutIsToldWithItsLine) {
  const std::string start = "<row r=\"6\"><c r=\"A6\" t=\"str\"><v>Anna</v></c><c r=\"B6\">";
  const std::string end =
      "</c><c r=\"D6\" t=\"s\"><v>6</v></c><c r=\"E6\" t=\"str\"><v>LV</v></c></row>";
  const auto list = intake::read_people(zipped(workbook(start + "<f>A6&amp;\"a\"</f>" + end)),
                                        sample(), kMappings, {});
  ASSERT_FALSE(list);
  EXPECT_NE(list.error().what.find("formula"), std::string::npos);
  ASSERT_EQ(list.error().mistakes.size(), 1U);
  EXPECT_EQ(list.error().mistakes[0].line, 6);
  const auto empty = intake::read_people(zipped(workbook(start + "<f>\"\"</f><v></v>" + end)),
                                         sample(), kMappings, {});
  ASSERT_TRUE(empty) << core::describe(empty.error());
  ASSERT_EQ(empty->mistakes.size(), 1U);
  EXPECT_EQ(empty->mistakes[0].field, "family");
}

TEST(Xlsx, ADayIsReadAsADayNotAsTheNumberBehindIt) {
  const std::string row =
      "<row r=\"6\"><c r=\"A6\" s=\"1\"><v>43536</v></c><c r=\"B6\" s=\"2\"><v>43536.5</v></c>"
      "<c r=\"D6\" s=\"3\"><v>43536</v></c><c r=\"E6\" t=\"str\"><v>LV</v></c></row>";
  Parts parts = workbook(row);
  parts.emplace_back(
      "xl/styles.xml",
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" "
      "formatCode=\"[$-426]yyyy&quot;. gada &quot;mmmm\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"[Red]0&quot; days&quot;\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
      "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>"
      "</styleSheet>");
  const auto list = intake::read_people(zipped(parts), sample(), kMappings, {});
  ASSERT_TRUE(list) << core::describe(list.error());
  ASSERT_EQ(list->people.size(), 1U);
  EXPECT_EQ(list->people[0].details.given_name, "2019-03-12");
  EXPECT_EQ(list->people[0].details.family_name, "2019-03-12");
  EXPECT_EQ(list->people[0].details.town, "43536");
}

TEST(Xlsx, HostileWorkbooksAreRefused) {
  auto entities = workbook(kGoodRow);
  entities[2].second = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst>&b;</sst>";
  auto bomb = workbook(kGoodRow);
  bomb[2].second = "<sst><si><t>" + std::string(std::size_t{300} << 20U, 'a') + "</t></si></sst>";
  auto deep = workbook(kGoodRow);
  deep[2].second.clear();
  for (int i = 0; i < 100'000; ++i) deep[2].second += "<a>";
  auto dangling = workbook(
      "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>999</v></c><c r=\"B5\" t=\"s\"><v>-1</v></c></row>");
  auto no_sheet = workbook(kGoodRow);
  no_sheet.pop_back();
  for (const Parts& parts :
       {entities, bomb, deep, dangling, no_sheet, Parts{{"word/document.xml", "<document/>"}}}) {
    const auto list = intake::read_people(zipped(parts), sample(), kMappings, {});
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().failure, core::Failure::bad_input);
  }
}

TEST(Xlsx, DamagedWorkbooksNeverCrash) {
  const std::string whole = zipped(workbook(kGoodRow));
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 1 + round % 8; ++i) {
      bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
    }
    if (round % 5 == 0) bytes.resize(4 + random() % (bytes.size() - 4));
    const auto list = intake::read_people(bytes, sample(), kMappings, {});
    EXPECT_TRUE(list || !list.error().what.empty());
  }
}

}  // namespace
