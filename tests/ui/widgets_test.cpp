#include "ui/widgets.h"

#include <gmock/gmock.h>

#include "ui/gallery_screens.h"
#include "ui/headless.h"

namespace {

using ui::Rect;
using ui::Ui;
using ui_test::Headless;

TEST(TextField, NeverPutsItsTextIntoTheRecord) {
  Headless screen([](Ui& ui) {
    ui::text_field(ui, "family", {100, 100, 600, 120}, {"Family name", "Kalniņa", 3, true, "", ""});
  });
  EXPECT_THAT(ui::to_json_lines(screen.record()), testing::Not(testing::HasSubstr("Kalni")));
  ASSERT_NE(screen.record().find("family"), nullptr);
  EXPECT_TRUE(screen.record().find("family")->focused);
}

TEST(TextField, TellsWhichLetterWasTouched) {
  std::size_t caret = 99;
  Headless screen([&caret](Ui& ui) {
    const auto touch =
        ui::text_field(ui, "name", {100, 100, 600, 120}, {"Name", "āāāā", 0, true, "", ""});
    if (touch.clicked) caret = touch.caret;
  });
  const Rect box = screen.record().find("name")->rect;
  const auto tap = [&](float x) {
    screen.down(ui::Vec2{x, box.centre().y});
    screen.up(ui::Vec2{x, box.centre().y});
  };
  tap(box.x + 2);
  EXPECT_EQ(caret, 0U);
  tap(box.right() - 2);
  EXPECT_EQ(caret, 8U);
  const float two = ui::text_width(screen.ui(), ui::Type::body, "āā");
  tap(box.x + screen.ui().px(5) + two);
  EXPECT_EQ(caret, 4U);
}

TEST(TextField, TheCaretBlinksOnlyWhileTypedInto) {
  bool active = true;
  Headless screen([&active](Ui& ui) {
    ui::text_field(ui, "name", {100, 100, 600, 120}, {"Name", "a", 1, active, "", ""});
  });
  ui::Look look{&ui::light_theme(), &screen.ui().fonts(), screen.ui().density(), false};
  screen.ui().configure(look);
  screen.frame();
  EXPECT_TRUE(screen.ui().next_deadline());
  active = false;
  screen.frame();
  EXPECT_FALSE(screen.ui().next_deadline());
}

TEST(Text, BreaksAtSpacesAndInsideLongWords) {
  Headless screen([](Ui&) {});
  const float width = ui::text_width(screen.ui(), ui::Type::body, "Daugavpils pilsētas");
  const auto lines = ui::wrap(screen.ui(), ui::Type::body, "Daugavpils pilsētas dome", width + 1);
  EXPECT_EQ(lines, (std::vector<std::string_view>{"Daugavpils pilsētas", "dome"}));
  const auto forced = ui::wrap(screen.ui(), ui::Type::body, "ņņņņņņņņņņ", width / 4);
  EXPECT_GT(forced.size(), 1U);
  std::string joined;
  for (const auto line : forced) joined += line;
  EXPECT_EQ(joined, "ņņņņņņņņņņ");
  EXPECT_EQ(ui::wrap(screen.ui(), ui::Type::body, "a\n\nb", width).size(), 3U);
  using testing::ElementsAre;
  const float word = ui::text_width(screen.ui(), ui::Type::body, "set --role") - 1;
  EXPECT_THAT(ui::wrap(screen.ui(), ui::Type::body, "set --role", word),
              ElementsAre("set", "--role"));
  const float number = ui::text_width(screen.ui(), ui::Type::body, "No. A-0042") - 1;
  EXPECT_THAT(ui::wrap(screen.ui(), ui::Type::body, "No. A-0042", number),
              ElementsAre("No.", "A-0042"));
  const float name = ui::text_width(screen.ui(), ui::Type::body, "Bergen-Kalniņa") - 1;
  EXPECT_THAT(ui::wrap(screen.ui(), ui::Type::body, "Bergen-Kalniņa", name),
              ElementsAre("Bergen-", "Kalniņa"));
  const float facts = ui::text_width(screen.ui(), ui::Type::body, "Door\u00A0· 09:02") - 1;
  EXPECT_THAT(ui::wrap(screen.ui(), ui::Type::body, "Door\u00A0· 09:02", facts),
              ElementsAre("Door", "09:02"));
}

TEST(Notice, WithoutASignIsAsHighAsItsWordsNeedThere) {
  Headless screen([](Ui&) {});
  const Ui& ui = screen.ui();
  const std::string_view words = "Where is the file to be stored?";
  const float width = ui::text_width(ui, ui::Type::body, words) + 2 * ui.px(6) + 1;
  EXPECT_LT(ui::notice_height(ui, width, words, ui::Tone::plain),
            ui::notice_height(ui, width, words, ui::Tone::stop));
  EXPECT_LT(ui::notice_height(ui, width, words, ui::Tone::plain), 2 * ui.line_px(ui::Type::body));
}

TEST(Text, KeepsACommandOnOneLineAndItsOptionsWhole) {
  using testing::ElementsAre;
  Headless screen([](Ui&) {});
  const auto wrapped = [&](std::string_view text, std::string_view line) {
    const float width = ui::text_width(screen.ui(), ui::Type::body, line) + 1;
    return ui::wrap(screen.ui(), ui::Type::body, text, width);
  };
  const std::string_view set = "Legen Sie sie an: kioskctl pin set --role staff";
  EXPECT_THAT(wrapped(set, "Legen Sie sie an: kioskctl pin"),
              ElementsAre("Legen Sie sie an:", "kioskctl pin set --role staff"));
  EXPECT_THAT(wrapped(set, "Legen Sie sie an: kioskctl"),
              ElementsAre("Legen Sie sie an: kioskctl", "pin set --role staff"))
      << "wider than a line";
  EXPECT_THAT(wrapped("Use kioskctl pin set. Then go on.", "Use kioskctl pin"),
              ElementsAre("Use", "kioskctl pin set.", "Then go on."));
  EXPECT_THAT(wrapped("Then run “kioskctl pin set” with it", "Then run “kioskctl pin"),
              ElementsAre("Then run", "“kioskctl pin set” with", "it"));
  EXPECT_THAT(wrapped("add --with-keys", "add --with-"), ElementsAre("add", "--with-keys"));
}

TEST(Text, IsShortenedWithAnEllipsisOnAWholeLetter) {
  Headless screen([](Ui&) {});
  const float width = ui::text_width(screen.ui(), ui::Type::body, "Bērziņ…");
  EXPECT_EQ(ui::shorten(screen.ui(), ui::Type::body, "Bērziņa-Kalniņa", width + 1), "Bērziņ…");
  EXPECT_EQ(ui::shorten(screen.ui(), ui::Type::body, "Bērziņ", width), "Bērziņ");
}

TEST(Text, OfOtherScriptsIsShapedOutside) {
  Headless screen([](Ui& ui) {
    ui::personal_text(ui, "name", {0, 0, 500, 100}, "王小明", {ui::Type::body, ui.theme().ink});
  });
  std::vector<std::string> asked;
  screen.ui().set_text_shaper([&asked](std::string_view text, float, bool) {
    asked.emplace_back(text);
    return std::optional<ui::ShapedText>{ui::ShapedText{nullptr, {60, 30}}};
  });
  screen.frame();
  EXPECT_THAT(asked, testing::Contains("王小明"));
}

struct Screen {
  ui::Vec2 size;
  float px_per_mm;
};

class Gallery : public testing::TestWithParam<Screen> {};

// Every sample screen, in each look, keeps to the sizes of SCREENS.md.
TEST_P(Gallery, IsUsable) {
  const auto layouts = ui::load_keyboard_layouts(KIOSK_SOURCE_DIR "/assets/keyboards").value();
  for (const ui::Theme* theme : {&ui::light_theme(), &ui::high_contrast_theme()}) {
    gallery::State state;
    state.layouts = &layouts;
    std::string name;
    const ui::Density density{GetParam().px_per_mm, false};
    Headless screen(
        [&](Ui& ui) {
          if (!name.empty()) gallery::draw(name, ui, state);
        },
        {GetParam().size, density, theme});
    for (const std::string& each : gallery::names()) {
      SCOPED_TRACE(each);
      name = screen.screen = each;
      screen.frame();
      ui_test::expect_usable(screen.record(), density, GetParam().size);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Screens, Gallery,
                         testing::Values(Screen{{1920, 1080}, 3.6F}, Screen{{1080, 1920}, 3.6F},
                                         Screen{{1280, 800}, 3.9F}, Screen{{1024, 768}, 3.3F}));

TEST(Gallery, AnswersByIdLikeAPerson) {
  const auto layouts = ui::load_keyboard_layouts(KIOSK_SOURCE_DIR "/assets/keyboards").value();
  gallery::State state;
  state.layouts = &layouts;
  Headless screen([&](Ui& ui) { gallery::draw("welcome", ui, state); });
  screen.press("register");
  EXPECT_EQ(state.clicked, "register");
  screen.press("language:ru");
  EXPECT_EQ(state.clicked, "ru");
  screen.press("contrast");
  EXPECT_EQ(state.clicked, "contrast");
}

}  // namespace
