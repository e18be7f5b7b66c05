#include "shell/frame_file.h"

#include <fmt/format.h>

#include <fstream>
#include <random>

#include "core/ids.h"

namespace shell {

void write_frame_file(const std::filesystem::path& file, std::uint64_t frame,
                      const std::string& language, const ui::FrameRecord& record) {
  const std::string lines = ui::to_json_lines(record);
  const std::filesystem::path beside = file.string() + ".new";
  {
    std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
    stream << fmt::format("{{\"frame\":{},\"screen\":\"{}\",\"language\":\"{}\"}}\n", frame,
                          record.screen, language)
           << std::string_view(lines).substr(lines.find('\n') + 1);
  }
  std::error_code failed;  // the reader waits for the next frame in vain and says so
  std::filesystem::rename(beside, file, failed);
}

std::string random_run() {
  std::random_device device;
  const std::uint64_t bits = static_cast<std::uint64_t>(device()) << 32U | device();
  return core::crockford(bits);
}

core::Meeting nameless_meeting() {
  core::Meeting meeting;
  meeting.languages = {"en"};
  meeting.days = {core::Day{}};
  core::Checkpoint door;
  door.id = {"door"};
  door.days = meeting.days;
  meeting.checkpoints = {door};
  return meeting;
}

}  // namespace shell
