#include "report/signature_sheets.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "i18n/names.h"
#include "report/letterhead.h"

namespace report {
namespace {

using badge::Align;
using badge::Weight;
using core::Kind;

constexpr double kRowHeight = 11;
constexpr double kHeadHeight = 7;
constexpr double kPad = 1.6;
constexpr double kCertification = 44;
constexpr int kBlankForResidents = 6;
constexpr int kBlankForOthers = 2;

/// The columns, left to right; together as wide as the page's content.
struct TableColumn {
  std::string_view key;
  double width;
};
constexpr std::array<TableColumn, 5> kColumns = {{{"report.sheet.number", 17},
                                                  {"report.sheet.name", 53},
                                                  {"report.sheet.organisation", 39},
                                                  {"report.sheet.arrived", 18},
                                                  {"report.sheet.signature", 50}}};
enum At : std::size_t { number, name, organisation, arrived, signature };

constexpr double x_of(std::size_t column) {
  double x = kLeft;
  for (std::size_t i = 0; i < column; ++i) x += kColumns[i].width;
  return x;
}

/// A list of its own: who signs together.
struct Group {
  std::string country;
  std::string town;
  Kind kind = Kind::local;
  std::vector<const Person*> people;
};

class SheetMaker {
 public:
  SheetMaker(const core::Meeting& meeting, const Words& words, Pen& pen)
      : meeting_(meeting), words_(words), pen_(pen) {}

  void put_group(core::Day day, const Group& group) {
    day_ = day;
    group_ = &group;
    begin_page();
    for (const Person* person : group.people) put_person(*person);
    put_walk_ins();
    put_certification();
  }

 private:
  void begin_page();
  double put_title(double y);
  void put_head();
  void put_person(const Person& person);
  void put_walk_ins();
  void put_certification();
  void put_field(std::string_view key, double x, double width);
  void make_room(double height) {
    if (y_ + height > kBottom) begin_page();
  }
  void end_row(double height) {
    for (std::size_t column = name; column <= signature; ++column) {
      pen_.line({x_of(column), y_, x_of(column), y_ + height, 0.1, kHair});
    }
    y_ += height;
    pen_.rule(kLeft, y_, kContentWidth);
  }
  [[nodiscard]] int checked_in() const {
    return static_cast<int>(std::count_if(
        group_->people.begin(), group_->people.end(),
        [this](const Person* person) { return person->first_entry.count(day_) > 0; }));
  }
  [[nodiscard]] std::string organisation_of(const core::Details& details) const {
    const core::Partner* partner = meeting_.partner(details.partner);
    return details.organisation.empty() && partner != nullptr ? partner->name
                                                              : details.organisation;
  }

  const core::Meeting& meeting_;
  const Words& words_;
  Pen& pen_;
  core::Day day_{};
  const Group* group_ = nullptr;
  double y_ = 0;
};

void SheetMaker::begin_page() {
  pen_.new_page();
  y_ = put_title(put_letterhead(pen_, words_, meeting_) + 6);
  put_head();
}

double SheetMaker::put_title(double y) {
  constexpr double kSide = 62;
  const double width = kContentWidth - kSide - 4;
  const std::string day =
      i18n::weekday_text(words_.language, day_) + ", " + i18n::date_text(words_.language, day_);
  const std::string kind = words_.say("report.group." + std::string(core::to_text(group_->kind)));
  const std::string count =
      words_.say("report.sheet.checked_in", {{"present", std::to_string(checked_in())},
                                             {"total", std::to_string(group_->people.size())}});
  const double side = kRight - kSide;
  pen_.put(day, side, y, kSide, {3.2, Weight::bold, kAccent, Align::right, 1, 2.2});
  const double below = pen_.put(words_.say("report.sheet.title"), kLeft, y, width,
                                {3.2, Weight::bold, kAccent, Align::left, 1, 2.4}) +
                       2.6;
  const double left = pen_.put(words_.place(group_->town, group_->country), kLeft, below, width,
                               {6, Weight::bold, kInk, Align::left, 2, 3.6});
  const double right =
      pen_.put(kind, side, below, kSide, {3.6, Weight::bold, kInk, Align::right, 2, 2.6});
  const double end =
      pen_.put(count, side, right + 0.4, kSide, {2.8, Weight::regular, kMuted, Align::right, 1, 2});
  return std::max(left, end) + 3;
}

void SheetMaker::put_head() {
  pen_.fill({kLeft, y_, kContentWidth, kHeadHeight});
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const Ink ink{2.6, Weight::bold, kMuted, Align::left, 1, 1.6};
    pen_.put_middle(pen_.fit(words_.say(kColumns.at(i).key), kColumns.at(i).width - 2 * kPad, ink),
                    x_of(i) + kPad, y_, kHeadHeight);
  }
  y_ += kHeadHeight;
  pen_.rule(kLeft, y_, kContentWidth, 0.4, kAccent);
}

void SheetMaker::put_person(const Person& person) {
  const core::Details& details = person.attendee.details;
  const auto cell = [&](std::size_t column, const std::string& text, const Ink& ink) {
    return pen_.fit(text, kColumns.at(column).width - 2 * kPad, ink);
  };
  const Fitted no =
      cell(number, person.attendee.number, {2.7, Weight::regular, kMuted, Align::left, 1, 1.8});
  const Fitted who =
      cell(name, core::full_name(details), {3.5, Weight::bold, kInk, Align::left, 2, 2.4});
  const Fitted from =
      cell(organisation, organisation_of(details), {2.7, Weight::regular, kInk, Align::left, 3, 2});
  const double height =
      std::max({kRowHeight, who.height() + 2 * kPad + 2, from.height() + 2 * kPad + 2});
  make_room(height);
  pen_.put_middle(no, x_of(number) + kPad, y_, height);
  pen_.put_middle(who, x_of(name) + kPad, y_, height);
  pen_.put_middle(from, x_of(organisation) + kPad, y_, height);
  if (const auto came = person.first_entry.find(day_); came != person.first_entry.end()) {
    const Fitted time = pen_.fit(core::clock_text(came->second, meeting_.zone), 11,
                                 {3, Weight::bold, kAccent, Align::left, 1, 2});
    pen_.tick(x_of(arrived) + kPad, y_ + (height + time.height()) / 2, 3);
    pen_.put_middle(time, x_of(arrived) + kPad + 4, y_, height);
  }
  end_row(height);
}

void SheetMaker::put_walk_ins() {
  constexpr double kLabel = 6.5;
  const int rows = group_->kind == Kind::local ? kBlankForResidents : kBlankForOthers;
  make_room(kLabel + kRowHeight);
  pen_.put_middle(pen_.fit(words_.say("report.sheet.walk_ins"), kContentWidth - 2 * kPad,
                           {2.6, Weight::bold, kMuted, Align::left, 1, 2}),
                  kLeft + kPad, y_, kLabel);
  y_ += kLabel;
  pen_.rule(kLeft, y_, kContentWidth);
  for (int row = 0; row < rows; ++row) {
    make_room(kRowHeight);
    end_row(kRowHeight);
  }
}

/// Not parted from itself; the names it is about are above it or on the page before.
void SheetMaker::put_certification() {
  if (y_ + kCertification > kBottom) {
    pen_.new_page();
    y_ = put_title(put_letterhead(pen_, words_, meeting_) + 6);
  }
  y_ += 6;
  y_ = pen_.put(words_.say("report.certification.title"), kLeft, y_, kContentWidth,
                {3.2, Weight::bold, kAccent, Align::left, 1, 2.4});
  const std::string text =
      words_.say("report.certification.text", {{"date", i18n::date_text(words_.language, day_)}});
  y_ = pen_.put(text, kLeft, y_ + 1.2, kContentWidth,
                {2.9, Weight::regular, kInk, Align::left, 2, 2.2});
  const double half = (kContentWidth - 8) / 2;
  y_ += 9;
  put_field("report.sheet.name", kLeft, half);
  put_field("report.certification.position", kLeft + half + 8, half);
  y_ += 13.5;
  put_field("report.certification.place_date", kLeft, half);
  put_field("report.sheet.signature", kLeft + half + 8, half);
}

void SheetMaker::put_field(std::string_view key, double x, double width) {
  pen_.rule(x, y_, width, 0.25, kMuted);
  pen_.put(words_.say(key), x, y_ + 1.2, width,
           {2.3, Weight::regular, kMuted, Align::left, 1, 1.8});
}

bool is_listed(const Person& person) {
  return person.attendee.status == core::Status::registered || person.present();
}

/// Invited guests first, by country and town, then residents, then the team.
std::vector<Group> groups_of(const Evidence& evidence, const std::string& language) {
  const auto order = [](Kind kind) { return static_cast<int>(kind); };
  std::map<std::tuple<int, std::string, std::string>, Group> groups;
  const auto group = [&](Kind kind, const std::string& country, const std::string& town) -> Group& {
    Group& found = groups[{order(kind), country, town}];
    found.country = country;
    found.town = town;
    found.kind = kind;
    return found;
  };
  const core::Place& place = evidence.meeting->place;
  group(Kind::local, place.country, place.town);
  for (const Person& person : evidence.people) {
    const core::Details& details = person.attendee.details;
    if (!is_listed(person)) continue;
    group(details.kind, details.country, details.town).people.push_back(&person);
  }
  std::vector<Group> list;
  const auto less = i18n::collate_less(language);
  for (auto& [key, found] : groups) {
    std::stable_sort(found.people.begin(), found.people.end(),
                     [&](const Person* a, const Person* b) {
                       const auto& left = a->attendee.details;
                       const auto& right = b->attendee.details;
                       if (left.family_name != right.family_name)
                         return less(left.family_name, right.family_name);
                       return less(left.given_name, right.given_name);
                     });
    list.push_back(std::move(found));
  }
  return list;
}

core::Result<std::vector<core::Day>> days_of(const core::Meeting& meeting,
                                             const SheetChoice& choice) {
  if (!choice.day) return meeting.days;
  if (std::count(meeting.days.begin(), meeting.days.end(), *choice.day) > 0) {
    return std::vector<core::Day>{*choice.day};
  }
  return core::fail(core::Failure::bad_input,
                    core::to_text(*choice.day) + " is no day of this meeting.",
                    "Choose one of its days, or leave the day out for all of them.");
}

}  // namespace

core::Result<Document> signature_sheets(const Evidence& evidence, const SheetChoice& choice,
                                        const i18n::Catalogues& catalogues) {
  const Words words(catalogues, *evidence.meeting, choice.language);
  const auto days = days_of(*evidence.meeting, choice);
  if (!days) return tl::unexpected(days.error());
  auto groups = groups_of(evidence, words.language);
  if (!choice.town.empty()) {
    std::erase_if(groups, [&](const Group& group) { return group.town != choice.town; });
  }
  if (groups.empty()) {
    return core::fail(core::Failure::bad_input, "Nobody is registered from that town.",
                      "Write the town as in `kioskctl counts --by town`.");
  }
  Document document{words.say("report.sheet.title") + " – " + words.of(evidence.meeting->name),
                    words.language,
                    {}};
  auto pen = Pen::open(document);
  if (!pen) return tl::unexpected(pen.error());
  SheetMaker maker(*evidence.meeting, words, *pen);
  for (core::Day day : *days) {
    for (const Group& group : groups) maker.put_group(day, group);
  }
  put_feet(*pen, words, evidence);
  return document;
}

}  // namespace report
