// Documents made from evidence at hand: grammar, page numbers, and that everybody has a place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "db/desk.h"
#include "report/certificates.h"
#include "report/publication.h"
#include "report/signature_sheets.h"

namespace {

using report::Evidence;
using report::Person;
using test::Desk;
using testing::HasSubstr;

class Documents : public testing::Test {
 protected:
  Documents() {
    evidence.meeting = measured.meeting = desk.meeting;
    evidence.heads = {{"A", 1, std::string(64, 'a')}};
    evidence.as_of = desk.at("09:30");
  }

  Person& add(const std::string& given, const std::string& family, const std::string& town,
              const std::string& country, bool present = true) {
    Person person;
    person.attendee.id = core::AttendeeId{evidence.people.size() + 1};
    person.attendee.number = core::number_text('A', static_cast<int>(evidence.people.size()) + 1);
    person.attendee.details = Desk::person(given, family);
    person.attendee.details.town = town;
    person.attendee.details.country = country;
    if (present) person.first_entry[desk.meeting->days.front()] = desk.at("09:02");
    if (present) {
      ++evidence.present;
      ++measured.present;
      ++measured.from[{town, country}];
      ++measured.kinds[person.attendee.details.kind];
    }
    evidence.people.push_back(person);
    return evidence.people.back();
  }

  void add_many(int count, const std::string& town, const std::string& country) {
    for (int i = 0; i < count; ++i) add("Given", "Family" + std::to_string(i), town, country);
  }

  std::string sentence(const std::string& language) {
    return report::make_publication(measured, language, catalogues).paragraphs.at(1);
  }

  report::Document sheets(const std::string& language = "en") {
    const auto made = report::signature_sheets(evidence, {language, {}, {}}, catalogues);
    EXPECT_TRUE(made);
    return made.value_or(report::Document{});
  }

  /// Every text on a page, a line each.
  static std::string texts(const report::Page& page) {
    std::string all;
    for (const report::Mark& mark : page) {
      const auto* text = std::get_if<badge::PlacedText>(&mark);
      if (text != nullptr) all += text->setting.text + "\n";
    }
    return all;
  }

  /// Whatever stands outside the paper's margins.
  static int outside(const report::Document& document) {
    int count = 0;
    for (const report::Page& page : document.pages) {
      for (const report::Mark& mark : page) {
        const auto* text = std::get_if<badge::PlacedText>(&mark);
        if (text == nullptr) continue;
        const badge::Box& box = text->box;
        count += box.x < 5 || box.y < 5 || box.right() > report::kPageWidth - 5 ||
                 box.bottom() > report::kPageHeight - 5;
      }
    }
    return count;
  }

  Desk desk;
  Evidence evidence;
  report::Measured measured;
  i18n::Catalogues catalogues = *i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n");
};

TEST_F(Documents, PublicationAgreesWithTheNumberInEveryLanguage) {
  add_many(1, "Linz", "AT");
  EXPECT_EQ(sentence("en"), "The event involved 1 citizen from the city of Linz (Austria).");
  EXPECT_EQ(sentence("lv"), "Pasākumā piedalījās 1 iedzīvotājs no pilsētas Linz (Austrija).");
  EXPECT_EQ(sentence("ru"), "В мероприятии принял участие 1 человек из города Linz (Австрия).");
  EXPECT_EQ(sentence("de"),
            "An der Veranstaltung nahm 1 Person aus der Stadt Linz (Österreich) teil.");
  EXPECT_EQ(sentence("fi"), "Tapahtumaan osallistui 1 henkilö kaupungista Linz (Itävalta).");
  add_many(2, "Daugavpils", "LV");
  EXPECT_EQ(sentence("ru"),
            "В мероприятии приняли участие 3 человека, в том числе 2 из города Daugavpils "
            "(Латвия) и 1 из города Linz (Австрия).");
  EXPECT_EQ(sentence("sv"),
            "I evenemanget deltog 3 invånare, varav 2 från staden Daugavpils (Lettland) och 1 från "
            "staden Linz (Österrike).");
  EXPECT_EQ(sentence("it"),
            "L’evento ha coinvolto 3 cittadini, di cui 2 dalla città di Daugavpils (Lettonia) e 1 "
            "dalla città di Linz (Austria).");
  EXPECT_EQ(sentence("es"),
            "En el evento participaron 3 personas, entre ellas 2 de la ciudad de Daugavpils "
            "(Letonia) y 1 de la ciudad de Linz (Austria).");
  add_many(18, "Daugavpils", "LV");
  EXPECT_THAT(sentence("lv"), HasSubstr("21 iedzīvotājs, tostarp 20 no pilsētas Daugavpils"));
  EXPECT_THAT(sentence("ru"), HasSubstr("принял участие 21 человек, в том числе"));
  add_many(4, "Vänersborg", "SE");
  EXPECT_EQ(sentence("en"),
            "The event involved 25 citizens, including 20 from the city of Daugavpils (Latvia), 4 "
            "from the city of Vänersborg (Sweden) and 1 from the city of Linz (Austria).");
  EXPECT_THAT(sentence("ru"), HasSubstr("приняли участие 25 человек"));
}

TEST_F(Documents, PublicationCountsOnlyThoseWhoWereThere) {
  add("Anna", "Ozola", "Daugavpils", "LV", false);
  EXPECT_EQ(sentence("en"), "No attendance has been recorded yet.");
  add_many(1, "Linz", "AT");
  EXPECT_THAT(sentence("en"), HasSubstr("1 citizen from the city of Linz"));
  measured.present += 1;  // a badge whose details are still on their way
  EXPECT_EQ(sentence("en"),
            "The event involved 2 citizens, including 1 from the city of Linz (Austria).");
}

TEST_F(Documents, PublicationOfTwoFromOneTownDoesNotSayAll) {
  add_many(2, "Linz", "AT");
  EXPECT_EQ(sentence("en"), "The event involved 2 citizens from the city of Linz (Austria).");
  EXPECT_EQ(sentence("de"),
            "An der Veranstaltung nahmen 2 Bürgerinnen und Bürger aus der Stadt Linz (Österreich) "
            "teil.");
  EXPECT_EQ(sentence("sv"), "I evenemanget deltog 2 invånare från staden Linz (Österrike).");
}

TEST_F(Documents, PublicationCountsThoseWhoWereErasedSince) {
  for (const char* name : {"Anna", "Ilze", "Zane"}) {
    const auto person = desk.register_person(Desk::person(name, "Ozola"));
    ASSERT_EQ(desk.verdict(person.code, "09:00"), core::Verdict::admitted);
  }
  const auto told = [&] {
    const auto read = report::measure(*desk.store, desk.id);
    EXPECT_TRUE(read);
    return report::make_publication(*read, "en", catalogues).paragraphs;
  };
  const auto before = told();
  EXPECT_EQ(before.at(1), "The event involved 3 citizens from the city of Daugavpils (Latvia).");
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0002"));
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  EXPECT_EQ(told(), before);
}

TEST_F(Documents, PublicationDescribesTheEventInTheLanguageAsked) {
  auto meeting = *desk.meeting;
  meeting.project.description = "The project's.";
  meeting.event.text.by_language = {{"lv", "Par pasākumu."}};
  measured.meeting = std::make_shared<const core::Meeting>(meeting);
  const auto described = [&](const std::string& language, const std::string& text) {
    const auto all = report::make_publication(measured, language, catalogues).paragraphs;
    return std::any_of(all.begin(), all.end(), [&](const std::string& line) {
      return line.find(text) != std::string::npos;
    });
  };
  EXPECT_TRUE(described("lv", "Par pasākumu."));
  EXPECT_TRUE(described("de", "The project's."));
  EXPECT_FALSE(described("de", "Par pasākumu."));
}

TEST_F(Documents, PublicationHasNoSentenceWithTwoFullStops) {
  add_many(3, "Linz", "AT");
  for (const std::string& language : catalogues.languages()) {
    for (const auto& line : report::make_publication(measured, language, catalogues).paragraphs) {
      EXPECT_EQ(line.find(".."), std::string::npos) << line;
      EXPECT_EQ(line.find('{'), std::string::npos) << line;
    }
  }
}

TEST_F(Documents, HtmlTakesNoMarkupFromData) {
  add_many(1, "<b>Linz & \"x\"</b>", "AT");
  const auto html = report::as_html(report::make_publication(measured, "en", catalogues));
  EXPECT_THAT(html, HasSubstr("&lt;b&gt;Linz &amp; &quot;x&quot;&lt;/b&gt;"));
  EXPECT_EQ(html.find("<b>"), std::string::npos);
}

TEST_F(Documents, FiveThousandPeopleAllHaveALine) {
  add_many(5000, "Daugavpils", "LV");
  const auto made =
      report::signature_sheets(evidence, {"en", desk.meeting->days.front(), {}}, catalogues);
  ASSERT_TRUE(made);
  EXPECT_GT(made->pages.size(), 200U);
  EXPECT_EQ(outside(*made), 0);
  std::size_t listed = 0;
  for (const report::Page& page : made->pages) {
    const std::string text = texts(page);
    EXPECT_THAT(text, HasSubstr("Signature sheet")) << "the head is repeated";
    for (std::size_t at = text.find("Given"); at != std::string::npos;) {
      ++listed;
      at = text.find("Given", at + 1);
    }
  }
  EXPECT_EQ(listed, 5000U);
  const std::string pages = std::to_string(made->pages.size());
  EXPECT_THAT(texts(made->pages.back()), HasSubstr("Page " + pages + " of " + pages));
}

TEST_F(Documents, LongNamesInAnyScriptStayOnThePaper) {
  const std::string endless = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft";
  for (const std::string& name :
       {endless, std::string("محمد بن عبد الرحمن آل سعود الكبير العظيم"), std::string("ณัฐวุฒิ"),
        std::string("Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester")}) {
    auto& person = add(name, name, "Daugavpils", "LV");
    person.attendee.details.organisation = name + " " + name;
    for (core::Day day : desk.meeting->days) {
      person.first_entry[day] = desk.at("09:02");
      for (const auto& session : desk.meeting->sessions) person.sessions.insert({day, session.id});
    }
  }
  for (const std::string& language : catalogues.languages()) {
    EXPECT_EQ(outside(sheets(language)), 0) << language;
    const auto papers = report::certificates(evidence, {language, {}}, catalogues);
    ASSERT_TRUE(papers);
    EXPECT_EQ(outside(*papers), 0) << language;
  }
}

TEST_F(Documents, AnEmptyMeetingHasABlankListForEachDay) {
  EXPECT_EQ(sheets().pages.size(), 3U);
  EXPECT_FALSE(report::certificates(evidence, {}, catalogues));
}

TEST_F(Documents, ACertificateSpeaksTheLanguageOfItsPerson) {
  add("Jürgen", "Groß", "Kassel", "DE").attendee.details.language = "de";
  add("Anna", "Ozola", "Daugavpils", "LV");
  const auto papers = report::certificates(evidence, {}, catalogues);
  ASSERT_TRUE(papers);
  ASSERT_EQ(papers->pages.size(), 2U);
  EXPECT_THAT(texts(papers->pages[0]), HasSubstr("Teilnahmebestätigung"));
  EXPECT_THAT(texts(papers->pages[1]), HasSubstr("Dalības apliecinājums"));
}

TEST_F(Documents, APdfThatCannotBeWrittenIsStorageFailed) {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const auto failed = report::write_pdf(sheets(), out);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().failure, core::Failure::storage);
}

TEST(Heads, AreReadBackAsTheyArePrinted) {
  const db::JournalHead head{"B", 42, std::string(64, 'f')};
  const auto read = report::parse_head(report::head_text(head));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->letter, "B");
  EXPECT_EQ(read->seq, 42);
  EXPECT_EQ(read->hash, head.hash);
}

}  // namespace
