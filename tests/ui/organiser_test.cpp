// The organiser's Meeting and Devices, over real models, without a window.
#include <gmock/gmock.h>

#include "ui/desk.h"

namespace {

using app::Model;
using testing::HasSubstr;
using ui_test::Desk;

TEST(MeetingScreen, SaysWhatTheFileSays) {
  Desk desk(desk_gallery::meeting_screen("en", "62x100"), {{1920, 6000}, {}});
  EXPECT_EQ(desk.label("meeting:name"), "WIR project meeting in Daugavpils");
  EXPECT_THAT(desk.label("meeting:place"), HasSubstr("Daugavpils, Latvia"));
  EXPECT_THAT(desk.label("meeting:languages"), HasSubstr("Suomi"));
  EXPECT_THAT(desk.label("partner:vanersborg:about"), HasSubstr("Vänersborg, Sweden"));
  EXPECT_THAT(desk.label("partner:daugavpils:about"), HasSubstr("host"));
  EXPECT_THAT(desk.label("session:integration:about"), HasSubstr("14:00–16:00"));
  EXPECT_THAT(desk.label("session:integration:about"), HasSubstr("25\u00A0places"));
  EXPECT_THAT(desk.label("checkpoint:door:about"), HasSubstr("once a day"));
  EXPECT_THAT(desk.label("checkpoint:door:about"), HasSubstr("08:00–20:00"));
  EXPECT_THAT(desk.label("checkpoint:lunch:about"), HasSubstr("asks: Meal"));
  EXPECT_THAT(desk.label("checkpoint:lunch:about"), HasSubstr("Partner in Linz"));
  EXPECT_EQ(desk.label("checkpoint:room-201"), "Working group: integration");
  EXPECT_THAT(desk.label("erase:contact"), HasSubstr("12\u00A0June 2019"));
  EXPECT_THAT(desk.label("keep:evidence"), HasSubstr("15\u00A0October 2024"));
  EXPECT_THAT(desk.label("file:unwritten"), HasSubstr("Deutsch"));
  EXPECT_THAT(desk.label("file:unwritten"), testing::Not(HasSubstr("Latviešu")));
}

TEST(MeetingScreen, TheArrowsGoRoundTheTemplates) {
  Desk desk(desk_gallery::meeting_screen("en", "54x101"));
  EXPECT_EQ(desk.press<app::BadgeFormChosen>("form:next")->name, "62x100");
  EXPECT_EQ(desk.press<app::BadgeFormChosen>("form:previous")->name, "A7");
}

TEST(MeetingScreen, SaysWhetherTheTemplateIsTheOneInUseElseWhatToWrite) {
  Desk used(desk_gallery::meeting_screen("en", "62x100"));
  EXPECT_EQ(used.label("form:words"), used.say("meeting.badge_used"));
  Desk other(desk_gallery::meeting_screen("en", "A4-CR80"));
  EXPECT_THAT(other.label("form:words"), HasSubstr("template = \"A4-CR80\""));
  EXPECT_EQ(other.label("form:size"), "85.6 × 54 mm\u00A0· 10\u00A0on a sheet");
}

TEST(MeetingScreen, WritesSizesAsTheLanguageDoes) {
  Desk german(desk_gallery::meeting_screen("de", "A4-CR80"));
  EXPECT_THAT(german.label("form:size"), HasSubstr("85,6 × 54 mm"));
  Desk russian(desk_gallery::meeting_screen("ru", "A4-CR80"));
  EXPECT_THAT(russian.label("form:size"), HasSubstr("85,6 × 54 мм"));
}

TEST(MeetingScreen, ATemplateWithMistakesSaysThemWithTheirLines) {
  Desk desk(desk_gallery::meeting_screen("en", "our-own", true));
  EXPECT_EQ(desk.label("form:words"), desk.say("meeting.badge_broken"));
  EXPECT_THAT(desk.label("form:mistakes"),
              HasSubstr("Line 12\u00A0· qr.box\u00A0· leaves the page"));
}

TEST(MeetingScreen, TheSampleIsShownOnceItIsDrawn) {
  Desk desk(desk_gallery::meeting_screen("en", "62x100"));
  EXPECT_EQ(desk.find("sample"), nullptr);
  desk.stage.pictures.preview = reinterpret_cast<ImTextureID>(1);
  desk.stage.pictures.preview_size = {732, 1181};
  desk.screen.frame();
  ASSERT_NE(desk.find("sample"), nullptr);
  EXPECT_EQ(desk.label("sample"), desk.say("meeting.badge_sample"));
}

TEST(DevicesScreen, SaysOfEveryPartHowItIsAndWhatToDo) {
  Desk desk(desk_gallery::devices("en", false), {{1080, 3600}, {}});
  for (int part = 0; part < core::kParts; ++part) {
    const std::string id(core::to_text(static_cast<core::Part>(part)));
    ASSERT_NE(desk.find("device:" + id), nullptr) << id;
    EXPECT_FALSE(desk.label("advice:" + id).empty()) << id;
  }
  EXPECT_THAT(desk.label("device:printer"), HasSubstr("Not working"));
  EXPECT_THAT(desk.label("advice:fonts"), HasSubstr("Chinese, Thai"));
  EXPECT_TRUE(desk.press<app::TestPrintPressed>("test_print"));
}

TEST(DevicesScreen, EveryPartHasATestOrSaysWhyThereIsNone) {
  Desk desk(desk_gallery::devices("en", true), {{1080, 3600}, {}});
  using core::Part;
  for (const Part part : {Part::camera, Part::disk, Part::clock, Part::fonts}) {
    const std::string id = "test:" + std::string(core::to_text(part));
    EXPECT_EQ(desk.press<app::PartTestPressed>(id)->part, part);
  }
  EXPECT_THAT(desk.label("try:scanner"), HasSubstr("Read: K1"));
  EXPECT_EQ(desk.label("try:hub"), desk.say("doctor.try_nothing"));
  EXPECT_EQ(desk.label("try:screen"), desk.say("doctor.ruler"));
}

TEST(DevicesScreen, WhatATryHasShownIsSaidInTheLanguageOfTheScreen) {
  using State = app::screen::PartTry::State;
  Model model = desk_gallery::devices("lv", true);
  auto& screen = std::get<app::screen::Devices>(model.screen);
  screen.tries.at(static_cast<std::size_t>(core::Part::clock)) = {
      State::good, "doctor.try_clock", {{"time", "09:02"}, {"date", "2019-03-12"}}};
  Desk desk(model, {{1080, 3600}, {}});
  EXPECT_THAT(desk.label("try:clock"), HasSubstr("09:02"));
  EXPECT_THAT(desk.label("try:clock"), HasSubstr("2019.\u00A0gada 12.\u00A0marts"));
}

TEST(DevicesScreen, ThePrintersTroublesAndItsPaperAreToldInWords) {
  Model model = desk_gallery::devices("de", true);
  auto& screen = std::get<app::screen::Devices>(model.screen);
  screen.findings[0] = {core::Part::printer, core::Health::look, "doctor.printer_trouble"};
  screen.findings[0].more = {"printer.cover_open", "printer.media_low"};
  screen.findings[0].detail = "cover is open, paper is low";
  screen.print = app::screen::Devices::TestPrint::failed;
  screen.failure = {
      core::Failure::unreachable, "The printer x fell silent.", "", {}, "printer.fell_silent"};
  model.signs.paper = app::Paper{12, 100, false};
  Desk desk(model, {{1080, 3600}, {}});
  EXPECT_THAT(desk.label("advice:printer"), HasSubstr(desk.say("printer.cover_open")));
  EXPECT_THAT(desk.label("advice:printer"), HasSubstr(desk.say("printer.media_low")));
  EXPECT_THAT(desk.label("advice:printer"), HasSubstr("12"));
  EXPECT_THAT(desk.label("advice:printer"), testing::Not(HasSubstr("cover is open")));
  EXPECT_THAT(desk.label("try:printer"), HasSubstr(desk.say("printer.fell_silent")));
  EXPECT_THAT(desk.label("try:printer"), testing::Not(HasSubstr("fell silent")));
}

TEST(ImportScreen, ACheckSaysHowFarItIsAndCanBeStopped) {
  Desk desk(desk_gallery::importing("en", app::screen::Import::Phase::checking));
  EXPECT_EQ(desk.label("title"), "preregistered.csv");
  EXPECT_EQ(desk.label("progress_words"), "47%");
  EXPECT_THAT(desk.label("rows"), HasSubstr("120"));
  EXPECT_TRUE(desk.press<app::BackPressed>("stop"));
}

TEST(ImportScreen, NoRowsAreToldBeforeThereAreAny) {
  Model model = desk_gallery::importing("en", app::screen::Import::Phase::checking);
  std::get<app::screen::Import>(model.screen).rows = 0;
  Desk desk(model);
  EXPECT_EQ(desk.find("rows"), nullptr);
  EXPECT_NE(desk.find("stop"), nullptr);
}

}  // namespace
