#include "report/certificates.h"

#include <algorithm>

#include "i18n/names.h"
#include "report/letterhead.h"

namespace report {
namespace {

using badge::Align;
using badge::Weight;

constexpr double kSide = 25;
constexpr double kWidth = kPageWidth - 2 * kSide;
constexpr double kSignatures = kPageHeight - 66;
constexpr double kFunding = kPageHeight - 38;

struct AttendedDay {
  std::string day;
  std::string sessions;
};

std::vector<AttendedDay> attended(const Person& person, const core::Meeting& meeting,
                                  const Words& words) {
  std::vector<AttendedDay> days;
  for (const auto& [day, first] : person.first_entry) {
    AttendedDay entry{
        i18n::weekday_text(words.language, day) + ", " + i18n::date_text(words.language, day), {}};
    for (const core::Session& session : meeting.sessions) {
      if (person.sessions.count({day, session.id}) == 0) continue;
      entry.sessions += (entry.sessions.empty() ? "" : "; ") + words.of(session.name);
    }
    days.push_back(std::move(entry));
  }
  return days;
}

/// One person's page. Everything is centred on one axis.
class CertificateMaker {
 public:
  CertificateMaker(const Evidence& evidence, const Words& words, Pen& pen)
      : evidence_(evidence), meeting_(*evidence.meeting), words_(words), pen_(pen) {}

  void put(const Person& person) {
    pen_.new_page();
    put_frame();
    y_ = 44;
    put_name(person.attendee.details);
    put_meeting();
    put_attended(person);
    put_signatures();
    put_foot(person);
  }

 private:
  void put_frame() {
    constexpr double kInset = 11;
    const double right = kPageWidth - kInset;
    const double bottom = kPageHeight - kInset;
    pen_.fill({kInset, kInset, right - kInset, 1.6}, kAccent);
    for (double x : {kInset, right}) pen_.line({x, kInset, x, bottom, 0.25, kHair});
    pen_.rule(kInset, bottom, right - kInset, 0.25);
  }

  void centred(const std::string& text, double size, Weight weight, badge::Colour colour,
               int lines = 2) {
    y_ = pen_.put(text, kSide, y_, kWidth,
                  {size, weight, colour, Align::centre, lines, std::min(size, 2.6)});
  }

  void put_name(const core::Details& details) {
    centred(words_.say("report.certificate.title"), 9, Weight::bold, kAccent);
    y_ += 4;
    pen_.rule(kPageWidth / 2 - 14, y_, 28, 0.6, kAccent);
    y_ += 12;
    centred(words_.say("report.certificate.before_name"), 4, Weight::regular, kMuted);
    y_ += 6;
    centred(core::full_name(details), 9.5, Weight::bold, kInk);
    y_ += 3;
    const core::Partner* partner = meeting_.partner(details.partner);
    const std::string& own = details.organisation;
    const std::string organisation = own.empty() && partner != nullptr ? partner->name : own;
    if (!organisation.empty()) {
      centred(organisation, 4, Weight::regular, kInk, 3);
      y_ += 1;
    }
    centred(words_.place(details.town, details.country), 4, Weight::regular, kInk);
    y_ += 8;
  }

  void put_meeting() {
    centred(words_.say("report.certificate.after_name"), 4, Weight::regular, kMuted);
    y_ += 4;
    centred(words_.of(meeting_.name), 6, Weight::bold, kInk, 3);
    y_ += 2.4;
    centred(place_and_dates(words_, meeting_), 3.8, Weight::regular, kInk, 3);
    y_ += 2;
    centred(project_line(words_, meeting_.project), 2.9, Weight::regular, kMuted, 3);
    y_ += 9;
  }

  /// Shrinks until all days have room above the signatures.
  void put_attended(const Person& person) {
    centred(words_.say("report.certificate.attended"), 3.2, Weight::bold, kAccent);
    y_ += 3;
    const auto days = attended(person, meeting_, words_);
    const double room = kSignatures - 16 - y_;
    double size = 3.4;
    while (size > 2 && height_of(days, size) > room) size *= 0.93;
    for (const AttendedDay& day : days) put_day(day, size);
  }

  [[nodiscard]] double height_of(const std::vector<AttendedDay>& days, double size) const {
    double height = 0;
    for (const AttendedDay& day : days) {
      height += std::max(fitted(day.day, size, kDay).height(),
                         fitted(day.sessions, size, kWidth - kDay - 3).height()) +
                size;
    }
    return height;
  }

  [[nodiscard]] Fitted fitted(const std::string& text, double size, double width) const {
    return pen_.fit(text, width, {size, Weight::regular, kInk, Align::left, 4, size * 0.7});
  }

  void put_day(const AttendedDay& day, double size) {
    const Fitted left = fitted(day.day, size, kDay);
    const Fitted right = fitted(day.sessions, size, kWidth - kDay - 3);
    const double height = std::max(left.height(), right.height()) + size;
    pen_.put_middle(left, kSide, y_, height);
    pen_.put_middle(right, kSide + kDay + 3, y_, height);
    y_ += height;
    pen_.rule(kSide, y_, kWidth);
  }

  void put_signatures() {
    constexpr double kGap = 12;
    const double half = (kWidth - kGap) / 2;
    const double right = kSide + half + kGap;
    const Ink label{2.5, Weight::regular, kMuted, Align::left, 1, 1.8};
    pen_.rule(kSide, kSignatures, half, 0.25, kMuted);
    pen_.rule(right, kSignatures, half, 0.25, kMuted);
    pen_.put(words_.say("report.certification.place_date"), kSide, kSignatures + 1.6, half, label);
    const double y = pen_.put(words_.say("report.certificate.for_organiser"), right,
                              kSignatures + 1.6, half, label);
    pen_.put(host_name(meeting_), right, y + 0.8, half, {3, Weight::bold, kInk, Align::left, 2, 2});
  }

  void put_foot(const Person& person) {
    put_funding(pen_, meeting_.project, kSide, kFunding, kWidth, 11);
    const Ink small{2.1, Weight::regular, kMuted, Align::left, 3, 1.4};
    std::string line =
        person.attendee.number + " · " +
        words_.say("report.as_of", {{"time", words_.moment(evidence_.as_of, meeting_.zone)}}) +
        " · " + words_.say("report.journal") + ":";
    for (const db::JournalHead& head : evidence_.heads) line += " " + head_text(head);
    pen_.put(line, kSide, kFunding + 15, kWidth, small);
  }

  static constexpr double kDay = 58;
  const Evidence& evidence_;
  const core::Meeting& meeting_;
  const Words& words_;
  Pen& pen_;
  double y_ = 0;
};

/// Who was erased is among the visits, and no longer among the people.
std::string why_nobody(const Evidence& evidence, core::AttendeeId wanted) {
  if (!wanted) {
    return evidence.present > 0 ? "The names of all who were checked in are erased."
                                : "Nobody was checked in on any day.";
  }
  const bool has_name =
      std::any_of(evidence.people.begin(), evidence.people.end(),
                  [&](const Person& person) { return person.attendee.id == wanted; });
  return has_name ? "This person was not checked in on any day." : "This person's name is erased.";
}

core::Result<std::vector<const Person*>> chosen(const Evidence& evidence, core::AttendeeId wanted) {
  std::vector<const Person*> people;
  for (const Person& person : evidence.people) {
    const bool asked_for = !wanted || person.attendee.id == wanted;
    if (asked_for && person.present()) people.push_back(&person);
  }
  if (!people.empty()) return people;
  return core::fail(core::Failure::bad_input, why_nobody(evidence, wanted),
                    "A certificate says only what was recorded at the door.");
}

std::string language_of(const Person& person, const CertificateChoice& choice,
                        const i18n::Catalogues& catalogues) {
  if (!choice.language.empty()) return choice.language;
  const std::string& own = person.attendee.details.language;
  const auto& known = catalogues.languages();
  return std::find(known.begin(), known.end(), own) == known.end() ? std::string() : own;
}

}  // namespace

core::Result<Document> certificates(const Evidence& evidence, const CertificateChoice& choice,
                                    const i18n::Catalogues& catalogues) {
  const auto people = chosen(evidence, choice.attendee);
  if (!people) return tl::unexpected(people.error());
  const Words words(catalogues, *evidence.meeting, choice.language);
  Document document{
      words.say("report.certificate.title") + " – " + words.of(evidence.meeting->name),
      words.language,
      {}};
  auto pen = Pen::open(document);
  if (!pen) return tl::unexpected(pen.error());
  for (const Person* person : *people) {
    const Words own(catalogues, *evidence.meeting, language_of(*person, choice, catalogues));
    CertificateMaker(evidence, own, *pen).put(*person);
  }
  return document;
}

}  // namespace report
