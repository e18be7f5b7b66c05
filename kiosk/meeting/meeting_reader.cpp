#include "meeting/meeting_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "meeting/checkpoint_reader.h"
#include "meeting/table_reader.h"
#include "meeting/text_checks.h"
#include "meeting/time_zone.h"

namespace meeting {
namespace {

using core::Meeting;

constexpr Range kCount{0, 1'000'000};
constexpr Range kPercent{0, 100};
constexpr Range kDays{0, 36'500};
constexpr std::size_t kMostWebsites = 10;

class MeetingReader {
 public:
  MeetingReader(const toml::table& root, Mistakes& mistakes)
      : root_(root, "", mistakes), mistakes_(mistakes) {}

  Meeting read() {
    read_basics();
    read_place();
    read_project();
    read_event();
    read_grant();
    read_partners();
    read_sessions();
    read_checkpoints();
    read_needs();
    read_privacy();
    read_badge();
    root_.finish();
    return std::move(meeting_);
  }

 private:
  void read_basics();
  void read_zone();
  void read_languages();
  void read_place();
  void read_project();
  void read_event();
  void read_grant();
  void read_partners();
  core::Partner read_partner(TableReader& from);
  void read_sessions();
  core::Session read_session(TableReader& from);
  void read_session_times(TableReader& from, core::Session& session);
  void read_checkpoints();
  void read_needs();
  void read_privacy();
  void read_evidence_day(TableReader& from);
  void read_badge();
  core::MultiText texts(TableReader& from, std::string_view key, Need need);

  TableReader root_;
  Mistakes& mistakes_;
  Meeting meeting_;
  std::string default_language_;
  bool has_host_ = false;
};

void MeetingReader::read_basics() {
  meeting_.id.text = root_.id("id", Need::required);
  read_zone();
  if (const auto items = root_.texts("days", Need::required)) {
    meeting_.days = checked_days(*items, mistakes_);
  }
  read_languages();
  meeting_.name = texts(root_, "name", Need::required);
}

void MeetingReader::read_zone() {
  const std::string name = root_.text("timezone", Need::required);
  if (name.empty()) return;
  auto zone = load_zone(name);
  if (zone) {
    meeting_.zone = std::move(*zone);
  } else {
    root_.mistake("timezone", fmt::format("{}; {}", zone.error().what, zone.error().next_step));
  }
}

void MeetingReader::read_languages() {
  const auto items = root_.texts("languages", Need::required);
  if (!items) return;
  for (const ListItem& item : *items) {
    if (!is_language_code(item.text)) {
      mistakes_.add(item.line, item.path,
                    fmt::format("\"{}\" is no language code; expected 2 small letters as in \"lv\"",
                                shown(item.text)));
      continue;
    }
    meeting_.languages.push_back(item.text);
  }
  const bool first_is_good = !items->empty() && is_language_code(items->front().text);
  if (first_is_good) default_language_ = items->front().text;
}

void MeetingReader::read_place() {
  auto from = root_.table("place");
  if (!from) return;
  meeting_.place.venue = from->text("venue", Need::optional);
  meeting_.place.town = from->text("town", Need::optional);
  meeting_.place.country = from->country("country", Need::optional);
  from->finish();
}

void MeetingReader::read_project() {
  auto from = root_.table("project");
  if (!from) return;
  core::Project& project = meeting_.project;
  project.acronym = from->text("acronym", Need::optional);
  project.name = from->text("name", Need::optional);
  project.programme = from->text("programme", Need::optional);
  project.number = from->text("number", Need::optional);
  project.eu_emblem = from->word("emblem", {"eu", "none"}) == "eu";
  project.funding_line = from->text("funding_line", Need::optional);
  project.description = from->text("description", Need::optional);
  from->finish();
}

void MeetingReader::read_event() {
  auto from = root_.table("event");
  if (!from) return;
  core::EventDescription& event = meeting_.event;
  event.type = from->text("type", Need::optional);
  event.text = texts(*from, "description", Need::optional);
  if (const auto items = from->texts("websites", Need::optional)) {
    for (const ListItem& item : *items) {
      const bool is_site = item.text.starts_with("https://") || item.text.starts_with("http://");
      if (is_site && event.websites.size() < kMostWebsites) {
        event.websites.push_back(item.text);
      } else {
        mistakes_.add(item.line, item.path,
                      is_site ? "is one too many; expected 10 web addresses at most"
                              : fmt::format("is \"{}\"; expected a web address that begins with "
                                            "https:// or http://",
                                            shown(item.text)));
      }
    }
  }
  from->finish();
}

void MeetingReader::read_grant() {
  auto from = root_.table("grant");
  if (!from) return;
  meeting_.grant.min_participants = from->number("min_participants", kCount);
  meeting_.grant.min_invited = from->number("min_invited", kCount);
  meeting_.grant.min_invited_percent = from->number("min_invited_percent", kPercent);
  meeting_.grant.min_countries = from->number("min_countries", kCount);
  from->finish();
}

void MeetingReader::read_partners() {
  std::set<std::string> ids;
  for (TableReader& from : root_.tables("partner", Need::optional)) {
    core::Partner partner = read_partner(from);
    note_duplicate(from, partner.id.text, ids);
    meeting_.partners.push_back(std::move(partner));
    from.finish();
  }
}

core::Partner MeetingReader::read_partner(TableReader& from) {
  core::Partner partner;
  partner.id.text = from.id("id", Need::required);
  partner.name = from.text("name", Need::required);
  partner.town = from.text("town", Need::required);
  partner.country = from.country("country", Need::required);
  partner.lead = from.flag("lead");
  partner.host = from.flag("host");
  if (partner.host && has_host_) {
    from.mistake("host", "an earlier partner is the host already; expected one host only");
  }
  has_host_ = has_host_ || partner.host;
  return partner;
}

void MeetingReader::read_sessions() {
  std::set<std::string> ids;
  for (TableReader& from : root_.tables("session", Need::optional)) {
    core::Session session = read_session(from);
    note_duplicate(from, session.id.text, ids);
    meeting_.sessions.push_back(std::move(session));
    from.finish();
  }
}

core::Session MeetingReader::read_session(TableReader& from) {
  core::Session session;
  session.id.text = from.id("id", Need::required);
  session.name = texts(from, "name", Need::required);
  read_session_times(from, session);
  session.room = from.text("room", Need::optional);
  session.capacity = from.number("capacity", kPositive);
  return session;
}

void MeetingReader::read_session_times(TableReader& from, core::Session& session) {
  if (const auto day = from.day("day", Need::required)) {
    session.day = *day;
    note_other_day(from, "day", *day, meeting_.days);
  }
  const auto starts = from.clock("starts", Need::required);
  const auto ends = from.clock("ends", Need::required);
  if (!starts || !ends) return;
  session.starts = *starts;
  session.ends = *ends;
  if (*ends <= *starts) {
    from.mistake("ends", fmt::format("{} is not after starts; expected a time later than {}",
                                     core::clock_text(*ends), core::clock_text(*starts)));
  }
}

void MeetingReader::read_checkpoints() {
  CheckpointReader reader(meeting_, default_language_, mistakes_);
  std::vector<core::Checkpoint> checkpoints;
  std::set<std::string> ids;
  for (TableReader& from : root_.tables("checkpoint", Need::required)) {
    core::Checkpoint checkpoint = reader.read(from);
    note_duplicate(from, checkpoint.id.text, ids);
    checkpoints.push_back(std::move(checkpoint));
    from.finish();
  }
  meeting_.checkpoints = std::move(checkpoints);
}

void MeetingReader::read_needs() {
  auto from = root_.table("needs");
  if (!from) return;
  meeting_.asks_needs = from->flag("ask");
  from->finish();
}

void MeetingReader::read_privacy() {
  auto from = root_.table("privacy");
  if (!from) return;
  core::Privacy& privacy = meeting_.privacy;
  privacy.controller = from->text("controller", Need::optional);
  privacy.contact = from->text("contact", Need::optional);
  privacy.notice_version = from->text("notice_version", Need::optional);
  privacy.notice = texts(*from, "notice", Need::optional);
  privacy.erase_needs_after_days = from->number("erase_needs_after_days", kDays);
  privacy.erase_contact_after_days = from->number("erase_contact_after_days", kDays);
  read_evidence_day(*from);
  from->finish();
}

/// A mistyped year must not have the next retention run erase everybody.
void MeetingReader::read_evidence_day(TableReader& from) {
  const auto until = from.day("keep_evidence_until", Need::optional);
  if (until && !meeting_.days.empty() && *until < meeting_.days.back()) {
    from.mistake_of_author("keep_evidence_until",
                           fmt::format("{} is before the last day, {}", core::to_text(*until),
                                       core::to_text(meeting_.days.back())));
  }
  meeting_.privacy.keep_evidence_until = until;
}

void MeetingReader::read_badge() {
  meeting_.badge_template = "62x100";
  auto from = root_.table("badge");
  if (!from) return;
  if (from->has("template")) meeting_.badge_template = from->id("template", Need::required);
  from->finish();
}

core::MultiText MeetingReader::texts(TableReader& from, std::string_view key, Need need) {
  return from.multi_text(key, need, default_language_);
}

}  // namespace

Meeting read_meeting(const toml::table& root, Mistakes& mistakes) {
  return MeetingReader(root, mistakes).read();
}

}  // namespace meeting
