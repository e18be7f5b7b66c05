// What a kiosk can still do where its database cannot be used, or holds no meeting yet.
#pragma once

#include "shell/join_worker.h"
#include "shell/restore_worker.h"

namespace shell {

struct WithoutBackend {
  JoinWorker join;
  RestoreWorker restore;
};

}  // namespace shell
