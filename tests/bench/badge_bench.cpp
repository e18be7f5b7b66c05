// What a badge costs: the pixels that are read back before printing, and the PDF.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "badge/render.h"
#include "badge/template.h"
#include "devices/decoder.h"

namespace {

badge::Template form() {
  auto loaded = badge::load_template(KIOSK_SOURCE_DIR "/assets/badges/62x100.toml");
  if (!loaded) std::abort();
  return *loaded;
}

badge::Content content() {
  badge::Content badge;
  badge.given_name = "Žanete";
  badge.family_name = "Ķirse-Bērziņa";
  badge.organisation = "Daugavpils pilsētas dome";
  badge.town = "Daugavpils";
  badge.country = "LV";
  badge.country_name = "Latvija";
  badge.kind_label = "Iedzīvotājs";
  badge.meeting_name = "WIR projekta tikšanās Daugavpilī";
  badge.place_and_dates = "Daugavpils · 2019. gada 12.–14. marts";
  badge.number = "A-0042";
  badge.code = "K100000000000000000000000000";
  badge.funding_line = "Co-funded by the Europe for Citizens Programme of the European Union";
  badge.eu_emblem = true;
  badge.language = "lv";
  return badge;
}

void badge_raster_300_dpi(benchmark::State& state) {
  const auto template_ = form();
  const auto badge = content();
  for (auto _ : state) benchmark::DoNotOptimize(badge::render_raster(template_, badge, 300));
}
BENCHMARK(badge_raster_300_dpi)->Unit(benchmark::kMillisecond);

void badge_pdf(benchmark::State& state) {
  const auto template_ = form();
  const auto badge = content();
  for (auto _ : state) benchmark::DoNotOptimize(badge::render_pdf(template_, badge));
}
BENCHMARK(badge_pdf)->Unit(benchmark::kMillisecond);

/// What the printer worker does for one badge: pixels, read back as a scanner would, then the PDF.
void badge_ready_for_the_printer(benchmark::State& state) {
  const auto template_ = form();
  const auto badge = content();
  for (auto _ : state) {
    const auto raster = badge::render_raster(template_, badge, 300).value();
    std::vector<std::uint8_t> luma;
    luma.reserve(raster.rgba.size() / 4);
    for (std::size_t at = 0; at < raster.rgba.size(); at += 4) luma.push_back(raster.rgba[at + 1]);
    const auto found = devices::decode_luma(luma.data(), raster.width, raster.height, raster.width,
                                            devices::Effort::thorough);
    if (found.empty() || found.front().text != badge.code) state.SkipWithError("not read");
    benchmark::DoNotOptimize(badge::render_pdf(template_, badge, 300));
  }
}
BENCHMARK(badge_ready_for_the_printer)->Unit(benchmark::kMillisecond);

/// A meeting's worth: names and towns differ, most else is shared.
std::vector<badge::Content> meeting_of(int people) {
  const std::array<const char*, 8> given{
      "Žanete", "Jānis",      "María del Carmen", "Aleksandrs",
      "Annika", "Святослава", "Giuseppe",         "Kristīne Elizabete"};
  const std::array<const char*, 6> towns{"Daugavpils", "Vänersborg",   "Viterbo",
                                         "Leoben",     "Petrozavodsk", "Salamanca"};
  std::vector<badge::Content> all;
  for (int i = 0; i < people; ++i) {
    badge::Content badge = content();
    const auto at = static_cast<std::size_t>(i);
    badge.given_name = given.at(at % given.size());
    badge.family_name = "Bērziņš-" + std::to_string(i * 7919);
    badge.town = towns.at(at % towns.size());
    badge.number = "A-" + std::to_string(10000 + i);
    badge.kind = static_cast<core::Kind>(i % 3);
    badge.photo_opt_out = i % 9 == 0;
    badge.photo_label = "Nefotografēt";
    badge.sessions = {"Atklāšana", at % 2 == 0 ? "1. darba grupa" : "2. darba grupa"};
    badge.code = "K1" + std::string(20, '0') + std::to_string(100000 + i);
    all.push_back(std::move(badge));
  }
  return all;
}

void thousand_badges_in_one_pdf(benchmark::State& state) {
  const auto template_ = form();
  const auto people = meeting_of(1000);
  for (auto _ : state) benchmark::DoNotOptimize(badge::render_all_pdf(template_, people));
}
BENCHMARK(thousand_badges_in_one_pdf)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
