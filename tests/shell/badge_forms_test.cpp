// The badge templates of a kiosk, and samples of them for the organiser's screen.
#include "shell/badge_forms.h"

#include <algorithm>

#include "shell/backstage.h"
#include "shell/preview_worker.h"

namespace {

using test::Backstage;

class BadgeForms : public testing::Test {
 protected:
  BadgeForms() { std::filesystem::create_directories(folders.own); }
  void write_own(const std::string& name, const std::string& toml) const {
    std::ofstream(folders.own / (name + ".toml")) << toml;
  }
  static std::string small_form(const std::string& name) {
    return "name = \"" + name +
           "\"\ntitle = \"Small\"\npage = [90, 60]\nmargin = 3\n"
           "[[stack]]\nbox = [5, 5, 46, 34]\n  [[stack.text]]\n  fields = [\"given_name\"]\n"
           "  size = 10\n  min_size = 4\n  max_lines = 2\n"
           "[qr]\nbox = [54, 4, 33, 33]\nmin_module = 0.9\n";
  }
  [[nodiscard]] const app::BadgeForm* find(const std::vector<app::BadgeForm>& forms,
                                           const std::string& name) const {
    const auto at = std::find_if(forms.begin(), forms.end(),
                                 [&](const auto& form) { return form.name == name; });
    return at == forms.end() ? nullptr : &*at;
  }

  Backstage kiosk;
  shell::BadgeFolders folders{kiosk.folder.path() / "badges", test::assets() / "badges"};
};

TEST_F(BadgeForms, ThoseOfTheProgramAndTheKiosksOwnAreListedByName) {
  write_own("our-own", small_form("our-own"));
  const auto forms = shell::list_forms(folders);
  EXPECT_TRUE(std::is_sorted(forms.begin(), forms.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  ASSERT_NE(find(forms, "our-own"), nullptr);
  EXPECT_EQ(find(forms, "our-own")->width_mm, 90);
  ASSERT_NE(find(forms, "62x100"), nullptr);
  EXPECT_EQ(find(forms, "62x100")->height_mm, 100);
  EXPECT_GT(find(forms, "A4-CR80")->on_a_page, 1);
}

TEST_F(BadgeForms, OneOfTheKiosksOwnStandsInForOneOfTheSameName) {
  write_own("62x100", small_form("62x100"));
  EXPECT_EQ(shell::load_form(folders, "62x100")->width, 90);
  EXPECT_EQ(find(shell::list_forms(folders), "62x100")->width_mm, 90);
}

TEST_F(BadgeForms, ASampleIsDrawnWithTheTemplateAskedForAndMistakesAreTold) {
  write_own("our-own", small_form("our-own"));
  write_own("wrong", "page = 7\n");
  auto words = i18n::Catalogues::load(i18n::catalogues_folder());
  auto badges = shell::BadgeMaker::load(folders, *kiosk.meeting, std::move(*words));
  ASSERT_TRUE(badges) << core::describe(badges.error());
  shell::PreviewWorker previews(std::move(*badges), kiosk.meeting, kiosk.post.mailbox);
  previews.find_forms();
  EXPECT_NE(find(kiosk.post.wait_for<app::BadgeFormsFound>().forms, "wrong"), nullptr);
  core::Details details;
  details.given_name = "Žanete";
  details.language = "lv";
  previews.draw({1, details, "our-own"});
  EXPECT_EQ(kiosk.post.wait_for<app::PreviewDrawn>().preview, 1);
  const auto wide = previews.take();
  ASSERT_TRUE(wide);
  EXPECT_GT(wide->width, wide->height) << "90 × 60 mm lies, the meeting's 62 × 100 mm stands";
  previews.draw({2, details, "wrong"});
  const auto failed = kiosk.post.wait_for<app::PreviewFailed>();
  EXPECT_EQ(failed.preview, 2);
  EXPECT_FALSE(failed.error.mistakes.empty());
}

}  // namespace
