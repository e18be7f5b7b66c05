// What is wrong with a list is told in the language of the screen, whatever reads the list.
#include <gmock/gmock.h>

#include "intake/intake.h"
#include "ui/desk_scenes.h"
#include "ui/headless.h"

namespace {

const i18n::Catalogues& catalogues() {
  static const auto words = i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n").value();
  return words;
}

/// Everything the Import screen says about these mistakes.
std::vector<std::string> said(const std::string& language,
                              const std::vector<core::Mistake>& mistakes) {
  app::Model model = desk_gallery::importing(language, app::screen::Import::Phase::checked);
  std::get<app::screen::Import>(model.screen).outcome.mistakes = mistakes;
  const auto layouts = ui::load_keyboard_layouts(KIOSK_SOURCE_DIR "/assets/keyboards").value();
  desk_gallery::Stage stage{catalogues(), layouts};
  ui_test::Headless screen([&](ui::Ui& ui) { stage.draw(ui, model); }, {});
  screen.frame();
  std::vector<std::string> labels;
  for (const ui::Widget& widget : screen.record().widgets) labels.push_back(widget.label);
  return labels;
}

std::vector<core::Mistake> mistakes_in(const std::string& csv) {
  const auto list = intake::read_people(csv, *desk_gallery::sample_meeting(),
                                        KIOSK_SOURCE_DIR "/assets/mappings", {});
  return list ? list->mistakes : list.error().mistakes;
}

/// Each is told in Latvian, and none of its English words is left.
void expect_in_latvian(const std::vector<core::Mistake>& mistakes) {
  ASSERT_FALSE(mistakes.empty());
  for (const core::Mistake& mistake : mistakes) {
    const auto labels = said("lv", {mistake});
    const std::string english = mistake.message.substr(0, 12);
    for (const std::string& label : labels) {
      EXPECT_THAT(label, testing::Not(testing::HasSubstr(english))) << mistake.message;
    }
  }
}

TEST(ImportWords, EveryMistakeOfARowIsToldInTheLanguageOfTheScreen) {
  const std::string heading =
      "Given name,Family name,E-mail,Town,Country,Kind,Gender,Sessions,"
      "Partner,Language,No photos\n";
  const auto mistakes = mistakes_in(
      heading + ",Ozola,anna,Daugavpils,Atlantis,king,whale,picnic,nobody,elvish,perhaps\n" +
      std::string(500, 'a') + ",Ozola,,Daugavpils,LV,,,,,,\n" + "An\x01na,Ozola,,,LV,,,,,,\n");
  EXPECT_GE(mistakes.size(), 11U);
  expect_in_latvian(mistakes);
}

TEST(ImportWords, AListThatCannotBeReadIsToldInTheLanguageOfTheScreen) {
  expect_in_latvian(mistakes_in("Colour,Shape\nred,round\n"));
  expect_in_latvian(mistakes_in("Given name,Family name\n\"Anna,Ozola\n"));
}

TEST(ImportWords, ASessionThatIsFullIsNamed) {
  const core::Mistake full{7,
                           "session",
                           "has no places left: integration",
                           "mistake.session_full",
                           {{"session", "integration"}}};
  EXPECT_THAT(said("lv", {full}), testing::Contains(testing::AllOf(
                                      testing::HasSubstr("integration"), testing::HasSubstr("7"))));
  expect_in_latvian({full});
}

TEST(ImportWords, TheColumnIsNamedAsTheListNamesIt) {
  const core::Mistake mistake{
      14, "country", "is no country's code or name", "mistake.country", {{"column", "Valsts"}}};
  EXPECT_THAT(said("fi", {mistake}), testing::Contains(testing::HasSubstr("Valsts")));
}

}  // namespace
