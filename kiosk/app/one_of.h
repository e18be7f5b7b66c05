// A value of one of many types. As a std::variant, but of a hundred alternatives that costs every
// file that makes one seconds and gigabytes of compiling (measured: 9 s at -O2 for six of them, and
// 38 s under the sanitizers); this costs next to nothing.
#pragma once

#include <any>
#include <type_traits>
#include <utility>

namespace app {

/// What a class with a list of types is made of; the list decides what may be put in.
class Held {
 public:
  /// Null where it is another type.
  template <class Type>
  [[nodiscard]] const Type* get() const {
    return std::any_cast<Type>(&value_);
  }
  template <class Type>
  [[nodiscard]] bool is() const {
    return get<Type>() != nullptr;
  }

 protected:
  explicit Held(std::any value) : value_(std::move(value)) {}

 private:
  std::any value_;
};

template <class... Types>
struct TypeList {
  template <class Type>
  static constexpr bool has = (std::is_same_v<Type, Types> || ...);

  /// What `visitor` says of the value that is held; false where it is of none of the types.
  template <class Visitor>
  static bool visit(const Held& held, const Visitor& visitor) {
    bool said = false;
    const auto one = [&](const auto* value) {
      if (value != nullptr) said = visitor(*value);
      return value != nullptr;
    };
    (void)(one(held.get<Types>()) || ...);
    return said;
  }
};

/// Lets a visitor be written as one set of arms: `visit(Match{[](const A&) {…}, …}, held)`. The
/// last arm takes `const auto&`: everything else.
template <class... Arms>
struct Match : Arms... {
  using Arms::operator()...;
};
template <class... Arms>
Match(Arms...) -> Match<Arms...>;  // clang before 17 does not deduce aggregates

namespace one_of_detail {

template <class Arm>
struct Taken;
template <class Arm, class Result, class Type>
struct Taken<Result (Arm::*)(const Type&) const> {
  using type = Type;
};

template <class Result, class Matching, class Arm, class... More>
Result try_arms(const Matching& match, const Held& held) {
  if constexpr (requires { &Arm::operator(); }) {
    using Type = typename Taken<decltype(&Arm::operator())>::type;
    if (const auto* value = held.get<Type>()) return match(*value);
  }
  if constexpr (sizeof...(More) == 0) {
    return match(held);
  } else {
    return try_arms<Result, Matching, More...>(match, held);
  }
}

}  // namespace one_of_detail

/// Calls the arm for what is held, else the one for everything else.
template <class... Arms>
auto visit(const Match<Arms...>& match, const Held& held) {
  using Result = decltype(match(held));
  return one_of_detail::try_arms<Result, Match<Arms...>, Arms...>(match, held);
}

}  // namespace app
