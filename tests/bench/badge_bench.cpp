// What a badge costs: the pixels that are read back before printing, and the PDF.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include "badge/render.h"
#include "badge/template.h"

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

}  // namespace

BENCHMARK_MAIN();
