// A real IPP Everywhere printer with one tray of badges: `ippeveprinter` of cups-ipp-utils.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "fakes/process.h"
#include "fakes/temp_folder.h"

namespace fakes {

/// ippeveprinter announces itself through Avahi, which needs D-Bus; both are started if they are
/// not up, and stay for the next test program.
inline bool start_announcing() {
  const std::string bus = "/run/dbus/system_bus_socket";
  const std::string avahi = "/run/avahi-daemon/socket";
  std::filesystem::create_directories("/run/dbus");
  if (!is_listening(bus)) {
    std::filesystem::remove("/run/dbus/pid");
    run({"dbus-daemon", "--system", "--fork"});
  }
  if (!wait_until([&] { return is_listening(bus); })) return false;
  if (!is_listening(avahi)) run({"avahi-daemon", "--daemonize", "--no-chroot"});
  return wait_until([&] { return is_listening(avahi); });
}

class IppPrinter {
 public:
  /// Takes PDF on paper of 62 × 100 mm; `loaded` is a PWG name of what is in the tray now, if it
  /// tells.
  explicit IppPrinter(const std::string& loaded = {})
      : loaded_(loaded),
        announcing_(start_announcing()),
        port_(free_port()),
        process_((write_settings(), command()), folder_.path() / "log") {
    wait_until([&] {
      return read_bytes(folder_.path() / "log").find("printer-uri-supported") != std::string::npos;
    });
  }

  std::string uri() const { return "ipp://localhost:" + std::to_string(port_) + "/ipp/print"; }
  std::string log() const { return read_bytes(folder_.path() / "log"); }

  /// What the printer says is wrong, as IPP keywords, from the next job on.
  void break_down(const std::string& reasons) { write_bytes(folder_.path() / "reasons", reasons); }

  /// The documents that have arrived, in order of name.
  std::vector<std::string> documents() const {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(spool())) {
      if (entry.path().extension() == ".pdf") all.push_back(read_bytes(entry.path()));
    }
    return all;
  }

  /// What the job asked for, once it has been printed: `media-col`, `copies`.
  std::string asked_for(const std::string& attribute) const {
    const std::string key = "\nIPP_" + attribute + "=";
    std::string value;
    wait_until([&] {
      const std::string asked = "\n" + read_bytes(folder_.path() / "asked");
      const std::size_t begin = asked.find(key);
      if (begin == std::string::npos || asked.find("\nEND") == std::string::npos) return false;
      value = asked.substr(begin + key.size(), asked.find('\n', begin + 1) - begin - key.size());
      return true;
    });
    return value;
  }

 private:
  std::filesystem::path spool() const { return folder_.path() / "spool"; }

  void write_settings() const {
    std::filesystem::create_directory(spool());
    write_bytes(folder_.path() / "printer.conf",
                "ATTR keyword operations-supported Print-Job\n"
                "ATTR mimeMediaType document-format-supported application/pdf\n"
                "ATTR mimeMediaType document-format-default application/pdf\n"
                "ATTR rangeOfInteger copies-supported 1-9\n"
                "ATTR keyword media-default oe_badge_62x100mm\n"
                "ATTR keyword media-supported oe_badge_62x100mm,custom_62x100mm_62x100mm\n"
                "ATTR keyword media-col-supported media-size\n"
                "ATTR collection media-size-supported {\n"
                "  MEMBER integer x-dimension 6200\n"
                "  MEMBER integer y-dimension 10000\n}\n"
                "ATTR keyword sides-supported one-sided,two-sided-long-edge\n"
                "ATTR resolution printer-resolution-supported 300dpi\n"
                "ATTR resolution printer-resolution-default 300dpi\n" +
                    (loaded_.empty() ? "" : "ATTR keyword media-ready " + loaded_ + "\n") +
                    "ATTR keyword job-creation-attributes-supported "
                    "copies,job-name,media-col,sides\n");
    const std::string folder = folder_.path().string();
    const auto script = folder_.path() / "print";
    write_bytes(script, "#!/bin/sh\nenv > " + folder + "/asked\necho END >> " + folder +
                            "/asked\n[ -f " + folder + "/reasons ] && echo \"STATE: $(cat " +
                            folder + "/reasons)\" >&2\nexit 0\n");
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  }

  std::vector<std::string> command() const {
    const std::string folder = folder_.path().string();
    return {"ippeveprinter",
            "-v",
            "-k",
            "-p",
            std::to_string(port_),
            "-d",
            spool().string(),
            "-K",
            folder,
            "-a",
            folder + "/printer.conf",
            "-c",
            folder + "/print",
            "Badge printer " + std::to_string(port_)};
  }

  std::string loaded_;
  TempFolder folder_;
  bool announcing_;
  int port_;
  Process process_;
};

}  // namespace fakes
