#include "cli/context.h"

#include <algorithm>
#include <chrono>

#include "cli/own_files.h"
#include "cli/terminal.h"
#include "core/attendee.h"
#include "db/damage.h"
#include "i18n/places.h"

namespace cli {

std::string document(const ordered_json& json, bool compact) {
  return json.dump(compact ? -1 : 2, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json error_json(const core::Error& error) {
  ordered_json mistakes = ordered_json::array();
  for (const core::Mistake& mistake : error.mistakes) {
    mistakes.push_back(
        {{"line", mistake.line}, {"field", mistake.field}, {"message", mistake.message}});
  }
  return {{"error", error.what}, {"next_step", error.next_step}, {"mistakes", std::move(mistakes)}};
}

std::string printable(std::string_view text) {
  std::string clean;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    clean += (byte < ' ' && c != '\n') || byte == 0x7F ? '?' : c;
  }
  std::string one_line = clean;
  std::replace(one_line.begin(), one_line.end(), '\n', ' ');
  if (core::is_clean_text(one_line, one_line.size())) return clean;
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; },
      '?');
  return clean;
}

void Context::will_write(std::string option, const std::filesystem::path& file) {
  written_.emplace_back(std::move(option), &file);
}

core::Result<void> Context::spare_own_files() const {
  for (const auto& [option, file] : written_) {
    if (file->empty() || *file == "-" || !is_own_file(data_folder(), *file)) continue;
    return wrong_field(option, "is one of the kiosk's own files; name another");
  }
  return {};
}

int Context::perform() {
  const core::Result<int> done = spare_own_files().and_then([this] { return action(*this); });
  if (done) return *done;
  tell(done.error());
  return core::exit_status(done.error().failure);
}

void Context::tell(const core::Error& error) {
  say(core::describe(error));
  if (json && !answered_) streams_.out << document(error_json(error), true) << std::endl;
}

void Context::say(std::string_view message) {
  streams_.err << "kioskctl: " << printable(message) << std::endl;
}

std::filesystem::path Context::data_folder() const {
  return data.empty() ? i18n::default_data_folder() : data;
}

core::Result<std::unique_ptr<db::Store>> Context::open_store(std::optional<core::Instant> now) {
  db::StoreOptions options;
  options.folder = data_folder();
  if (now) options.now = [at = *now] { return at; };
  options.progress = [this, begun = std::chrono::steady_clock::now(),
                      told = false](int percent) mutable {
    constexpr std::chrono::milliseconds kSoon{300};
    if (std::chrono::steady_clock::now() - begun < kSoon) return;
    if (!told) say("The tables are made anew from the journal, as after an update.");
    told = true;
    if (shows_progress())
      err() << "\r" << percent << " %" << (percent < 100 ? "" : "\n") << std::flush;
  };
  auto store = db::Store::open(std::move(options));
  if (!store) return tl::unexpected(db::with_way_back(store.error(), data_folder()));
  if (const auto& kept = (*store)->damaged_log(); !kept.empty()) {
    say("The log of the last changes was damaged; what was recorded last may be missing. It is "
        "kept in " +
        kept.string() + ". Have the badges of the last minutes scanned once more.");
  }
  (*store)->act_as(core::Role::organiser);
  return store;
}

const i18n::Catalogues* Context::catalogues() {
  if (!catalogues_tried_) {
    catalogues_tried_ = true;
    auto loaded = i18n::Catalogues::load(i18n::catalogues_folder());
    if (loaded) catalogues_ = std::move(*loaded);
    if (!loaded) say(core::describe(loaded.error()));
  }
  return catalogues_ ? &*catalogues_ : nullptr;
}

core::Result<int> Context::answer(const ordered_json& whole, int status) {
  raw_out() << document(whole, json) << '\n';
  return flush_out().map([status] { return status; });
}

core::Result<void> Context::print_line(const ordered_json& line) {
  raw_out() << document(line, true) << '\n';
  return flush_out();
}

std::ostream& Context::raw_out() {
  answered_ = true;
  return streams_.out;
}

core::Result<void> Context::flush_out() {
  if (streams_.out.flush()) return {};
  return core::fail(core::Failure::storage, "Standard output cannot be written.",
                    "What was recorded is kept. Send the output somewhere with space.");
}

core::Result<int> Context::done() {
  return flush_out().map([] { return kDone; });
}

namespace {

/// Whether `text`, which means `at`, is a reading that the clocks jump over.
bool is_skipped(const std::string& text, core::Instant at, const core::Zone& zone) {
  const auto reading =
      core::parse_instant(text + "Z", zone);  // none where it has an offset already
  return reading && zone.to_local(at).time_since_epoch() != reading->time_since_epoch();
}

}  // namespace

core::Result<std::optional<core::Instant>> parse_at(const std::optional<std::string>& text,
                                                    const core::Zone& zone) {
  if (!text) return std::optional<core::Instant>();
  const auto at = core::parse_instant(*text, zone);
  if (!at) {
    return wrong_field("at",
                       "must be a time such as 2019-03-12T09:02 or 2019-03-12T09:02:11+02:00");
  }
  if (is_skipped(*text, *at, zone)) {
    return wrong_field("at", "is a time that no clock in " + zone.name() +
                                 " shows, for they are put forward then");
  }
  return at;
}

tl::unexpected<core::Error> wrong_field(std::string field, std::string message) {
  return tl::unexpected<core::Error>({core::Failure::bad_input,
                                      "The command cannot be done as it was given.",
                                      "Nothing was changed.",
                                      {{0, std::move(field), std::move(message)}}});
}

}  // namespace cli
