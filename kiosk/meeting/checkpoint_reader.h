// Reads `[[checkpoint]]` tables and resolves what a checkpoint takes from its meeting or session.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/meeting.h"
#include "meeting/mistakes.h"
#include "meeting/table_reader.h"

namespace meeting {

class CheckpointReader {
 public:
  /// `meeting` has its days, partners and sessions already; all three outlive the reader.
  CheckpointReader(const core::Meeting& meeting, std::string_view default_language,
                   Mistakes& mistakes);

  /// Leaves `from.finish()` to the caller.
  core::Checkpoint read(TableReader& from);

 private:
  const core::Session* read_session(TableReader& from, core::Checkpoint& checkpoint);
  void read_name(TableReader& from, const core::Session* session, core::Checkpoint& checkpoint);
  void read_times(TableReader& from, core::Checkpoint& checkpoint);
  void take_times(TableReader& from, const core::Session* session, core::Checkpoint& checkpoint);
  void read_days(TableReader& from, core::Checkpoint& checkpoint);
  void read_admitted(TableReader& from, core::Checkpoint& checkpoint);
  void read_partners(TableReader& from, core::Checkpoint& checkpoint);
  void read_limits(TableReader& from, core::Checkpoint& checkpoint);
  void read_questions(TableReader& from, core::Checkpoint& checkpoint);
  core::Question read_question(TableReader& from);

  const core::Meeting& meeting_;
  std::string_view default_language_;
  Mistakes& mistakes_;
  std::map<std::string_view, const core::Session*> sessions_;
  std::set<std::string_view> partners_;
};

/// The days of a list, which must ascend. Empty if any is wrong.
std::vector<core::Day> checked_days(const std::vector<ListItem>& items, Mistakes& mistakes);

/// Notes that `id` is in `seen` already, else puts it there.
void note_duplicate(TableReader& from, const std::string& id, std::set<std::string>& seen);

/// Notes that `day` is none of the meeting's. `days` is empty where they are not known.
void note_other_day(TableReader& from, std::string_view key, core::Day day,
                    const std::vector<core::Day>& days);

}  // namespace meeting
