// Reading members of a ZIP archive in memory, with a bound on what they may unpack to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/progress.h"
#include "core/result.h"

struct zip;

namespace intake {

class Archive {
 public:
  /// `bytes` outlives the archive. `budget` bounds what all members read unpack to together.
  static core::Result<Archive> open(std::string_view bytes, std::size_t budget);

  /// The member's content; absent where there is none of that name. Fails where it is damaged,
  /// encrypted, or the budget is used up, and with `core::stopped()`. How large it will be is not
  /// known, so `progress` is asked with 0 alone.
  core::Result<std::optional<std::string>> read(const std::string& name,
                                                const core::Progress& progress = {});

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  Archive(zip* archive, std::size_t budget) : archive_(archive), budget_(budget) {}
  std::unique_ptr<zip, Close> archive_;
  std::size_t budget_;
};

}  // namespace intake
