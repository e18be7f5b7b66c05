// How well and how fast codes are read from camera pictures: a table for BENCHMARKS.md. The two
// programs that everybody has read the same pictures.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>

#include "devices/frame_reader.h"
#include "fakes/badge_sheet.h"
#include "fakes/other_readers.h"
#include "fakes/spoilt_picture.h"
#include "fakes/temp_folder.h"

namespace {

constexpr int kPictures = 30;  // of each harm, from hardly to beyond reading

devices::LumaView view_of(const fakes::Picture& picture) {
  return {picture.luma.data(), picture.width, picture.height, picture.width};
}

bool reads(const fakes::Picture& picture, const std::string& code, int looks) {
  devices::FrameReader reader;
  for (int look = 0; look < looks; ++look) {
    for (const auto& found : reader.read(view_of(picture))) {
      if (found.text == code) return true;
    }
  }
  return false;
}

struct Rates {
  int first = 0;
  int ours = 0;
  int zbar = 0;
  int zxing = 0;
};

void print(std::string_view name, const Rates& rates, int of) {
  std::printf("| %.*s | %d | **%d** | %d | %d | %d |\n", static_cast<int>(name.size()), name.data(),
              rates.first, rates.ours, rates.zbar, rates.zxing, of);
  std::fflush(stdout);
}

void compare() {
  const fakes::TempFolder folder;
  const std::string file = (folder.path() / "picture.pgm").string();
  std::printf(
      "| harm | ours, one picture | ours, eight pictures | zbarimg | ZXingReader | of |\n"
      "|---|---:|---:|---:|---:|---:|\n");
  Rates all;
  int pictures = 0;
  for (const auto& [harm, name] : fakes::kHarms) {
    Rates rates;
    for (int i = 0; i < kPictures; ++i) {
      const auto badge = fakes::badge_sheet(static_cast<unsigned>(i));
      const auto picture = fakes::spoilt(badge.sheet, harm, (i + 0.5) / kPictures,
                                         static_cast<unsigned>(1000 * static_cast<int>(harm) + i));
      fakes::write_pgm(picture, file);
      rates.first += reads(picture, badge.code, 1);
      rates.ours += reads(picture, badge.code, devices::FrameReader::kTurns);
      rates.zbar += fakes::zbarimg_reads(file, badge.code);
      rates.zxing += fakes::zxing_reader_reads(file, badge.code);
    }
    print(name, rates, kPictures);
    all = {all.first + rates.first, all.ours + rates.ours, all.zbar + rates.zbar,
           all.zxing + rates.zxing};
    pictures += kPictures;
  }
  print("all", all, pictures);
}

/// Of this thread on its processor: the same on a machine that has other things to do.
double thread_milliseconds() {
  timespec at{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

double milliseconds(const std::function<void()>& work) {
  const double before = thread_milliseconds();
  work();
  return thread_milliseconds() - before;
}

/// Times of one look at each of many pictures, by one reader as in a camera's life.
void time_looks(const char* name, const std::function<fakes::Picture(unsigned)>& make,
                bool same_reader) {
  devices::FrameReader reader;
  std::vector<double> times;
  std::vector<fakes::Picture> pictures;
  for (unsigned i = 0; i < 24; ++i) pictures.push_back(make(i));
  for (int round = 0; round < 5; ++round) {
    for (const auto& picture : pictures) {
      devices::FrameReader fresh;
      times.push_back(
          milliseconds([&] { (void)(same_reader ? reader : fresh).read(view_of(picture)); }));
    }
  }
  std::sort(times.begin(), times.end());
  std::printf("| %s | %.1f ms | %.1f ms | %.1f ms |\n", name, times[times.size() / 2],
              times[times.size() * 9 / 10], times.back());
}

void time_frames() {
  std::printf(
      "\n| one look at 1920×1080, processor time | median | p90 | most |\n|---|---:|---:|---:|\n");
  const auto without = [](unsigned i) {
    std::mt19937 random(i);
    auto picture = fakes::spoiling::room(1920, 1080, random);
    fakes::spoiling::grain(picture, 4, random);
    return picture;
  };
  const auto held = [](fakes::Harm harm) {
    return [harm](unsigned i) {
      return fakes::spoilt(fakes::badge_sheet(i).sheet, harm, 0.02, i, 1920, 1080);
    };
  };
  const auto with = held(fakes::Harm::noise);
  const auto far = held(fakes::Harm::rotation);
  time_looks("without a code", without, true);
  time_looks("with a code, just come", with, false);
  time_looks("with a code of 55 pixels, just come", far, false);
  time_looks("with a code, held", with, true);
}

}  // namespace

int main() {
  compare();
  time_frames();
}
