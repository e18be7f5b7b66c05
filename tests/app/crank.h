// The small language of the app's tests: a model that is cranked by hand, action by action, at
// times that the test sets.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/update.h"

namespace test {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A host in Latvia with one partner abroad and one at home, a door and a session's room.
inline core::Meeting town_meeting() {
  core::Meeting meeting;
  meeting.id = {"town"};
  meeting.languages = {"lv", "en", "sv"};
  for (const char* day : {"2019-03-12", "2019-03-13"}) {
    meeting.days.push_back(*core::parse_day(day));
  }
  meeting.place = {"Vienības nams", "Daugavpils", "LV"};
  meeting.partners = {{{"host"}, "City Council", "Daugavpils", "LV", true, true},
                      {{"vanersborg"}, "Vänersborg Municipality", "Vänersborg", "SE"},
                      {{"riga"}, "House of Crafts", "Rīga", "LV"}};
  core::Session walk;
  walk.id = {"walk"};
  walk.capacity = 2;
  core::Session talk;
  talk.id = {"talk"};
  meeting.sessions = {walk, talk};
  for (const char* id : {"door", "hall"}) {
    core::Checkpoint checkpoint;
    checkpoint.id = {id};
    checkpoint.days = meeting.days;
    meeting.checkpoints.push_back(checkpoint);
  }
  meeting.privacy.notice_version = "2019-1";
  return meeting;
}

class Crank {
 public:
  Crank() { model = app::start(meeting, "RUN", moment()); }

  // What happens. Each takes its effects into `effects`, those of the last action only.
  void happens(const app::Action& action) {
    auto [next, wanted] = app::update(std::move(model), action, moment());
    model = std::move(next);
    effects = std::move(wanted);
    all_effects.insert(all_effects.end(), effects.begin(), effects.end());
  }
  void press_next() { happens(app::NextPressed{}); }
  void press_back() { happens(app::BackPressed{}); }
  void type(const std::string& text) { happens(app::TextTyped{text}); }
  void focus(app::FieldId field) { happens(app::FieldFocused{field, {}}); }
  void wait(milliseconds time) {
    up += time;
    happens(app::TimePassed{});
  }
  /// To the deadline, as the loop does; false where there is none.
  bool wait_for_deadline() {
    const auto due = app::next_deadline(model);
    if (!due) return false;
    up = std::max(up, *due);
    happens(app::TimePassed{});
    return true;
  }

  // Whole stretches.
  void go_to_name() { happens(app::RegisterPressed{}); }
  void go_to_where_from(const std::string& given = "Žanete", const std::string& family = "Ozola") {
    go_to_name();
    focus(app::FieldId::given);
    type(given);
    focus(app::FieldId::family);
    type(family);
    press_next();
  }
  void go_to_optional(const std::string& partner = "vanersborg") {
    go_to_where_from();
    happens(app::TownChosen{{partner}});
  }
  void go_to_check() {
    go_to_optional();
    happens(app::SkipPressed{});
  }
  void go_to_done() {
    go_to_check();
    happens(app::PrintPressed{});
    happens(app::Registered{"A-0001", "K1CODE", "job-1"});
  }
  void go_to_pin() { happens(app::StaffPressed{}); }
  void sign_in(core::Role role = core::Role::staff) {
    go_to_pin();
    happens(app::PinRoleChosen{role});
    type("2468");
    press_next();
    happens(app::PinChecked{role, app::screen::Pin::Answer::none, {}});
  }
  /// Shows a code; returns the nonce under which it went to the store.
  std::string scan(const std::string& text) {
    happens(app::BadgeScanned{text});
    return sent().nonce;
  }
  void store_says(const std::string& nonce, core::Verdict verdict,
                  const std::string& name = "Žanete Ozola") {
    app::DoorEntry entry;
    entry.nonce = nonce;
    entry.verdict = verdict;
    entry.checkpoint = {"door"};
    entry.name = name;
    entry.number = "A-0001";
    happens(app::ScanDecided{entry});
  }

  // What is seen.
  [[nodiscard]] std::string screen() const { return std::string(app::name_of(model.screen)); }
  template <class Screen>
  Screen& on() {
    return std::get<Screen>(model.screen);
  }
  [[nodiscard]] bool is_asked() const { return model.ask_still_there_until.has_value(); }
  /// Of all since the start.
  template <class Effect>
  [[nodiscard]] int how_many() const {
    return static_cast<int>(
        std::count_if(all_effects.begin(), all_effects.end(),
                      [](const app::Effect& effect) { return effect.template is<Effect>(); }));
  }
  /// Of the last action; null where it had none.
  template <class Effect>
  const Effect* effect() const {
    for (const app::Effect& wanted : effects) {
      if (const auto* found = wanted.template get<Effect>()) return found;
    }
    return nullptr;
  }
  /// The scan that the last action sent.
  core::ScanCommand sent() const {
    const auto* scan = effect<app::RecordScan>();
    EXPECT_NE(scan, nullptr) << "no scan was sent";
    return scan != nullptr ? scan->command : core::ScanCommand{};
  }
  void expect_sound(app::Sound sound) const {
    ASSERT_NE(effect<app::PlaySound>(), nullptr) << "no sound";
    EXPECT_EQ(effect<app::PlaySound>()->sound, sound);
  }
  void expect_nobody() const {
    EXPECT_EQ(screen(), "welcome");
    EXPECT_EQ(model.draft, app::Draft{});
    EXPECT_FALSE(is_asked());
    EXPECT_TRUE(model.pending.empty());
    EXPECT_FALSE(model.desk.shown);
    EXPECT_TRUE(model.desk.last.empty());
    EXPECT_TRUE(model.desk.parked.empty());
    EXPECT_EQ(model.desk.role, core::Role::attendee);
    EXPECT_NE(effect<app::ForgetPerson>(), nullptr) << "pictures and keyboard were not forgotten";
  }

  [[nodiscard]] app::Moment moment() const {
    return {*core::parse_instant("2019-03-12T07:00:00Z", {}) + up, up};
  }

  std::shared_ptr<const core::Meeting> meeting =
      std::make_shared<const core::Meeting>(town_meeting());
  milliseconds up{1000};
  app::Model model;
  app::Effects effects;
  app::Effects all_effects;
};

}  // namespace test
