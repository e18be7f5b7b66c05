// `register`, `attendee show|edit|cancel`, `search` and `badge`.
#include <regex>

#include "cli/kioskctl.h"
#include "fakes/process.h"

namespace {

using test::Answer;
using test::ordered_json;

class People : public test::KioskctlTest {
 protected:
  People() { add_meeting(); }

  Answer try_register(const std::vector<std::pair<std::string, std::string>>& changes) {
    std::map<std::string, std::string> fields = {{"--given", "Anna"},
                                                 {"--family", "Ozola"},
                                                 {"--town", "Daugavpils"},
                                                 {"--country", "LV"},
                                                 {"--kind", "local"}};
    for (const auto& [option, value] : changes) fields[option] = value;
    std::vector<std::string> words = {"register"};
    for (const auto& [option, value] : fields) words.push_back(option + "=" + value);
    return at(words);
  }

  int registered() { return done(at({"counts"}))["registered"]; }
};

TEST_F(People, RegisterPrintsIdNumberAndCode) {
  const auto json = register_local("Anna", "Ozola");
  EXPECT_EQ(keys(json), (std::vector<std::string>{"attendee", "number", "code"}));
  EXPECT_EQ(json["number"], "A-0001");
  EXPECT_EQ(json["code"].get<std::string>().substr(0, 2), "K1");
  EXPECT_EQ(json["code"].get<std::string>().size(), 28U);
  EXPECT_EQ(register_local("Jānis", "Bērziņš")["number"], "A-0002");
}

TEST_F(People, EveryOptionIsKept) {
  done(at({"register",
           "--given",
           "Sven",
           "--family",
           "Åberg",
           "--town",
           "Vänersborg",
           "--country",
           "SE",
           "--kind",
           "invited",
           "--partner",
           "vanersborg",
           "--organisation",
           "Skolan",
           "--email",
           "sven@example.org",
           "--gender",
           "male",
           "--session",
           "integration",
           "--session",
           "participation",
           "--photo-opt-out",
           "--language",
           "sv",
           "--at",
           "2019-03-12T08:30"}));
  const auto shown = done(at({"attendee", "show", "a-1"}));
  EXPECT_EQ(shown["organisation"], "Skolan");
  EXPECT_EQ(shown["gender"], "male");
  EXPECT_EQ(shown["sessions"], ordered_json({"integration", "participation"}));
  EXPECT_EQ(shown["photo_opt_out"], true);
  EXPECT_EQ(shown["language"], "sv");
  EXPECT_EQ(shown["registered_at"], "2019-03-12T08:30:00+02:00");
  EXPECT_EQ(shown["status"], "registered");
}

TEST_F(People, WrongFieldsAreNamedAndNothingIsStored) {
  expect_mistake(try_register({{"--given", ""}}), "given");
  expect_mistake(try_register({{"--country", "Latvia"}}), "country");
  expect_mistake(try_register({{"--partner", "atlantis"}}), "partner");
  expect_mistake(try_register({{"--session", "dancing"}}), "session");
  expect_mistake(try_register({{"--session", "integration;participation"}}), "session");
  expect_mistake(try_register({{"--email", "nobody"}}), "email");
  expect_mistake(try_register({{"--language", "\xff\xfe"}}), "language");
  expect_mistake(try_register({{"--at", "yesterday"}}), "at");
  expect_mistake(try_register({{"--family", "\xc3\x28"}}), "family");
  expect_mistake(try_register({{"--family", std::string(5000, 'x')}}), "family");
  expect_mistake(try_register({{"--town", "two\nlines"}}), "town");
  EXPECT_EQ(registered(), 0);
}

TEST_F(People, OneLetterIsNoSearch) {
  register_local("Anna", "Ozola");
  for (const char* text : {"o", "ā", " o ", "", " "}) {
    expect_mistake(at({"search", text}), "text");
  }
  EXPECT_EQ(done(at({"search", "oz"})).size(), 1U);
}

TEST_F(People, CountryIsOneOfIso3166AsInAList) {
  for (const char* wrong : {"XX", "ZZ", "EU", "lv", "L", "LV ", "  "}) {
    expect_mistake(try_register({{"--country", wrong}}), "country");
  }
  expect_mistake(try_register({{"--language", "zz"}}), "language");
  EXPECT_EQ(registered(), 0);
  EXPECT_EQ(try_register({{"--country", "UK"}}).status, 0);
  EXPECT_EQ(done(at({"attendee", "show", "A-1"}))["country"], "GB");
  expect_mistake(at({"attendee", "edit", "A-1", "--country", "XX"}), "country");
  EXPECT_EQ(done(at({"attendee", "edit", "A-1", "--country", "EL"}))["country"], "GR");
}

TEST_F(People, AnythingInAnyScriptCanBeAName) {
  for (const std::string& name :
       {std::string("{}"), std::string("[a,b]"), std::string("%%"), std::string("'; DROP TABLE x"),
        std::string("李"), std::string("नमस्ते"), std::string("O'Neill"), std::string("-x"),
        std::string("\"quoted\"")}) {
    const Answer answer = try_register({{"--given", name}});
    ASSERT_EQ(answer.status, 0) << name << answer.err;
    const auto shown = done(at({"attendee", "show", answer.json()["number"]}));
    EXPECT_EQ(shown["given_name"], name);
  }
}

TEST_F(People, EmptyValueAfterAnEqualsSignIsEmpty) {
  done(at({"register", "--email=", "--given=Anna", "--family=Ozola", "--town=Daugavpils",
           "--organisation=", "--country=LV", "--kind=local"}));
  const auto shown = done(at({"attendee", "show", "A-1"}));
  EXPECT_EQ(shown["email"], "");
  EXPECT_EQ(shown["given_name"], "Anna");
  EXPECT_EQ(shown["country"], "LV");
}

TEST_F(People, AttendeeIsFoundByIdNumberAndCode) {
  const auto person = register_local("Anna", "Ozola");
  for (const char* key : {"attendee", "number", "code"}) {
    const auto shown = done(at({"attendee", "show", person[key]}));
    EXPECT_EQ(shown["number"], "A-0001");
    EXPECT_EQ(shown["code"], person["code"]);
  }
  EXPECT_EQ(at({"attendee", "show", "A-0099"}).status, 3);
}

TEST_F(People, EditChangesWhatIsGivenAndNothingElse) {
  register_guest("Sven", "Åberg");
  done(at({"attendee", "edit", "A-1", "--family", "Öberg", "--session", "integration"}));
  const auto shown = done(at({"attendee", "edit", "A-1", "--photo-opt-out"}));
  EXPECT_EQ(shown["given_name"], "Sven");
  EXPECT_EQ(shown["family_name"], "Öberg");
  EXPECT_EQ(shown["partner"], "vanersborg");
  EXPECT_EQ(shown["sessions"], ordered_json({"integration"}));
  EXPECT_EQ(shown["photo_opt_out"], true);
  EXPECT_EQ(done(at({"attendee", "edit", "A-1", "--town", "Linz"}))["photo_opt_out"], true);
  const auto back = done(at({"attendee", "edit", "A-1", "--no-photo-opt-out", "--session="}));
  EXPECT_EQ(back["photo_opt_out"], false);
  EXPECT_EQ(back["sessions"].size(), 0U);
  EXPECT_EQ(at({"attendee", "edit", "A-1"}).status, 2);
  expect_mistake(at({"attendee", "edit", "A-1", "--country", "Sweden"}), "country");
}

TEST_F(People, CancelledRegistrationIsRefusedAtTheDoor) {
  const auto person = register_local("Anna", "Ozola");
  const auto json =
      done(at({"attendee", "cancel", "A-1", "--why", "is ill", "--at", "2019-03-11T10:00"}));
  EXPECT_EQ(json["status"], "cancelled");
  EXPECT_EQ(scan(person["code"], "09:00")["verdict"], "cancelled");
  EXPECT_EQ(registered(), 0);
  expect_mistake(at({"attendee", "cancel", "A-1", "--at", "2999-01-01T10:00"}), "at");
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(People, SearchAnswersWithTheKeysOfTheContract) {
  register_local("Žanete", "Ozola");
  register_guest("Sven", "Åberg");
  const auto found = done(at({"search", "zanete"}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(keys(found[0]),
            (std::vector<std::string>{"attendee", "number", "given_name", "family_name", "town",
                                      "country", "kind", "status"}));
  EXPECT_EQ(found[0]["given_name"], "Žanete");
  EXPECT_EQ(done(at({"search", "aberg"})).size(), 1U);
}

TEST_F(People, SearchTakesWildcardsAndQuotesAsLetters) {
  register_local("Anna", "Ozola");
  for (const std::string& text :
       {std::string("%%"), std::string("__"), std::string("' OR 1=1 --"), std::string("\xff\xfe"),
        std::string("zz\" OR \""), std::string(100'000, 'a')}) {
    const Answer answer = at({"search", text});
    EXPECT_EQ(answer.status, 0) << answer.err;
    EXPECT_EQ(answer.json(), ordered_json::array()) << text.substr(0, 20);
  }
}

TEST_F(People, SearchKeepsToItsLimit) {
  for (int i = 0; i < 3; ++i) register_local("Anna", "Ozola");
  EXPECT_EQ(done(at({"search", "ozola", "--limit", "2"})).size(), 2U);
  EXPECT_EQ(at({"search", "ozola", "--limit", "0"}).status, 2);
}

TEST_F(People, ReissueRevokesTheOldCode) {
  const auto person = register_local("Anna", "Ozola");
  const auto fresh = done(at({"badge", "reissue", "A-0001"}));
  EXPECT_NE(fresh["code"], person["code"]);
  EXPECT_EQ(scan(person["code"], "09:00")["verdict"], "revoked");
  EXPECT_EQ(scan(fresh["code"], "09:01")["verdict"], "admitted");
  const auto revoked = done(at({"badge", "revoke", fresh["code"]}));
  EXPECT_TRUE(revoked["code"].is_null());
  EXPECT_EQ(scan(fresh["code"], "09:02")["verdict"], "revoked");
}

TEST_F(People, BadgesRenderToPdfPngAndSvg) {
  register_local("Anna", "Ozola");
  register_guest("Sven", "Åberg");
  const std::map<std::string, std::string> kStarts = {
      {"b.pdf", "%PDF"}, {"b.png", "\x89PNG"}, {"b.svg", "<?xml"}};
  for (const auto& [name, start] : kStarts) {
    done(at({"badge", "render", "A-1", "--template", "62x100", "-o", file(name)}));
    EXPECT_EQ(fakes::read_bytes(file(name)).substr(0, start.size()), start);
  }
  const auto all = done(at({"badge", "render", "--all", "-o", file("all.pdf")}));
  EXPECT_EQ(all["badges"], 2);
}

TEST_F(People, BadgesThatCannotBeRenderedSaySo) {
  register_local("Anna", "Ozola");
  EXPECT_EQ(at({"badge", "render", "-o", file("b.pdf")}).status, 2);
  EXPECT_EQ(at({"badge", "render", "A-1", "-o", file("b.docx")}).status, 2);
  EXPECT_EQ(at({"badge", "render", "--all", "-o", file("b.png")}).status, 2);
  EXPECT_EQ(at({"badge", "render", "A-9", "-o", file("b.pdf")}).status, 3);
  for (const char* form : {"../62x100", "nowhere", "/etc/passwd"}) {
    expect_mistake(at({"badge", "render", "A-1", "--template", form, "-o", file("b.pdf")}),
                   "template");
  }
  done(at({"badge", "revoke", "A-1"}));
  EXPECT_EQ(at({"badge", "render", "A-1", "-o", file("b.pdf")}).status, 3);
  EXPECT_FALSE(std::filesystem::exists(file("b.pdf")));
}

/// The numbers on the pages of a PDF, page by page.
std::vector<std::string> numbers_on(const std::string& pdf) {
  EXPECT_EQ(fakes::run({"pdftotext", "-raw", pdf, pdf + ".txt"}), 0);
  const std::string text = fakes::read_bytes(pdf + ".txt");
  const std::regex number("A-[0-9]{4}");
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), number), end; at != end; ++at) {
    found.push_back(at->str());
  }
  return found;
}

TEST_F(People, AllBadgesComeInTheOrderAskedForAndNobodyIsMissing) {
  register_local("Anna", "Ozola");
  register_guest("Sven", "Åberg");
  register_local("Žanete", "Āboliņa");
  const std::string pdf = file("all.pdf");
  const auto order = [&](std::vector<std::string> sort) {
    std::vector<std::string> command{"badge", "render", "--all", "-o", pdf};
    command.insert(command.end(), sort.begin(), sort.end());
    EXPECT_EQ(done(at(command))["badges"], 3);
    return numbers_on(pdf);
  };
  using Numbers = std::vector<std::string>;
  EXPECT_EQ(order({}), (Numbers{"A-0001", "A-0002", "A-0003"})) << "by number unless asked";
  EXPECT_EQ(order({"--sort", "name"}), (Numbers{"A-0002", "A-0003", "A-0001"}));
  EXPECT_EQ(order({"--sort", "town"}), (Numbers{"A-0003", "A-0001", "A-0002"}));
  EXPECT_EQ(order({"--sort", "country"}), (Numbers{"A-0003", "A-0001", "A-0002"}));
  EXPECT_EQ(order({"--sort", "partner"}), (Numbers{"A-0002", "A-0003", "A-0001"}))
      << "who has none comes last";
  EXPECT_EQ(at({"badge", "render", "--all", "--sort", "age", "-o", pdf}).status, 2);
}

TEST_F(People, PrintQueuesAJob) {
  register_local("Anna", "Ozola");
  EXPECT_EQ(done(at({"badge", "print", "A-1"}))["state"], "queued");
  EXPECT_EQ(at({"badge", "print", "A-9"}).status, 3);
}

}  // namespace
