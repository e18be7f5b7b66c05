// `report` and `verify --head` through the command line; PDFs are read back with pdftotext.
#include <regex>

#include "cli/kioskctl.h"

namespace {

using test::Answer;
using test::ordered_json;

class Report : public test::KioskctlTest {
 protected:
  Report() { add_meeting(); }

  /// The text of each page.
  static std::vector<std::string> pages(const std::string& pdf) {
    const std::string out = pdf + ".txt";
    const std::string command = "pdftotext -layout '" + pdf + "' '" + out + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::vector<std::string> list;
    const std::string text = fakes::read_bytes(out);
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = std::min(text.find('\f', from), text.size());
      list.push_back(text.substr(from, end - from));
      from = end + 1;
    }
    return list;
  }

  std::vector<std::string> sheets(std::vector<std::string> options = {}) {
    const std::string pdf = file("sheets.pdf");
    std::vector<std::string> command = {"report", "signature-sheets", "-o", pdf};
    command.insert(command.end(), options.begin(), options.end());
    const auto json = done(at(command));
    auto list = pages(pdf);
    EXPECT_EQ(json["pages"], list.size());
    return list;
  }

  static bool has(const std::string& page, const std::string& text) {
    return page.find(text) != std::string::npos;
  }

  std::string head_on(const std::string& page) {
    std::smatch found;
    const bool there = std::regex_search(page, found, std::regex("[A-Z]:[0-9]+:[0-9a-f]{64}"));
    EXPECT_TRUE(there) << page;
    return found.str();
  }
};

TEST_F(Report, SheetsKeepDaysTownsInvitedAndLocalApart) {
  register_guest("Sven", "Åberg");
  register_local("Anna", "Ozola");
  register_local("Сергей", "Иванов");
  scan("A-1", "09:02");
  const auto list = sheets({"--language", "en"});
  ASSERT_EQ(list.size(), 6U) << "three days, two towns";
  EXPECT_TRUE(has(list[0], "Vänersborg (Sweden)") && has(list[0], "Invited participants"));
  EXPECT_TRUE(has(list[0], "Sven Åberg") && has(list[0], "09:02"));
  EXPECT_TRUE(has(list[0], "Checked in: 1 of 1"));
  EXPECT_FALSE(has(list[0], "Ozola"));
  EXPECT_TRUE(has(list[1], "Daugavpils (Latvia)") && has(list[1], "Residents"));
  EXPECT_TRUE(has(list[1], "Anna Ozola") && has(list[1], "Сергей Иванов"));
  EXPECT_FALSE(has(list[1], "Åberg"));
  EXPECT_FALSE(has(list[2], "09:02")) << "the second day is another list";
  EXPECT_TRUE(has(list[0], "Tuesday, 12 March 2019") && has(list[2], "Wednesday, 13 March 2019"));
  for (const std::string& page : list) {
    EXPECT_TRUE(has(page, "000000-CITIZ-1-2017-1-SE") && has(page, "Co-funded by"));
    EXPECT_TRUE(has(page, "Came without registration") && has(page, "Certification"));
  }
  EXPECT_TRUE(has(list[5], "Page 6 of 6"));
}

TEST_F(Report, SheetsCanBeOneDayAndOneTown) {
  register_guest("Sven", "Åberg");
  const auto list = sheets({"--language", "en", "--day", "2019-03-13", "--town", "Vänersborg"});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_TRUE(has(list[0], "Sven Åberg") && has(list[0], "13 March 2019"));
  const std::string pdf = file("x.pdf");
  EXPECT_EQ(at({"report", "signature-sheets", "-o", pdf, "--day", "2019-04-01"}).status, 3);
  EXPECT_EQ(at({"report", "signature-sheets", "-o", pdf, "--town", "Nowhere"}).status, 3);
  expect_mistake(at({"report", "signature-sheets", "-o", pdf, "--day", "soon"}), "day");
  const Answer klingon = at({"report", "signature-sheets", "-o", pdf, "--language", "tlh"});
  expect_mistake(klingon, "language");
  EXPECT_TRUE(has(klingon.err, "de, en, es, fi, it, lv, ru, sv")) << klingon.err;
  EXPECT_FALSE(std::filesystem::exists(pdf));
}

TEST_F(Report, WithoutAnybodyThereIsAListForWalkIns) {
  const auto list = sheets({"--language", "en", "--day", "2019-03-12"});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_TRUE(has(list[0], "Daugavpils (Latvia)") && has(list[0], "Checked in: 0 of 0"));
}

TEST_F(Report, EveryLanguageHasItsDocuments) {
  register_guest("Sven", "Åberg");
  scan("A-1", "09:02");
  for (const char* language : {"lv", "en", "ru", "sv", "de", "it", "es", "fi"}) {
    const std::string pdf = file(std::string(language) + ".pdf");
    for (const char* what : {"signature-sheets", "certificates"}) {
      done(at({"report", what, "--language", language, "-o", pdf}));
      for (const std::string& page : pages(pdf)) {
        EXPECT_FALSE(has(page, "report.")) << language << page;
      }
    }
    const auto text = done(at({"report", "publication", "--language", language}));
    EXPECT_EQ(text["language"], language);
    EXPECT_TRUE(has(text["text"], "Vänersborg (")) << text["text"];
    EXPECT_FALSE(has(text["text"], "report.")) << text["text"];
  }
}

TEST_F(Report, CertificatesAreForThoseWhoWereThere) {
  register_guest("Sven", "Åberg");
  register_local("Anna", "Ozola");
  const std::string pdf = file("c.pdf");
  EXPECT_EQ(at({"report", "certificates", "-o", pdf}).status, 3) << "nobody was there yet";
  scan("A-1", "09:02");
  EXPECT_EQ(done(at({"report", "certificates", "--language", "en", "-o", pdf}))["pages"], 1);
  const std::string page = pages(pdf).at(0);
  EXPECT_TRUE(has(page, "Certificate of attendance") && has(page, "Sven Åberg"));
  EXPECT_TRUE(has(page, "Vänersborg (Sweden)") && has(page, "Tuesday, 12 March 2019"));
  EXPECT_FALSE(has(page, "13 March 2019\n"));
  const Answer absent = at({"report", "certificates", "--attendee", "A-2", "-o", pdf});
  EXPECT_EQ(absent.status, 3);
  EXPECT_EQ(absent.err.find("Ozola"), std::string::npos);
}

TEST_F(Report, PublicationIsPlainTextOrHtml) {
  register_guest("Sven", "Åberg");
  register_local("Anna", "Ozola");
  scan("A-1", "09:02");
  scan("A-2", "09:03");
  const Answer plain = run_bare(
      {"report", "publication", "--meeting", test::kMeeting, "--language", "en", "--data", data()});
  EXPECT_EQ(plain.status, 0) << plain.err;
  EXPECT_TRUE(has(plain.out,
                  "The event involved 2 citizens, including 1 from the city of Daugavpils (Latvia) "
                  "and 1 from the city of Vänersborg (Sweden)."))
      << plain.out;
  EXPECT_TRUE(has(plain.out, "12–14 March 2019"));
  EXPECT_FALSE(has(plain.out, "Ozola"));
  const std::string html = file("event.html");
  done(at({"report", "publication", "--language", "lv", "--html", "-o", html}));
  EXPECT_TRUE(has(fakes::read_bytes(html), "<html lang=\"lv\">"));
}

TEST_F(Report, HeadOnASheetProvesThatNothingBeforeItWasChanged) {
  register_local("Anna", "Ozola");
  scan("A-1", "09:02");
  const std::string head = head_on(sheets().front());
  register_local("Nora", "Kalna");
  const auto good = done(run({"verify", "--head", head}));
  EXPECT_EQ(good["ok"], true);
  EXPECT_EQ(good["heads"][0]["stands"], true);

  const std::string cut = "sqlite3 '" + data() +
                          "/kiosk.db' \"DELETE FROM journal WHERE seq >= (SELECT max(seq) - 2 FROM "
                          "journal)\"";
  ASSERT_EQ(std::system(cut.c_str()), 0);
  done(run({"rebuild"}));
  EXPECT_EQ(done(run({"verify"}))["ok"], true) << "a chain cut off at its end still verifies";
  const Answer bad = run({"verify", "--head", head});
  EXPECT_EQ(bad.status, 4);
  EXPECT_EQ(bad.json()["heads"][0]["stands"], false);
}

TEST_F(Report, AHeadThatIsNoneIsWrongInput) {
  for (const char* head : {"", "A", "A:1", "A:x:00", "a:1:00", "A:0:00", "A:1:xyz"}) {
    EXPECT_EQ(run({"verify", "--head", head}).status, 3) << head;
  }
}

TEST_F(Report, DocumentsComeWithAChecksumAndOnlyWhole) {
  register_local("Anna", "Ozola");
  sheets();
  const std::string check = "cd '" + folder.path().string() + "' && sha256sum --quiet -c *.sha256";
  EXPECT_EQ(std::system(check.c_str()), 0);
  EXPECT_EQ(at({"report", "signature-sheets", "-o", "/dev/full"}).status, 4);
  EXPECT_EQ(at({"report", "signature-sheets", "-o", file("no/a.pdf")}).status, 4);
}

}  // namespace
