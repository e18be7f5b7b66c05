#include "sync/hub_fault.h"

#include <algorithm>
#include <array>
#include <new>
#include <pqxx/pqxx>

namespace kiosk_sync {
namespace {

using core::Failure;

struct Meaning {
  std::string_view state;  ///< SQLSTATE, or the class it begins with
  Failure failure;
  std::string_view what;
  std::string_view next_step;
  std::string_view message;
};

constexpr std::array kMeanings = {
    Meaning{kUnknownKiosk, Failure::unreachable, "The hub does not know this kiosk yet.",
            "Run the same again.", "sync.refused"},
    Meaning{kGap, Failure::unreachable, "The hub holds other rows of this kiosk than before.",
            "Run the same again; it begins where the hub is.", "sync.refused"},
    Meaning{kLeftOut, Failure::denied,
            "The hub no longer takes rows of this kiosk: it was left out.",
            "Enrol the machine anew under another letter.", "sync.left_out"},
    Meaning{kNotShared, Failure::denied,
            "The hub's login does not share a meeting that this kiosk holds.",
            "On the hub: kioskctl hub grant URL --role NAME --meeting ID.", "sync.not_shared"},
    Meaning{kLetterTaken, Failure::denied, "The hub knows another kiosk by this kiosk's letter.",
            "Enrol this machine anew under a letter that is free.", "sync.letter_taken"},
    Meaning{kSucceeded, Failure::denied,
            "This kiosk's work goes on at a machine that was restored from its backup.",
            "Use that one, or enrol this machine anew under another letter.", "sync.left_out"},
    Meaning{
        "53100", Failure::unreachable, "The hub's disk is full.",
        "Free space on the hub. Nothing is lost: this kiosk keeps its rows and sends them then.",
        "sync.full"},
    Meaning{"53", Failure::unreachable, "The hub has no more room for connections or memory.",
            "It is tried again by itself.", "sync.busy"},
    Meaning{"57014", Failure::unreachable, "The hub took too long and was stopped.",
            "It is tried again by itself.", "sync.busy"},
    Meaning{"55P03", Failure::unreachable, "Another connection keeps this kiosk's rows busy.",
            "It is tried again by itself.", "sync.busy"},
    Meaning{"40", Failure::unreachable, "The hub could not finish because others wrote too.",
            "It is tried again by itself.", "sync.busy"},
    Meaning{"57P", Failure::unreachable, "The hub is shutting down or starting.",
            "It is tried again by itself.", "sync.unreachable"},
    Meaning{"42501", Failure::denied, "The hub's login may not do this.",
            "On the hub: kioskctl hub grant URL --role NAME --meeting ID.", "sync.not_shared"},
    Meaning{"3F000", Failure::unreachable, "There is no hub in that database.",
            "Set it up first: kioskctl hub init URL.", "sync.no_hub"},
};

core::Error fault(Failure failure, std::string_view what, std::string_view next_step,
                  std::string_view message) {
  return {failure, std::string(what), std::string(next_step), {}, std::string(message)};
}

core::Error of_state(const std::string& state) {
  for (const Meaning& meaning : kMeanings) {
    if (state.rfind(meaning.state, 0) == 0) {
      return fault(meaning.failure, meaning.what, meaning.next_step, meaning.message);
    }
  }
  return fault(Failure::unreachable, "The hub refused (PostgreSQL's code " + state + ").",
               "Its log says why.", "sync.refused");
}

bool says(std::string_view text, std::initializer_list<std::string_view> any) {
  return std::any_of(any.begin(), any.end(), [&](std::string_view words) {
    return text.find(words) != std::string_view::npos;
  });
}

/// libpq hands a failed connection over as words only.
core::Error of_connection(std::string_view text, const std::string& shown) {
  if (says(text, {"password authentication failed", "no password supplied", "SCRAM"})) {
    return fault(Failure::unreachable, "The hub at " + shown + " does not take this password.",
                 "Give the address with the right name and password.", "sync.wrong_password");
  }
  if (says(text, {"certificate", "SSL", "TLS"})) {
    return fault(Failure::unreachable,
                 "The machine at " + shown + " cannot prove that it is the hub.",
                 "Check its name and certificate. Nothing was sent.", "sync.wrong_certificate");
  }
  if (says(text, {"is not permitted to log in", "no pg_hba.conf entry", "does not exist"})) {
    return fault(Failure::unreachable, "The hub at " + shown + " does not let this login in.",
                 "Check name and database in the address, and pg_hba.conf on the hub.",
                 "sync.wrong_password");
  }
  return fault(Failure::unreachable, "The hub at " + shown + " cannot be reached.",
               "Check the network and the address. Nothing is lost: rows are sent when it answers.",
               "sync.unreachable");
}

}  // namespace

core::Error explain_hub(const std::string& shown) {
  try {
    throw;
  } catch (const pqxx::insufficient_privilege&) {  // these come without their state
    return of_state("42501");
  } catch (const pqxx::disk_full&) {
    return of_state("53100");
  } catch (const pqxx::insufficient_resources&) {
    return of_state("53");
  } catch (const pqxx::sql_error& failure) {
    return of_state(failure.sqlstate());
  } catch (const pqxx::too_many_connections&) {
    return of_state("53300");
  } catch (const pqxx::broken_connection& failure) {
    return of_connection(failure.what(), shown);
  } catch (const pqxx::failure&) {  // in doubt, or cut off in the middle
    return of_connection({}, shown);
  } catch (const std::bad_alloc&) {
    return fault(Failure::storage, "There is not enough memory.", "Close other programs.", {});
  } catch (const std::exception&) {
    return fault(Failure::unreachable, "The hub at " + shown + " answered what cannot be read.",
                 "Run `kioskctl hub init` with this program's version on the hub.", "sync.refused");
  }
}

}  // namespace kiosk_sync
