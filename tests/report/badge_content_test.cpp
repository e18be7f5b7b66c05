#include "report/badge_content.h"

#include <gtest/gtest.h>

#include "db/desk.h"

namespace {

using core::Kind;
using test::Desk;

class BadgeContent : public testing::Test {
 protected:
  badge::Content of(const core::Details& details, std::string_view language = {}) {
    const auto done = desk.register_person(details);
    const auto card = desk.store->find_attendee(desk.id, done.number);
    EXPECT_TRUE(card);
    return report::make_badge_content(*desk.meeting, card->attendee, card->code, catalogues,
                                      language);
  }

  Desk desk;
  i18n::Catalogues catalogues = *i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n");
};

TEST_F(BadgeContent, SaysWhoAndWhichMeetingInTheMeetingsLanguage) {
  const auto content = of(Desk::person("Sven", "Åberg", Kind::invited));
  EXPECT_EQ(content.given_name, "Sven");
  EXPECT_EQ(content.organisation, "Vänersborgs kommun");
  EXPECT_EQ(content.country_name, "Zviedrija");
  EXPECT_EQ(content.meeting_name, "WIR projekta tikšanās Daugavpilī");
  EXPECT_EQ(content.place_and_dates, "Daugavpils, 2019. gada 12.–14. marts");
  EXPECT_EQ(content.number, "A-0001");
  EXPECT_EQ(content.code.size(), 28U);
  EXPECT_TRUE(content.eu_emblem);
  EXPECT_EQ(content.language, "lv");
}

TEST_F(BadgeContent, TheAttendeesLanguageComesFirstUnlessOneIsAsked) {
  auto details = Desk::person("Sven", "Åberg", Kind::invited);
  details.language = "en";
  EXPECT_EQ(of(details).kind_label, "Invited guest");
  EXPECT_EQ(of(details, "sv").country_name, "Sverige");
}

TEST_F(BadgeContent, WhoReadsNoneOfTheMeetingsLanguagesReadsEnglish) {
  auto details = Desk::person("Sven", "Åberg", Kind::invited);
  details.language = "fi";
  details.sessions = {{"integration"}};
  const auto content = of(details);
  EXPECT_EQ(content.meeting_name, "WIR project meeting in Daugavpils");
  EXPECT_EQ(content.sessions, std::vector<std::string>{"Working group: integration"});
}

TEST_F(BadgeContent, OnesOwnOrganisationComesBeforeThePartners) {
  auto details = Desk::person("Sven", "Åberg", Kind::invited);
  details.organisation = "Skolan";
  details.sessions = {{"integration"}};
  details.photo_opt_out = true;
  const auto content = of(details, "en");
  EXPECT_EQ(content.organisation, "Skolan");
  EXPECT_EQ(content.sessions, std::vector<std::string>{"Working group: integration"});
  EXPECT_TRUE(content.photo_opt_out);
  EXPECT_EQ(content.photo_label, "No photos");
}

}  // namespace
