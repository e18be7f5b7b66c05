// Badges of invented people, from the shortest name to names no badge was made for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "badge/content.h"
#include "badge/template.h"

namespace badge_samples {

inline std::filesystem::path folder() {
  return std::filesystem::path(KIOSK_SOURCE_DIR) / "assets" / "badges";
}

inline badge::Content guest() {
  badge::Content content;
  content.given_name = "Anna";
  content.family_name = "Lindqvist";
  content.organisation = "Vänersborgs kommun";
  content.town = "Vänersborg";
  content.country = "SE";
  content.country_name = "Zviedrija";
  content.kind = core::Kind::invited;
  content.kind_label = "Viesis";
  content.meeting_name = "WIR projekta tikšanās Daugavpilī";
  content.place_and_dates = "Vienības nams, Daugavpils · 2019. gada 12.–14. marts";
  content.number = "A-0042";
  content.code = "K10123456789ABCDEFGHJKMNPQRS";
  content.funding_line = "Co-funded by the Europe for Citizens Programme of the European Union";
  content.eu_emblem = true;
  content.language = "lv";
  return content;
}

inline badge::Content named(const std::string& given, const std::string& family) {
  badge::Content content = guest();
  content.given_name = given;
  content.family_name = family;
  return content;
}

/// Everything at once, and all of it long.
inline badge::Content crowded() {
  badge::Content content = named("Aleksandrina-Konstancija", "Vītola-Bērziņkalne");
  content.organisation =
      "Daugavpils pilsētas pašvaldības iestāde „Daugavpils sabiedrības integrācijas centrs”";
  content.town = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
  content.country_name = "Lielbritānijas un Ziemeļīrijas Apvienotā Karaliste";
  content.country = "GB";
  content.kind = core::Kind::team;
  content.kind_label = "Rīkotāju komanda un brīvprātīgie";
  content.meeting_name =
      "Starptautiskā projekta „Demokrātiskā līdzdalība un sabiedrības integrācija” noslēguma "
      "konference";
  content.place_and_dates =
      "Daugavpils Marka Rotko mākslas centrs, Daugavpils · 2019. gada 28. februāris – 14. marts";
  content.number = "A-1234567";
  content.photo_opt_out = true;
  content.photo_label = "Lūdzu, nefotografēt šo dalībnieku";
  content.sessions = {"Integrācija un valodas", "Līdzdalība un jaunieši", "Noslēguma diskusija"};
  return content;
}

inline badge::Content bare() {
  badge::Content content;
  content.given_name = "Jo";
  content.number = "A-0001";
  content.code = guest().code;
  return content;
}

inline std::vector<badge::Content> all() {
  const std::string endless = "Uvuvwevwevweonyetenyevweugwemubwemossas";
  return {guest(),
          crowded(),
          bare(),
          named("", "Ūdris"),
          named("Святослава", "Константинопольская"),
          named("محمد", "الشيخ عبد الرحمن الأندلسي"),
          named("ნინო", "მაჭავარიანი"),
          named("สมชาย", "ณ อยุธยา"),
          named("कृष्णा", "श्रीवास्तव"),
          named("Αικατερίνη", "Παπαδοπούλου-Χατζηγεωργίου"),
          named("شهریار", "نستعلیق"),
          named("李", "小龍"),
          named("Zoë 🦄", "Ķ̄ē̄"),
          named(endless + endless, endless + "-" + endless),
          named("María del Carmen de los Dolores y de Todos los Santos",
                "Fernández de Córdoba y Álvarez de Toledo, duquesa de Alba"),
          named("W\nW\tW", "\xff\xfe broken"),
          named("<b>Bold & Co</b>", "{given_name}")};
}

}  // namespace badge_samples
