#include "intake/intake.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "core/progress.h"
#include "core/result.h"
#include "fakes/temp_folder.h"
#include "i18n/catalogue.h"
#include "intake/csv_table.h"
#include "meeting/meeting_file.h"

namespace {

const std::filesystem::path kMappings = KIOSK_SOURCE_DIR "/assets/mappings";

core::Meeting sample() {
  return *meeting::load_meeting(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml");
}

intake::PeopleList read(std::string_view bytes, const intake::ReadOptions& options = {}) {
  auto list = intake::read_people(bytes, sample(), kMappings, options);
  EXPECT_TRUE(list) << core::describe(list.error());
  return list.value_or(intake::PeopleList{});
}

core::Error failure(std::string_view bytes, const intake::ReadOptions& options = {}) {
  const auto list = intake::read_people(bytes, sample(), kMappings, options);
  EXPECT_FALSE(list);
  return list ? core::Error{} : list.error();
}

std::string in_code_page(const std::string& utf8, const char* page) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(page, &status);
  const auto text = icu::UnicodeString::fromUTF8(utf8);
  std::string bytes(utf8.size() * 4, '\0');
  const int32_t size = ucnv_fromUChars(converter, bytes.data(), static_cast<int32_t>(bytes.size()),
                                       text.getBuffer(), text.length(), &status);
  ucnv_close(converter);
  EXPECT_TRUE(U_SUCCESS(status)) << page;
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

const std::string kPreregistered =
    "First name,Last name,E-mail,Organisation,Town,Country,Kind,Sessions\n"
    "Märta,Åkesson,marta@example.org,Vänersborgs kommun,Vänersborg,SE,invited,integration\n"
    "Jürgen,Groß,juergen@example.org,\"Partner in Kassel, Stadt\",Kassel,DE,invited,"
    "\"integration;participation\"\n"
    "Žanete,Ķirse,zanete@example.org,,Daugavpils,LV,local,\n"
    "Сергей,Иванов,sergejs@example.org,,Daugavpils,LV,local,participation\n";

TEST(Intake, TheSampleListIsReadAsItStands) {
  const auto list = read(kPreregistered);
  ASSERT_EQ(list.people.size(), 4U);
  EXPECT_TRUE(list.mistakes.empty());
  EXPECT_EQ(list.mapping, "usual");
  const auto& guest = list.people[1];
  EXPECT_EQ(guest.line, 3);
  EXPECT_EQ(guest.details.given_name, "Jürgen");
  EXPECT_EQ(guest.details.organisation, "Partner in Kassel, Stadt");
  EXPECT_EQ(guest.details.partner.text, "kassel");
  EXPECT_EQ(guest.details.sessions.size(), 2U);
  EXPECT_EQ(guest.details.kind, core::Kind::invited);
  EXPECT_TRUE(list.people[2].details.partner.empty()) << "locals are sent by nobody";
}

TEST(Intake, AKindMayBeCalledAsBadgesAndSheetsCallIt) {
  const auto words = i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n");
  ASSERT_TRUE(words);
  for (const std::string& language : words->languages()) {
    for (const std::string kind : {"invited", "local", "team"}) {
      const std::string said = words->text(language, "kind." + kind);
      const auto list =
          read("First name,Last name,Town,Country,Kind\nAnna,Berga,Linz,AT,\"" + said + "\"\n");
      ASSERT_EQ(list.people.size(), 1U) << language << ": " << said;
      EXPECT_EQ(core::to_text(list.people.front().details.kind), kind) << language << ": " << said;
    }
  }
}

TEST(Intake, ReadingTellsHowFarItIs) {
  std::string text = "Given name,Family name,Town,Country\n";
  for (int i = 0; i < 5000; ++i) text += "Anna,O" + std::to_string(i) + ",Rīga,LV\n";
  std::vector<std::pair<int, int>> told;
  intake::ReadOptions options;
  options.progress = [&](int percent, int rows) {
    told.emplace_back(percent, rows);
    return true;
  };
  EXPECT_EQ(read(text, options).people.size(), 5000U);
  ASSERT_GE(told.size(), 10U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), (std::pair{100, 5000}));
}

TEST(Intake, ReadingCanBeStoppedWhereverItIs) {
  for (int stop = 0;; ++stop) {
    int asked = 0;
    intake::ReadOptions options;
    options.progress = [&](int, int) { return asked++ < stop; };
    const auto list = intake::read_people(kPreregistered, sample(), kMappings, options);
    if (list) {
      EXPECT_GE(stop, 3) << "while it is cut into rows, while they are understood, at the end";
      return;
    }
    EXPECT_TRUE(core::is_stopped(list.error())) << core::describe(list.error());
  }
}

TEST(Intake, EverySeparatorIsFoundOut) {
  for (const std::string separator : {",", ";", "\t", "|"}) {
    std::string text = "Given name#Family name#Town#Country\nAnna#\"Ozola, Liepa\"#Rīga#LV\n";
    for (auto at = text.find('#'); at != std::string::npos; at = text.find('#')) {
      text.replace(at, 1, separator);
    }
    const auto list = read(text);
    ASSERT_EQ(list.people.size(), 1U) << separator;
    EXPECT_EQ(list.people[0].details.family_name, "Ozola, Liepa");
  }
  EXPECT_EQ(intake::detect_separator("Uzvārds, vārds;Pilsēta\nOzola, Anna;Rīga\nX, Y;Z\n"), ';');
  EXPECT_EQ(read("sep=;\nVārds;Uzvārds;Pilsēta;Valsts\nAnna;Ozola;Rīga;Latvija\n").people[0].line,
            3);
}

TEST(Intake, EncodingsAreFoundOutFromTheBytesAndTheLanguages) {
  const std::string latvian = "Vārds;Uzvārds;Pilsēta;Valsts\nŽanete;Ķirse;Daugavpils;Latvija\n";
  const std::string russian = "Имя;Фамилия;Город;Страна\nСергей;Иванов;Даугавпилс;Латвия\n";
  const std::string swedish = "Förnamn;Efternamn;Ort;Land\nMärta;Åkesson;Vänersborg;Sverige\n";
  const std::string spanish = "Nombre;Apellidos;Ciudad;País\nÍñigo;Muñoz;Logroño;España\n";
  const std::vector<std::pair<std::string, const char*>> files = {
      {latvian, "windows-1257"}, {russian, "windows-1251"}, {swedish, "windows-1252"},
      {spanish, "windows-1252"}, {latvian, "UTF-16LE"},     {russian, "UTF-16BE"},
      {latvian, "UTF-16"},       {latvian, "UTF-8"}};
  for (const auto& [text, page] : files) {
    const auto list = read(in_code_page(text, page));
    const auto plain = read(text);
    ASSERT_EQ(list.people.size(), 1U) << page;
    EXPECT_EQ(list.people[0].details, plain.people[0].details) << page;
  }
  const auto marked = read("\xEF\xBB\xBF" + latvian);
  EXPECT_EQ(marked.people[0].details.family_name, "Ķirse");
}

/// No meeting's languages announce them: guests bring them.
TEST(Intake, ListsFromBetweenPolandAndHungaryAreReadAsTheyWereWritten) {
  const std::string heading = "Given name;Family name;Town;Country\n";
  for (const std::string rows :
       {"Łukasz;Dąbrowski;Łódź;PL\n", "Agnieszka;Wójcik;Poznań;PL\nStanisław;Żak;Kraków;PL\n",
        "Jiří;Dvořák;Plzeň;CZ\n", "Kateřina;Šťastná;Ústí;CZ\nZdeněk;Růžička;Brno;CZ\n"}) {
    const auto list = read(in_code_page(heading + rows, "windows-1250"));
    const auto plain = read(heading + rows);
    EXPECT_EQ(list.encoding, "windows-1250") << rows;
    EXPECT_EQ(plain.encoding, "utf-8");
    ASSERT_EQ(list.people.size(), plain.people.size());
    EXPECT_EQ(list.people[0].details, plain.people[0].details) << rows;
  }
}

TEST(Intake, NamesOfOtherLanguagesDoNotTakeAListFromItsCodePage) {
  const std::string heading = "Given name;Family name;Town;Country\n";
  const std::vector<std::pair<std::string, const char*>> files = {
      {"João;Conceição;Évora;PT\n", "windows-1252"},
      {"Jürgen;Groß;Köln;DE\nNiccolò;D’Età;Forlì;IT\n", "windows-1252"},
      {"Íñigo;Muñoz «Ñoño»;Logroño;ES\n", "windows-1252"},
      {"Jānis;Bērziņš;Rīga;LV\nMärta;Åkesson;Vänersborg;SE\n", "windows-1257"},
      {"Ķirils;Łukaševičs;Cēsis;LV\n", "windows-1257"},
      {"Сергей;Дьяков;Резекне;LV\nАлёна;Щукина;Рига;LV\n", "windows-1251"}};
  for (const auto& [rows, page] : files) {
    EXPECT_EQ(read(in_code_page(heading + rows, page)).encoding, page) << rows;
  }
}

TEST(Intake, BytesThatACodePageDoesNotKnowAreNoPartOfIt) {
  const std::string text = "Given name;Family name;Town;Country\nJan;Novák;\x8D;CZ\n";
  const auto error = failure(text, {{}, intake::Encoding::windows1252});
  EXPECT_NE(error.what.find("windows-1252"), std::string::npos);
  ASSERT_EQ(error.mistakes.size(), 1U);
  EXPECT_EQ(error.mistakes[0].line, 2);
  for (const char byte : {'\x81', '\x8D', '\x8F', '\x90', '\x9D'}) {
    EXPECT_FALSE(intake::decode(std::string("Anna ") + byte, intake::Encoding::windows1252));
  }
  for (const char byte : {'\x8D', '\x8F', '\x9D'}) {
    EXPECT_EQ(intake::detect_encoding(std::string("Anna ") + byte, {"sv"}),
              intake::Encoding::windows1250);
  }
}

TEST(Intake, WhatIsNoOrdinaryFileIsRefusedAndNotWaitedFor) {
  fakes::TempFolder folder;
  const auto pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const auto& file : {pipe, folder.path(), std::filesystem::path("/dev/zero")}) {
    const auto list = intake::read_people_file(file, sample(), kMappings, {});
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().failure, core::Failure::bad_input);
  }
}

TEST(Intake, CountriesAreCalledAsPeopleCallThem) {
  const std::vector<std::pair<const char*, const char*>> countries = {
      {"Lielbritānija", "GB"}, {"Türkiye", "TR"},     {"Turkey", "TR"},       {"Turcija", "TR"},
      {"Weißrussland", "BY"},  {"Белоруссия", "BY"},  {"Македония", "MK"},    {"Maķedonija", "MK"},
      {"Macedonia", "MK"},     {"Ivory Coast", "CI"}, {"Côte d’Ivoire", "CI"}};
  for (const auto& [name, code] : countries) {
    const auto list = read(std::string("Name,Town,Country\nAnna Berga,Town,") + name + "\n");
    ASSERT_EQ(list.people.size(), 1U) << name;
    EXPECT_EQ(list.people[0].details.country, code) << name;
  }
}

TEST(Intake, AnEncodingCanBeNamed) {
  const std::string bytes =
      in_code_page("Vārds;Uzvārds;Pilsēta;Valsts\nØyvind;Ågren;Ōsaka;SE\n", "windows-1257");
  const auto list = read(bytes, {{}, intake::Encoding::windows1257});
  EXPECT_EQ(list.people[0].details.given_name, "Øyvind");
  const auto error = failure("Vārds;Uzvārds\nAnna;\xC8\n", {{}, intake::Encoding::utf8});
  ASSERT_EQ(error.mistakes.size(), 1U);
  EXPECT_EQ(error.mistakes[0].line, 2);
}

TEST(Intake, CountriesAreCodesOrNamesInAnyShippedLanguage) {
  for (const char* sweden : {"SE", "se", "SWE", "Sweden", "Zviedrija", "Швеция", "Sverige",
                             "Schweden", "Svezia", "Suecia", "Ruotsi", "ZVIEDRIJA"}) {
    const auto list = read(std::string("Name,Town,Country\nMärta Åkesson,Vänersborg,") + sweden);
    ASSERT_EQ(list.people.size(), 1U) << sweden;
    EXPECT_EQ(list.people[0].details.country, "SE") << sweden;
  }
}

TEST(Intake, NamesInOneColumnArePartedByCommaOrOrder) {
  const auto comma = read("Uzvārds, vārds;Pilsēta;Valsts\nde la Cruz, Ana María;Madrid;ES\n");
  EXPECT_EQ(comma.people[0].details.given_name, "Ana María");
  EXPECT_EQ(comma.people[0].details.family_name, "de la Cruz");
  const auto order = read("ФИО;Город;Страна\nИванов Сергей Петрович;Рига;LV\n");
  EXPECT_EQ(order.people[0].details.family_name, "Иванов");
  const auto given = read("Name;Town;Country\nAnna Maria Ozola;Rīga;LV\n");
  EXPECT_EQ(given.people[0].details.given_name, "Anna Maria");
}

TEST(Intake, AnExportOfPretixIsReadInEveryShippedLanguage) {
  const std::array<std::string, 8> headings = {
      "Order code,Position ID,Status,Email,Attendee name,Attendee name: Given name,"
      "Attendee name: Family name,Attendee email,Attendee company,City,Country",
      "Pasūtījuma kods,Iegādāto produktu ID,Statuss,E-pasts,\"Apmeklētāja vārds, uzvārds\","
      "\"Apmeklētāja vārds, uzvārds: Vārds\",\"Apmeklētāja vārds, uzvārds: Uzvārds\","
      "Apmeklētāja e-pasts,Apmeklētāja uzņēmums,Pilsēta,Valsts",
      "Код заказа,ID позиции,Статус,Электронная почта,Имя посетителя,Имя посетителя: Имя,"
      "Имя посетителя: Фамилия,Адрес электронной почты посетителя,Компания,Город,Страна",
      "Bokningsnummer,Positions-ID,Status,E-post,Namn på deltagare,Namn på deltagare: Förnamn,"
      "Namn på deltagare: Efternamn,E-post till deltagare,Företag för deltagaren,Stad,Land",
      "Bestellnummer,Position,Status,E-Mail,Name Teilnehmer*in,Name Teilnehmer*in: Vorname,"
      "Name Teilnehmer*in: Nachname,E-Mail Teilnehmer*in,Teilnehmer*innen-Firma,Ort,Land",
      "Codice ordine,ID posizione,Stato,Email,Nome del partecipante,Nome del partecipante: Nome,"
      "Nome del partecipante: Cognome,Email partecipante,Azienda partecipante,Città,Nazione",
      "Código del pedido,ID de posición,Estado,Correo electrónico,Nombre del asistente,"
      "Nombre del asistente: Nombre,Nombre del asistente: Apellido,"
      "Correo electrónico del participante,Empresa asistente,Ciudad,País",
      "Tilauskoodi,Paikkatunniste,Tila,Sähköposti,Osallistujan nimi,Osallistujan nimi: Etunimi,"
      "Osallistujan nimi: Sukunimi,Osallistujan sähköposti,Osallistujan yritys,Kaupunki,Maa"};
  const std::array<std::string, 8> cancelled = {"canceled",  "atcelts",   "отменено",
                                                "Avbokad",   "storniert", "cancellato",
                                                "cancelado", "peruutettu"};
  for (std::size_t i = 0; i < headings.size(); ++i) {
    SCOPED_TRACE(headings[i]);
    const auto list =
        read(headings[i] +
             "\nF8VVL,1,x,boss@example.org,Märta Åkesson,Märta,Åkesson,m@example.org,"
             "Kommun,Vänersborg,SE\nF8VVL,2," +
             cancelled[i] + ",boss@example.org,Nils Ek,Nils,Ek,,Kommun,Vänersborg,SE\n");
    EXPECT_EQ(list.mapping, "pretix");
    EXPECT_EQ(list.left_out, 1);
    ASSERT_EQ(list.people.size(), 1U);
    EXPECT_EQ(list.people[0].external_id, "pretix:F8VVL-1");
    const core::Details& one = list.people[0].details;
    EXPECT_EQ(one.given_name + "/" + one.family_name, "Märta/Åkesson");
    EXPECT_EQ(one.email, "m@example.org");
    EXPECT_EQ(one.organisation, "Kommun");
    EXPECT_EQ(one.town + "/" + one.country, "Vänersborg/SE");
  }
}

TEST(Intake, ExportsOfOtherSystemsAreRecognised) {
  const auto pretix = read(
      "Event slug,Order code,Position ID,Status,Email,Attendee name,Attendee name: Given name,"
      "Attendee name: Family name,Attendee email,Company,City,Country\n"
      "wir,F8VVL,1,paid,boss@example.org,Märta Åkesson,Märta,Åkesson,,Kommun,Vänersborg,SE\n"
      "wir,F8VVL,2,canceled,boss@example.org,Nils Ek,Nils,Ek,,Kommun,Vänersborg,SE\n");
  EXPECT_EQ(pretix.mapping, "pretix");
  EXPECT_EQ(pretix.left_out, 1);
  ASSERT_EQ(pretix.people.size(), 1U);
  EXPECT_EQ(pretix.people[0].external_id, "pretix:F8VVL-1");
  EXPECT_EQ(pretix.people[0].details.email, "") << "an order's address is not the attendee's";
  EXPECT_EQ(pretix.people[0].details.partner.text, "vanersborg");

  const auto indico = read(
      "ID,Name,Email Address,Affiliation,Country,Registration state\n"
      "7,Jürgen Groß,j@example.org,Partner in Kassel,Germany,Completed\n"
      "8,Hans Klein,h@example.org,Partner in Kassel,Germany,Withdrawn\n");
  EXPECT_EQ(indico.mapping, "indico");
  ASSERT_EQ(indico.people.size(), 1U);
  EXPECT_EQ(indico.people[0].details.town, "Kassel") << "the partner's, by its name";

  const auto eventbrite = read(
      "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,"
      "Attendee Status,Home City,Home Country\n"
      "1001,2019-02-01,Anna,Ozola,a@example.org,1,Guest,2002,Attending,Daugavpils,Latvia\n"
      "1002,2019-02-01,Ivo,Liepa,i@example.org,1,Guest,2003,Not Attending,Daugavpils,Latvia\n");
  EXPECT_EQ(eventbrite.mapping, "eventbrite");
  ASSERT_EQ(eventbrite.people.size(), 1U);
  EXPECT_EQ(eventbrite.people[0].details.kind, core::Kind::local);

  const auto forms = read(
      "Timestamp,Email Address,Vārds,Uzvārds,Pilsēta,Valsts,Darba grupa\n"
      "2019/02/01 9:00:00 AM EET,z@example.org,Žanete,Ķirse,Daugavpils,Latvija,"
      "\"Darba grupa: integrācija\"\n");
  EXPECT_EQ(forms.mapping, "google-forms");
  ASSERT_EQ(forms.people.size(), 1U);
  EXPECT_EQ(forms.people[0].details.sessions.at(0).text, "integration");
}

TEST(Intake, EveryMistakeHasItsLineAndField) {
  const auto list = read(
      "Given name,Family name,Town,Country,Kind,E-mail,Session\n"
      "Anna,Ozola,Daugavpils,LV,local,a@example.org,\n"
      "\n"
      ",Liepa,Daugavpils,Latvija,local,not-an-address,nowhere\n"
      "\"Two\nlines\",Ozols,Daugavpils,Atlantis,often,b@example.org,\n"
      "Juris,Ozols,Daugavpils,LV,local,c@example.org,\n");
  ASSERT_EQ(list.people.size(), 2U);
  EXPECT_EQ(list.people[1].line, 7);
  std::vector<std::pair<int, std::string>> found;
  for (const auto& mistake : list.mistakes) found.emplace_back(mistake.line, mistake.field);
  const std::vector<std::pair<int, std::string>> expected = {
      {4, "sessions"}, {4, "given"}, {4, "email"}, {5, "country"}, {5, "kind"}, {5, "given"}};
  EXPECT_EQ(found, expected);
  EXPECT_EQ(list.read, 4);
  for (const auto& mistake : list.mistakes) {
    EXPECT_EQ(mistake.message.find("Liepa"), std::string::npos) << "personal data in a message";
    EXPECT_EQ(mistake.message.find("Atlantis"), std::string::npos);
  }
}

TEST(Intake, HeadingsThatNameNobodyAreRefusedWithTheNextStep) {
  const auto error = failure("a,b,c\n1,2,3\n");
  EXPECT_EQ(error.failure, core::Failure::bad_input);
  EXPECT_NE(error.next_step.find("--map"), std::string::npos);
  EXPECT_FALSE(error.mistakes.empty());
  EXPECT_EQ(failure("").failure, core::Failure::bad_input);
  EXPECT_EQ(failure("x,y\n1,2\n", {"nowhere", {}}).mistakes.at(0).field, "map");
}

TEST(Intake, FormulaCellsAreText) {
  const auto list =
      read("Given name,Family name,Town,Country\n=1+1,\"=HYPERLINK(\"\"x\"\")\",R,LV\n");
  EXPECT_EQ(list.people[0].details.given_name, "=1+1");
  EXPECT_EQ(list.people[0].details.family_name, "=HYPERLINK(\"x\")");
}

TEST(Intake, AMappingFileSaysWhatColumnsMean) {
  fakes::TempFolder folder;
  const auto file = folder.path() / "own.toml";
  std::ofstream(file)
      << "usual_headings = false\nseparator = \"/\"\nencoding = \"windows-1251\"\n"
         "[columns]\nfamily_first = \"Гость\"\ntown = [\"Откуда\"]\nid = \"№ п/п\"\n"
         "[values.town]\n\"Д-пилс\" = \"Daugavpils\"\n"
         "[defaults]\ncountry = \"LV\"\nkind = \"team\"\n[skip]\n\"Ну\" = \"нет\"\n";
  const auto list = read(in_code_page("№ п-п/Гость/Откуда/Ну\n1/Иванов Сергей/Д-пилс/да\n"
                                      "2/Петров Пётр/Рига/нет\n",
                                      "windows-1251"),
                         {file.string(), {}});
  EXPECT_EQ(list.mapping, "own");
  ASSERT_EQ(list.people.size(), 1U);
  EXPECT_EQ(list.people[0].details.family_name, "Иванов");
  EXPECT_EQ(list.people[0].details.kind, core::Kind::team);
}

TEST(Intake, MistakesOfAMappingComeWithLineAndKey) {
  const auto mapping = intake::parse_mapping(
      "colour = 1\n[columns]\nshoe = \"Size\"\n[defaults]\ncountry = \"Latvia\"\nkind = \"many\"\n",
      "own.toml");
  ASSERT_FALSE(mapping);
  std::vector<std::pair<int, std::string>> found;
  for (const auto& m : mapping.error().mistakes) found.emplace_back(m.line, m.field);
  const std::vector<std::pair<int, std::string>> expected = {
      {1, "colour"}, {3, "columns.shoe"}, {6, "defaults.kind"}};
  EXPECT_EQ(found, expected);
}

TEST(Intake, HostileTextNeitherCrashesNorPasses) {
  const std::string heading = "Given name,Family name,Town,Country\n";
  const auto nul = read(heading + std::string("A\0nna,Ozola,R,LV\n", 17));
  EXPECT_TRUE(nul.people.empty());
  EXPECT_EQ(nul.mistakes.at(0).field, "given");
  const auto unbalanced = failure(heading + "\"Anna,Ozola,R,LV\nJuris,Ozols,R,LV\n");
  EXPECT_EQ(unbalanced.mistakes.at(0).line, 2);
  std::string long_name;
  long_name.resize(10'000'000, 'x');
  const auto longest = read(heading + long_name + ",Ozola,R,LV\nA,B,C,LV\n");
  EXPECT_EQ(longest.people.size(), 1U);
  EXPECT_EQ(longest.mistakes.at(0).line, 2);
  EXPECT_EQ(failure(std::string(1'000'000, ',')).failure, core::Failure::bad_input);
}

TEST(Intake, RandomBytesNeverCrash) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string alphabet = "\",;\t\n\r|=AaĀžи\xFF\xC3 0'[]{}.";
  for (int round = 0; round < 300; ++round) {
    std::string text = round % 2 == 0 ? "Name,Town,Country\n" : "";
    if (round % 5 == 0) text = "PK\x03\x04";
    const std::size_t size = random() % 400;
    for (std::size_t i = 0; i < size; ++i) {
      text += round % 3 == 0 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
    }
    const auto list = intake::read_people(text, sample(), kMappings, {});
    if (list) {
      for (const auto& person : list->people) {
        EXPECT_TRUE(core::check_details(person.details, sample()).empty());
      }
    }
    const auto mapping = intake::parse_mapping(text, "random");
    EXPECT_TRUE(mapping || mapping.error().failure == core::Failure::bad_input);
  }
}

}  // namespace
