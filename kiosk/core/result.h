// Expected outcomes are values; failures are a `Result` that a screen or a message can show.
#pragma once

#include <map>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace core {

/// What kind of failure it was. `kioskctl` maps each to its exit status (CLI.md).
enum class Failure {
  usage,        ///< the command itself was wrong
  bad_input,    ///< what came from outside is wrong; nothing was changed
  storage,      ///< the disk or the database failed; what was confirmed before is safe
  unreachable,  ///< hub or device does not answer
  denied,       ///< wrong PIN or key
};

/// One fault in a file or a form: where it is and what to do about it.
struct Mistake {
  int line = 0;         ///< 1-based; 0 where the input has no lines
  std::string field;    ///< key or column, as the author wrote it
  std::string message;  ///< what is wrong and what is expected
  /// The catalogue's message that says the same to people, as `mistake.missing`, and what stands in
  /// its braces; empty: `message` must do.
  std::string key = {};
  std::map<std::string, std::string> values = {};
  friend bool operator==(const Mistake&, const Mistake&) = default;
};

/// A failure with what happened and what the reader can do next. Never holds personal data.
struct Error {
  Failure failure = Failure::bad_input;
  std::string what;
  std::string next_step;
  std::vector<Mistake> mistakes;
  /// The catalogue's message that says it to people, as `failure.disk_full`; empty: `what` must do.
  std::string message = {};
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Failure failure, std::string what, std::string next_step = {},
                                  std::string message = {}) {
  return tl::unexpected<Error>(
      Error{failure, std::move(what), std::move(next_step), {}, std::move(message)});
}

/// The whole error as lines of text for a terminal or a log.
std::string describe(const Error& error);

}  // namespace core
