// What a kiosk can do where its database cannot be used, holds no meeting yet or is to be replaced.
#pragma once

#include "shell/join_worker.h"
#include "shell/restore_worker.h"

namespace shell {

struct WithoutBackend {
  JoinWorker join;
  RestoreWorker restore;
};

}  // namespace shell
