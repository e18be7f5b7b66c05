// The small language of the workers' tests: real stores and workers in a folder of their own, and
// a mailbox that can be waited on.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "db/desk.h"
#include "devices/decoder.h"
#include "devices/spool_printer.h"
#include "i18n/places.h"
#include "shell/print_worker.h"
#include "shell/store_worker.h"

namespace test {

inline constexpr std::chrono::seconds kPatience{60};

/// Keeps what is posted until it is taken by its kind.
class Post {
 public:
  template <class Wanted>
  Wanted wait_for() {
    Wanted found{};
    const bool came = wait([&](const app::Action& action) {
      const auto* it = action.template get<Wanted>();
      if (it != nullptr) found = *it;
      return it != nullptr;
    });
    EXPECT_TRUE(came) << "it was never posted";
    return found;
  }
  /// Takes the first action that fits, with those before it; false if none comes in time.
  template <class Fits>
  bool wait(Fits fits) {
    std::unique_lock lock(mutex_);
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
      for (app::Action& action : mailbox.drain()) came_.push_back(std::move(action));
      while (!came_.empty()) {
        const app::Action action = came_.front();
        came_.erase(came_.begin());
        if (fits(action)) return true;
      }
      if (!woken_.wait_until(lock, until, [this] { return news_; })) return false;
      news_ = false;
    }
  }

 private:
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      news_ = true;
    }
    woken_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable woken_;
  bool news_ = false;
  std::vector<app::Action> came_;

 public:
  shell::Mailbox mailbox{[this] { wake(); }};
};

inline std::filesystem::path assets() { return std::string(KIOSK_SOURCE_DIR "/assets"); }

/// The sample meeting on its first morning.
class Backstage {
 public:
  Backstage() {
    auto store = open_store();
    EXPECT_TRUE(store->store_meeting(sample_meeting(), "sample"));
    meeting = *store->meeting(id);
    now = *core::parse_instant("2019-03-12 09:00", meeting->zone);
    std::filesystem::create_directories(spool());
  }

  std::unique_ptr<db::Store> open_store() {
    auto opened = db::Store::open({folder.path(), [this] { return now; }, 'A'});
    EXPECT_TRUE(opened) << (opened ? "" : core::describe(opened.error()));
    return opened ? std::move(*opened) : nullptr;
  }
  void start_store() {
    worker = std::make_unique<shell::StoreWorker>(
        open_store(), id, post.mailbox,
        [this] {
          if (printer) printer->wake();
        },
        [this] { return now; });
  }
  void start_printing(std::unique_ptr<devices::Printer> with = nullptr) {
    auto words = i18n::Catalogues::load(i18n::catalogues_folder());
    ASSERT_TRUE(words) << core::describe(words.error());
    auto badges = shell::BadgeMaker::load({folder.path() / "badges", assets() / "badges"}, *meeting,
                                          std::move(*words));
    ASSERT_TRUE(badges) << core::describe(badges.error());
    printer = std::make_unique<shell::PrintWorker>(open_store(), print_settings(std::move(with)),
                                                   std::move(*badges), post.mailbox);
  }
  /// The printer given is the kiosk's own; without one it is the spool folder. Others open as their
  /// settings say.
  shell::PrintSettings print_settings(std::unique_ptr<devices::Printer> own) {
    auto first = std::make_shared<std::unique_ptr<devices::Printer>>(std::move(own));
    shell::PrintSettings settings;
    settings.dpi = 300;
    settings.timing = timing;
    settings.open = [this, first](const std::string& setting) {
      if (setting.empty() && *first) return core::Result<Opened>(std::move(*first));
      return devices::make_printer(setting, spool());
    };
    return settings;
  }
  void does(const app::Effect& effect, core::Role role = core::Role::staff) {
    ASSERT_TRUE(worker->take(effect, role));
  }

  app::Registered registers(const std::string& given = "Žanete",
                            const std::string& family = "Ozola") {
    does(app::RegisterAttendee{Desk::person(given, family), now, app::Alike::ignore});
    return post.wait_for<app::Registered>();
  }
  core::ScanCommand command(const std::string& text, const std::string& nonce) {
    core::ScanCommand command;
    command.meeting = id;
    command.checkpoint = meeting->door()->id;
    command.text = text;
    command.at = now;
    command.nonce = nonce;
    return command;
  }
  app::DoorEntry scans(const std::string& text, const std::string& nonce) {
    does(app::RecordScan{command(text, nonce)});
    return post.wait_for<app::ScanDecided>().entry;
  }
  app::screen::Pin::Answer tries_pin(const std::string& digits) {
    does(app::CheckPin{core::Role::staff, digits});
    return post.wait_for<app::PinChecked>().answer;
  }

  [[nodiscard]] std::filesystem::path spool() const { return folder.path() / "spool"; }
  [[nodiscard]] std::vector<std::filesystem::path> spooled() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(spool())) {
      if (entry.path().extension() == ".pdf") files.push_back(entry.path());
    }
    return files;
  }

  using Opened = std::unique_ptr<devices::Printer>;

  TempFolder folder;
  /// Quick, so that a test waits for what happens and not for the clock.
  shell::PrintTiming timing{std::chrono::milliseconds{1},
                            std::chrono::milliseconds{20},
                            std::chrono::milliseconds{1},
                            std::chrono::seconds{8},
                            std::chrono::seconds{60},
                            std::chrono::seconds{60},
                            {}};
  core::MeetingId id{"daugavpils-2019-03"};
  std::shared_ptr<const core::Meeting> meeting;
  core::Instant now;
  Post post;
  std::unique_ptr<shell::PrintWorker> printer;
  std::unique_ptr<shell::StoreWorker> worker;  ///< ends before the printer it wakes
};

/// What a scanner reads on the PDF's first page.
inline std::string code_on(const std::filesystem::path& pdf) {
  const std::string base = pdf.string() + "-page";
  const std::string command =
      "pdftoppm -r 300 -gray -singlefile '" + pdf.string() + "' '" + base + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream picture(base + ".pgm", std::ios::binary);
  std::string form;
  int width = 0, height = 0, white = 0;
  picture >> form >> width >> height >> white;
  picture.get();
  std::vector<std::uint8_t> luma(static_cast<std::size_t>(width) *
                                 static_cast<std::size_t>(height));
  picture.read(reinterpret_cast<char*>(luma.data()), static_cast<std::streamsize>(luma.size()));
  const auto found =
      devices::decode_luma(luma.data(), width, height, width, devices::Effort::thorough);
  EXPECT_EQ(found.size(), 1U);
  return found.empty() ? std::string() : found.front().text;
}

}  // namespace test
