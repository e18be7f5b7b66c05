#include "i18n/catalogue.h"

#include <algorithm>
#include <boost/locale/generator.hpp>
#include <boost/locale/localization_backend.hpp>
#include <boost/locale/message.hpp>
#include <locale>
#include <map>
#include <system_error>

#include "i18n/mo_file.h"

namespace i18n {
namespace {

namespace fs = std::filesystem;
using Messages = boost::locale::message_format<char>;

constexpr const char* kDomain = "kiosk";
constexpr std::string_view kEnglish = "en";

/// One catalogue; the locale owns the facet that `messages` points to.
struct Catalogue {
  std::locale owner;
  const Messages* messages = nullptr;
  int domain = 0;

  /// Null where the catalogue lacks the key.
  [[nodiscard]] const char* find(const std::string& key) const {
    return messages->get(domain, nullptr, key.c_str());
  }
  [[nodiscard]] const char* find(const std::string& key, int n) const {
    return messages->get(domain, nullptr, key.c_str(), n);
  }
};

fs::path file_of(const fs::path& folder, const std::string& language) {
  return folder / language / "LC_MESSAGES" / "kiosk.mo";
}

std::vector<std::string> languages_in(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (fs::is_regular_file(file_of(folder, entry.path().filename().string()), error)) {
      found.push_back(entry.path().filename().string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

boost::locale::localization_backend_manager icu_backend() {
  auto backends = boost::locale::localization_backend_manager::global();
  backends.select("icu");
  return backends;
}

/// Only messages, so no locale of the system is needed.
void set_up(boost::locale::generator& generator, const fs::path& folder) {
  generator.categories(boost::locale::message_facet);
  generator.characters(boost::locale::char_facet);
  generator.add_messages_path(folder.string());
  generator.add_messages_domain(kDomain);
}

Catalogue open_catalogue(const boost::locale::generator& generator, const std::string& language) {
  Catalogue catalogue;
  catalogue.owner = generator.generate(std::locale::classic(), language + ".UTF-8");
  catalogue.messages = &std::use_facet<Messages>(catalogue.owner);
  catalogue.domain = catalogue.messages->domain(kDomain);
  return catalogue;
}

constexpr const char* kReinstall = "build or install the program again; it brings its catalogues";

core::Result<Catalogue> read_catalogue(const boost::locale::generator& generator,
                                       const fs::path& folder, const std::string& language) {
  const auto file = file_of(folder, language);
  const auto broken = [&](const std::string& why) {
    return core::fail(core::Failure::bad_input,
                      "the message catalogue " + file.string() + " cannot be read" + why,
                      kReinstall);
  };
  if (!is_whole_mo_file(file)) return broken("");
  try {
    return open_catalogue(generator, language);
  } catch (const std::exception& error) {
    return broken(std::string(": ") + error.what());
  }
}

}  // namespace

struct Catalogues::State {
  std::map<std::string, Catalogue, std::less<>> by_language;
  std::vector<std::string> languages;

  [[nodiscard]] const Catalogue* of(std::string_view language) const {
    const auto found = by_language.find(language.substr(0, language.find_first_of("_-.")));
    return found == by_language.end() ? nullptr : &found->second;
  }

  /// The message in `language`, else in English, else the key; `count` chooses the plural form.
  template <class... Count>
  [[nodiscard]] std::string look_up(std::string_view language, std::string_view key,
                                    Count... count) const {
    std::string id(key);
    if (id.empty()) return id;  // gettext keeps a catalogue's header under the empty key
    for (const auto* catalogue : {of(language), of(kEnglish)}) {
      const char* found = catalogue == nullptr ? nullptr : catalogue->find(id, count...);
      if (found != nullptr && *found != '\0') return found;
    }
    return id;
  }
};

core::Result<Catalogues> Catalogues::load(const fs::path& folder) {
  auto state = std::make_shared<State>();
  state->languages = languages_in(folder);
  boost::locale::generator generator(icu_backend());
  set_up(generator, folder);
  for (const auto& language : state->languages) {
    auto catalogue = read_catalogue(generator, folder, language);
    if (!catalogue) return tl::unexpected(catalogue.error());
    state->by_language.emplace(language, std::move(*catalogue));
  }
  if (state->of(kEnglish) == nullptr) {
    return core::fail(core::Failure::bad_input,
                      "there is no English message catalogue in " + folder.string(), kReinstall);
  }
  return Catalogues(std::move(state));
}

std::string Catalogues::text(std::string_view language, std::string_view key) const {
  return state_->look_up(language, key);
}

std::string Catalogues::text(std::string_view language, std::string_view key,
                             const Values& values) const {
  return fill(text(language, key), values);
}

std::string Catalogues::text_n(std::string_view language, std::string_view key, int n,
                               const Values& values) const {
  Values all = values;
  all.push_back({"n", std::to_string(n)});
  return fill(state_->look_up(language, key, n), all);
}

bool Catalogues::has(std::string_view language, std::string_view key) const {
  const auto* catalogue = state_->of(language);
  return catalogue != nullptr && !key.empty() && catalogue->find(std::string(key)) != nullptr;
}

const std::vector<std::string>& Catalogues::languages() const { return state_->languages; }

std::string fill(std::string_view pattern, const Values& values) {
  std::string filled;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const auto open = std::min(pattern.find('{', at), pattern.size());
    filled += pattern.substr(at, open - at);
    const auto close = pattern.find('}', open);
    if (close == std::string_view::npos) return filled.append(pattern.substr(open));
    const auto name = pattern.substr(open + 1, close - open - 1);
    const auto value = std::find_if(values.begin(), values.end(),
                                    [&](const Value& candidate) { return candidate.name == name; });
    if (value != values.end()) {
      filled += value->text;
      at = close + 1;
    } else {
      filled += '{';
      at = open + 1;
    }
  }
  return filled;
}

}  // namespace i18n
