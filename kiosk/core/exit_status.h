// The exit statuses of CLI.md, the same for both programs.
#pragma once

#include "core/result.h"

namespace core {

constexpr int exit_status(Failure failure) {
  switch (failure) {
    case Failure::usage:
      return 2;
    case Failure::bad_input:
      return 3;
    case Failure::storage:
      return 4;
    case Failure::unreachable:
      return 5;
    case Failure::denied:
      return 6;
  }
  return 4;
}

}  // namespace core
