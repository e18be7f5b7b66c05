// What arrives at a real printer, read back: pages, their size, what was asked for, the code.
#include <cmath>

#include "devices/cups_printer.h"
#include "fakes/cups_server.h"
#include "fakes/ipp_printer.h"
#include "shell/backstage.h"

namespace {

using test::Backstage;

struct Paper {
  int pages = 0;
  double width_mm = 0;
  double height_mm = 0;
};

constexpr double kMmOfPoint = 25.4 / 72;
constexpr double kDot = 25.4 / 300;  // mm; a page is rounded to the printer's dots

class PrintedPaper : public testing::Test {
 protected:
  /// A badge as the kiosk makes it, with the meeting's template or one of the kiosk's own.
  shell::PrintableBadge badge() {
    auto words = i18n::Catalogues::load(i18n::catalogues_folder());
    const auto maker = shell::BadgeMaker::load(
        {kiosk.folder.path() / "badges", test::assets() / "badges"}, *kiosk.meeting, *words);
    EXPECT_TRUE(maker) << (maker ? "" : core::describe(maker.error()));
    core::Attendee attendee;
    attendee.number = "A-0001";
    attendee.details = test::Desk::person("Žanete", "Ozola");
    auto made = maker->make(*kiosk.meeting, attendee, kCode, 300);
    EXPECT_TRUE(made) << (made ? "" : core::describe(made.error()));
    return made ? std::move(*made) : shell::PrintableBadge{};
  }
  /// The meeting's template with the same on the back.
  void make_two_sided() {
    std::filesystem::create_directories(kiosk.folder.path() / "badges");
    std::ifstream usual(test::assets() / "badges" / "62x100.toml");
    std::ofstream both(kiosk.folder.path() / "badges" / "62x100.toml");
    both << "sides = \"two\"\n" << usual.rdbuf();
  }
  static devices::PrintJob job(const shell::PrintableBadge& badge, int copies) {
    return {"job-1",         "badge A-0001", badge.pdf,      badge.width_mm,
            badge.height_mm, copies,         badge.two_sided};
  }
  /// The only document that the printer has, once it is whole.
  std::filesystem::path arrived(const fakes::IppPrinter& printer) {
    EXPECT_TRUE(fakes::wait_until([&] {
      const auto all = printer.documents();
      return all.size() == 1 && all.front().find("%%EOF") != std::string::npos;
    }));
    auto file = kiosk.folder.path() / "arrived.pdf";
    const auto documents = printer.documents();
    fakes::write_bytes(file, documents.empty() ? "" : documents.front());
    return file;
  }
  Paper read(const std::filesystem::path& pdf) {
    const auto about = kiosk.folder.path() / "about";
    EXPECT_EQ(fakes::run({"pdfinfo", pdf}, about), 0);
    const std::string said = fakes::read_bytes(about);
    const auto after = [&](const std::string& key) {
      const auto at = said.find(key);
      return at == std::string::npos ? "" : said.c_str() + at + key.size();
    };
    Paper paper;
    paper.pages = std::atoi(after("Pages:"));
    std::sscanf(after("Page size:"), "%lf x %lf", &paper.width_mm, &paper.height_mm);
    return {paper.pages, paper.width_mm * kMmOfPoint, paper.height_mm * kMmOfPoint};
  }

  static constexpr const char* kCode = "K100000000000000000000000000";
  Backstage kiosk;
};

TEST_F(PrintedPaper, ATwoSidedBadgeInThreeCopiesIsTwoPagesAndAsksForBoth) {
  make_two_sided();
  const auto made = badge();
  ASSERT_TRUE(made.two_sided);
  const fakes::IppPrinter real;
  const auto printer = devices::CupsPrinter::from_setting(real.uri());
  const auto receipt = (*printer)->print(job(made, 3));
  ASSERT_TRUE(receipt) << core::describe(receipt.error()) << real.log();
  const auto pdf = arrived(real);
  const Paper paper = read(pdf);
  EXPECT_EQ(paper.pages, 2);
  EXPECT_NEAR(paper.width_mm, 62, kDot);
  EXPECT_NEAR(paper.height_mm, 100, kDot);
  EXPECT_EQ(real.asked_for("SIDES"), "two-sided-long-edge");
  EXPECT_EQ(real.asked_for("COPIES"), "3");
  EXPECT_EQ(test::code_on(pdf), kCode);
}

TEST_F(PrintedPaper, AQueueOfCupsHandsOnTheBadgeOnItsPaperAndItsCodeReads) {
  const auto made = badge();
  const fakes::IppPrinter real;
  fakes::CupsServer server;
  ASSERT_TRUE(server.add_queue("badges", real.uri()));
  const auto queue = devices::CupsPrinter::from_setting("badges");
  const auto receipt = (*queue)->print(job(made, 1));
  ASSERT_TRUE(receipt) << core::describe(receipt.error()) << server.log();
  const auto pdf = arrived(real);
  const Paper paper = read(pdf);
  EXPECT_EQ(paper.pages, 1);
  EXPECT_NEAR(paper.width_mm, 62, kDot);
  EXPECT_NEAR(paper.height_mm, 100, kDot);
  EXPECT_EQ(real.asked_for("MEDIA"), "custom_62x100mm_62x100mm");
  EXPECT_EQ(test::code_on(pdf), kCode);
}

}  // namespace
