#include "intake/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <unordered_map>

#include "core/progress.h"
#include "i18n/countries.h"
#include "i18n/fold_text.h"
#include "i18n/names.h"

namespace intake {
namespace {

constexpr int kNone = -1;

/// A cell's meaning, or why it has none.
struct Meaning {
  std::string value;
  std::string wrong;
};

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// `Family, Given`; without a comma the last word is the family name, or the first one is.
std::pair<std::string, std::string> given_and_family(std::string_view name, bool family_first) {
  if (const auto comma = name.find(','); comma != std::string_view::npos) {
    return {trimmed(name.substr(comma + 1)), trimmed(name.substr(0, comma))};
  }
  const auto blank = family_first ? name.find(' ') : name.rfind(' ');
  if (blank == std::string_view::npos) return {std::string(name), {}};
  const std::string front = trimmed(name.substr(0, blank));
  const std::string back = trimmed(name.substr(blank + 1));
  return family_first ? std::pair(back, front) : std::pair(front, back);
}

/// Understands the cells of one field; each different cell once.
class Words {
 public:
  using Understand = std::function<Meaning(const std::string&)>;
  explicit Words(Understand understand) : understand_(std::move(understand)) {}

  const Meaning& operator()(const std::string& cell) {
    const auto known = known_.find(cell);
    if (known != known_.end()) return known->second;
    return known_.emplace(cell, understand_(cell)).first->second;
  }

 private:
  Understand understand_;
  std::unordered_map<std::string, Meaning> known_;
};

/// Every text an item of the meeting goes by, folded, with the item's id.
class Names {
 public:
  void add(std::string_view name, const std::string& id) { ids_.emplace(i18n::fold(name), id); }
  [[nodiscard]] const std::string* find(std::string_view text) const {
    const auto at = ids_.find(i18n::fold(text));
    return at == ids_.end() ? nullptr : &at->second;
  }

 private:
  std::map<std::string, std::string> ids_;
};

Names partner_names(const core::Meeting& meeting) {
  Names names;
  for (const auto& partner : meeting.partners) names.add(partner.id.text, partner.id.text);
  for (const auto& partner : meeting.partners) names.add(partner.name, partner.id.text);
  for (const auto& partner : meeting.partners) names.add(partner.town, partner.id.text);
  return names;
}

Names session_names(const core::Meeting& meeting) {
  Names names;
  for (const auto& session : meeting.sessions) names.add(session.id.text, session.id.text);
  for (const auto& session : meeting.sessions) {
    for (const auto& [language, name] : session.name.by_language) names.add(name, session.id.text);
  }
  return names;
}

std::vector<std::string_view> pieces_of(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return pieces;
}

/// Ids separated by `;` from ids or names separated by `;`, line ends or commas.
Meaning sessions_in(const Names& names, const std::string& cell) {
  Meaning meaning;
  const auto add = [&](const std::string& id) {
    meaning.value += (meaning.value.empty() ? "" : ";") + id;
  };
  for (std::string_view piece : pieces_of(cell, ";\n\r")) {
    if (trimmed(piece).empty()) continue;
    if (const std::string* whole = names.find(piece)) {
      add(*whole);
      continue;
    }
    for (std::string_view part : pieces_of(piece, ",")) {
      if (trimmed(part).empty()) continue;
      const std::string* id = names.find(part);
      if (id == nullptr) return {{}, "is none of this meeting's sessions"};
      add(*id);
    }
  }
  return meaning;
}

Meaning language_in(const std::string& cell) {
  static const Names names = [] {
    Names all;
    for (const char* code : {"lv", "en", "ru", "sv", "de", "it", "es", "fi"}) {
      all.add(code, code);
      all.add(i18n::language_name(code), code);
    }
    return all;
  }();
  if (const std::string* code = names.find(cell)) return {*code, {}};
  const bool is_code = cell.size() == 2 && std::all_of(cell.begin(), cell.end(),
                                                       [](char c) { return c >= 'a' && c <= 'z'; });
  return is_code ? Meaning{cell, {}} : Meaning{{}, "must be a language's ISO 639-1 code or name"};
}

class PeopleReader {
 public:
  PeopleReader(const Table& table, const Mapping& mapping, const Mapping& usual,
               const core::Meeting& meeting)
      : table_(table), mapping_(mapping), usual_(usual), meeting_(meeting) {
    for (const std::string& heading : table.headings) folded_.push_back(i18n::fold(heading));
    for (std::size_t i = 0; i < kTexts.size(); ++i) columns_.at(i) = column(kTexts.at(i));
    for (const auto& [heading, values] : mapping_.skip) {
      skip_.emplace_back(column_among({heading}), &values);
    }
    find_id_columns();
    make_words();
  }

  core::Result<PeopleList> read(const ReadProgress& progress) {
    if (!names_somebody()) return tl::unexpected(no_names());
    list_.mapping = mapping_.name;
    list_.people.reserve(table_.rows.size());
    const std::size_t all = table_.rows.size();
    for (const Row& row : table_.rows) {
      const auto done = static_cast<std::size_t>(list_.read++);
      const bool tells = done % kTellEveryRows == 0;
      if (tells && !goes_on(progress, percent_of(done, all), all)) return core::stopped();
      if (is_left_out(row)) {
        ++list_.left_out;
      } else {
        read_row(row);
      }
    }
    if (!goes_on(progress, 100, all)) return core::stopped();
    return std::move(list_);
  }

 private:
  enum Text {
    given,
    family,
    name,
    family_first,
    town,
    country,
    kind,
    partner,
    organisation,
    email,
    gender,
    sessions,
    photo_opt_out,
    language,
  };
  static constexpr std::array<std::string_view, 14> kTexts = {
      "given",   "family",       "name",  "family_first", "town",     "country",       "kind",
      "partner", "organisation", "email", "gender",       "sessions", "photo_opt_out", "language"};

  /// The first of the field's headings that the table has.
  int column(std::string_view field) const {
    const auto own = mapping_.columns.find(field);
    if (own != mapping_.columns.end()) return column_among(own->second);
    if (!mapping_.usual_headings) return kNone;
    const auto usual = usual_.columns.find(field);
    return usual == usual_.columns.end() ? kNone : column_among(usual->second);
  }

  int column_among(const std::vector<std::string>& headings) const {
    for (const std::string& heading : headings) {
      const auto at = std::find(folded_.begin(), folded_.end(), heading);
      if (at != folded_.end()) return static_cast<int>(at - folded_.begin());
    }
    return kNone;
  }

  void find_id_columns() {
    const auto own = mapping_.columns.find("id");
    const auto& from = own != mapping_.columns.end() ? mapping_ : usual_;
    const auto headings = from.columns.find("id");
    if (headings == from.columns.end()) return;
    for (const std::string& heading : headings->second) {
      if (const int at = column_among({heading}); at != kNone) id_columns_.push_back(at);
    }
  }

  /// What the mapping says a cell means, else what the usual one says; null if neither does.
  const std::string* translated(std::string_view field, const std::string& cell) const {
    const std::string folded = i18n::fold(cell);
    for (const Mapping* mapping : {&mapping_, &usual_}) {
      const auto values = mapping->values.find(field);
      if (values == mapping->values.end()) continue;
      const auto value = values->second.find(folded);
      if (value != values->second.end()) return &value->second;
    }
    return nullptr;
  }

  void make_words() {
    words_.reserve(kTexts.size());
    for (std::string_view field : kTexts) {
      words_.emplace_back([this, field](const std::string& cell) { return meaning(field, cell); });
    }
  }

  [[nodiscard]] Meaning meaning(std::string_view field, const std::string& cell) const {
    const std::string* said = translated(field, cell);
    const std::string& text = said != nullptr ? *said : cell;
    if (field == "country") {
      const auto code = i18n::find_country(text);
      return code ? Meaning{*code, {}} : Meaning{{}, "is no country's code or name"};
    }
    if (field == "partner") {
      const std::string* id = partners_.find(text);
      return id != nullptr ? Meaning{*id, {}} : Meaning{{}, "is none of this meeting's partners"};
    }
    if (field == "sessions") return sessions_in(sessions_, text);
    if (field == "language") return language_in(text);
    core::Details unused;
    std::string wrong = core::set_field(unused, field, text);
    return wrong.empty() ? Meaning{text, {}} : Meaning{{}, std::move(wrong)};
  }

  /// The catalogue's message for a cell of the field that is not understood.
  static std::string key_for(Text field) {
    switch (field) {
      case country:
        return "mistake.country";
      case partner:
        return "mistake.partner";
      case sessions:
        return "mistake.session";
      case language:
        return "mistake.language";
      case kind:
        return "mistake.kind";
      case gender:
        return "mistake.gender";
      default:
        return "mistake.yes_no";
    }
  }

  [[nodiscard]] bool names_somebody() const {
    return columns_[name] != kNone || columns_[family_first] != kNone ||
           (columns_[given] != kNone && columns_[family] != kNone);
  }

  [[nodiscard]] core::Error no_names() const {
    std::vector<core::Mistake> mistakes;
    const bool both = columns_[given] == kNone && columns_[family] == kNone;
    mistakes.push_back({table_.heading_line, columns_[given] == kNone ? "given" : "family",
                        both ? "no heading here is known to stand over names"
                             : "no heading here is known to stand over this name",
                        "mistake.no_names"});
    return {core::Failure::bad_input, "It is not clear which columns hold the names.",
            "Rename the headings, for example to Given name and Family name, or describe them in a "
            "mapping file and give it with --map; docs/import.md shows how.",
            std::move(mistakes), "failure.list_columns"};
  }

  static const std::string& cell(const Row& row, int column) {
    static const std::string kEmpty;
    return column == kNone || static_cast<std::size_t>(column) >= row.cells.size()
               ? kEmpty
               : row.cells[static_cast<std::size_t>(column)];
  }
  const std::string& cell(const Row& row, Text field) const {
    return cell(row, columns_.at(field));
  }

  bool is_left_out(const Row& row) const {
    return std::any_of(skip_.begin(), skip_.end(), [&](const auto& skip) {
      const std::string& text = cell(row, skip.first);
      if (text.empty()) return false;
      return std::find(skip.second->begin(), skip.second->end(), i18n::fold(text)) !=
             skip.second->end();
    });
  }

  void read_row(const Row& row) {
    const std::size_t mistakes_before = list_.mistakes.size();
    core::Incoming person;
    person.line = row.line;
    person.external_id = id_of(row);
    read_names(row, person);
    for (Text field : {town, organisation, email}) tell(person, field, cell(row, field));
    for (Text field : {country, kind, partner, gender, sessions, photo_opt_out, language}) {
      read_word(row, field, person);
    }
    complete(person);
    for (auto& mistake : core::check_details(person.details, meeting_)) {
      if (!is_noted(mistakes_before, mistake.field)) {
        const std::string field = mistake.field;
        note(row, field, std::move(mistake));
      }
    }
    if (list_.mistakes.size() == mistakes_before) list_.people.push_back(std::move(person));
  }

  std::string id_of(const Row& row) const {
    std::string id;
    for (int column : id_columns_) {
      const std::string& part = cell(row, column);
      if (part.empty()) return {};
      id += (id.empty() ? "" : "-") + part;
    }
    return id.empty() ? id : mapping_.name + ":" + id;
  }

  void read_names(const Row& row, core::Incoming& person) {
    std::string given_name = cell(row, given);
    std::string family_name = cell(row, family);
    const bool first = cell(row, name).empty();
    const std::string& whole = first ? cell(row, family_first) : cell(row, name);
    if (given_name.empty() && family_name.empty() && !whole.empty()) {
      std::tie(given_name, family_name) = given_and_family(whole, first);
    }
    tell(person, given, given_name);
    tell(person, family, family_name);
  }

  void read_word(const Row& row, Text field, core::Incoming& person) {
    const std::string& text = cell(row, field);
    if (text.empty()) return;
    const Meaning& meaning = words_.at(field)(text);
    if (!meaning.wrong.empty()) {
      return note(row, kTexts.at(field), {0, {}, meaning.wrong, key_for(field)});
    }
    tell(person, field, meaning.value);
  }

  static void tell(core::Incoming& person, Text field, const std::string& value) {
    if (value.empty()) return;
    core::set_field(person.details, kTexts.at(field), value);
    person.told.push_back(kTexts.at(field));
  }

  /// What the row leaves unsaid: the mapping's defaults first, then what follows from the rest.
  void complete(core::Incoming& person) {
    core::Details& details = person.details;
    for (const auto& [field, value] : mapping_.defaults) {
      if (!person.tells(field)) core::set_field(details, field, value);
    }
    const bool kind_known = person.tells("kind") || mapping_.defaults.count("kind") != 0;
    if (details.partner.empty()) details.partner = sender_of(details, kind_known);
    if (const core::Partner* sender = meeting_.partner(details.partner)) {
      if (details.town.empty()) details.town = sender->town;
      if (details.country.empty()) details.country = sender->country;
    }
    if (details.country.empty()) details.country = country_of_town(details.town);
    if (!kind_known) details.kind = kind_of(details);
  }

  /// The partner whose town it is, or whose name stands for the organisation. The host's own
  /// people and locals are sent by nobody.
  core::PartnerId sender_of(const core::Details& details, bool kind_known) {
    if (kind_known && details.kind == core::Kind::local) return {};
    const std::string& place = details.town.empty() ? details.organisation : details.town;
    if (place.empty()) return {};
    const Meaning& found = words_.at(partner)(place);
    const core::Partner* sender = meeting_.partner({found.value});
    if (sender == nullptr || sender->host) return {};
    const bool elsewhere = !details.country.empty() && details.country != sender->country;
    return elsewhere ? core::PartnerId{} : sender->id;
  }

  std::string country_of_town(const std::string& place) {
    if (place.empty()) return {};
    const Meaning& found = words_.at(partner)(place);
    const core::Partner* known = meeting_.partner({found.value});
    if (known != nullptr) return known->country;
    return place == meeting_.place.town ? meeting_.place.country : std::string();
  }

  core::Kind kind_of(const core::Details& details) const {
    if (!details.partner.empty()) return core::kind_for(meeting_, details.partner);
    const bool abroad = !details.country.empty() && details.country != meeting_.place.country;
    return abroad ? core::Kind::invited : core::Kind::local;
  }

  bool is_noted(std::size_t from, const std::string& field) const {
    return std::any_of(list_.mistakes.begin() + static_cast<std::ptrdiff_t>(from),
                       list_.mistakes.end(),
                       [&](const core::Mistake& mistake) { return mistake.field == field; });
  }

  /// The author knows the column by its heading. Cells are not repeated: they may be names.
  void note(const Row& row, std::string_view field, core::Mistake wrong) {
    const auto* at =
        std::find(kTexts.begin(), kTexts.end(), field == "session" ? "sessions" : field);
    int column =
        at == kTexts.end() ? kNone : columns_.at(static_cast<std::size_t>(at - kTexts.begin()));
    if (column == kNone && (field == "given" || field == "family")) {
      column = columns_[name] != kNone ? columns_[name] : columns_[family_first];
    }
    const std::string heading = column == kNone ? std::string() : cell(heading_row(), column);
    if (!heading.empty() && core::is_clean_text(heading, 80)) {
      wrong.message += fmt::format(" (column \"{}\")", heading);
      wrong.values["column"] = heading;
    }
    wrong.line = row.line;
    wrong.field = std::string(field);
    list_.mistakes.push_back(std::move(wrong));
  }

  const Row& heading_row() {
    if (heading_row_.cells.empty()) heading_row_.cells = table_.headings;
    return heading_row_;
  }

  const Table& table_;
  const Mapping& mapping_;
  const Mapping& usual_;
  const core::Meeting& meeting_;
  Names partners_ = partner_names(meeting_);
  Names sessions_ = session_names(meeting_);
  std::vector<std::string> folded_;
  std::array<int, kTexts.size()> columns_{};
  std::vector<int> id_columns_;
  std::vector<std::pair<int, const std::vector<std::string>*>> skip_;
  std::vector<Words> words_;
  Row heading_row_;
  PeopleList list_;
};

}  // namespace

core::Result<PeopleList> people_of(const Table& table, const Mapping& mapping, const Mapping& usual,
                                   const core::Meeting& meeting, const ReadProgress& progress) {
  return PeopleReader(table, mapping, usual, meeting).read(progress);
}

}  // namespace intake
