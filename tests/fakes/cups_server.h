// A real CUPS server of the test's own, reached through a socket in its own folder.
#pragma once

#include <cups/cups.h>

#include <filesystem>
#include <string>

#include "fakes/process.h"
#include "fakes/temp_folder.h"

namespace fakes {

/// libcups in the calling thread talks to it until it ends.
class CupsServer {
 public:
  CupsServer()
      : process_(
            (write_settings(), std::vector<std::string>{"cupsd", "-f", "-c", file("cupsd.conf"),
                                                        "-s", file("cups-files.conf")}),
            folder_.path() / "log") {
    wait_until([this] { return is_listening(file("cups.sock")); });
    cupsSetServer(file("cups.sock").c_str());
  }
  CupsServer(const CupsServer&) = delete;
  CupsServer& operator=(const CupsServer&) = delete;
  ~CupsServer() { cupsSetServer(nullptr); }

  /// A queue that hands documents on as they are.
  bool add_queue(const std::string& name, const std::string& device_uri) {
    return run({"lpadmin", "-h", file("cups.sock"), "-p", name, "-E", "-v", device_uri, "-m",
                "raw"},
               folder_.path() / "lpadmin") == 0;
  }

  void pause(const std::string& name) { run({"cupsdisable", "-h", file("cups.sock"), name}); }

  std::string log() const { return read_bytes(folder_.path() / "error"); }

 private:
  std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

  void write_settings() const {
    // Backends run as another user and pass through.
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0711));
    std::string files = "Sandboxing relaxed\n";
    for (const char* key : {"ServerRoot", "RequestRoot", "CacheDir", "StateDir", "TempDir"}) {
      std::filesystem::create_directory(folder_.path() / key);
      files += std::string(key) + " " + file(key) + "\n";
    }
    files += "ErrorLog " + file("error") + "\nAccessLog " + file("access") + "\nPageLog " +
             file("page") + "\n";
    write_bytes(folder_.path() / "cups-files.conf", files);
    write_bytes(folder_.path() / "cupsd.conf",
                "Listen " + file("cups.sock") +
                    "\nBrowsing Off\nDefaultAuthType None\nPreserveJobHistory Yes\n"
                    "<Location />\n  Order allow,deny\n  Allow all\n</Location>\n"
                    "<Policy default>\n  <Limit All>\n    Order allow,deny\n    Allow all\n"
                    "  </Limit>\n</Policy>\n");
  }

  TempFolder folder_;
  Process process_;
};

}  // namespace fakes
