// What the tests of the staff's screens share.
#pragma once

#include "crank.h"

namespace test {

inline app::Person person(const std::string& number, const std::string& given = "Žanete") {
  app::Person made;
  made.attendee.number = number;
  made.attendee.details.given_name = given;
  made.attendee.details.family_name = "Ozola";
  made.attendee.details.town = "Daugavpils";
  made.attendee.details.country = "LV";
  made.attendee.details.language = "lv";
  return made;
}

/// A desk whose Find shows two people.
class Finding : public Crank {
 public:
  Finding() {
    sign_in();
    happens(app::DeskScreenChosen{"find"});
    type("Oz");
    happens(app::PeopleFound{"Oz", {person("A-0001"), person("A-0002", "Ilze")}});
  }
  void open(const std::string& number = "A-0001") { happens(app::PersonOpened{number}); }
  app::screen::Find& find() { return on<app::screen::Find>(); }
};

}  // namespace test
