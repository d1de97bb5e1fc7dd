#pragma once

#include "accounts/organisation.h"
#include "accounts/router.h"
#include "referentiel/library.h"
#include "referentiel/referentiel.h"

#include <optional>
#include <vector>

namespace storage {
class Reader;
class Writer;
} // namespace storage

namespace diagnostic {

class Diagnostic;
struct Snapshot;
using DiagnosticId = Id<Diagnostic>;

// The ratings of one cycle against one version of a référentiel. Only queries hand one out, and only to its own
// organisation: having one is the right to read it.
class Diagnostic {
public:
    accounts::OrganisationId const& organisation() const { return organisation_; }
    accounts::Cycle const& cycle() const { return cycle_; }
    DiagnosticId const& id() const { return id_; }
    referentiel::Version const& version() const { return *version_; }

    // The questions of the référentiel that the structure answered by yes: what it is not asked is absent everywhere.
    referentiel::Profile const& profile() const { return profile_; }

    // One of each cycle is; those that it went on from stay to be read.
    bool is_current() const { return is_current_; }

    // A closed cycle is read only, also for programs; and so is what another diagnostic replaced.
    bool is_open() const { return !cycle_.closed && is_current_; }

private:
    friend std::optional<Diagnostic> find(
        storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&, accounts::WhichCycle const&);
    friend std::optional<Diagnostic> find(
        storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&, DiagnosticId const&);
    friend std::vector<Diagnostic> find_all(storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&);
    friend std::optional<Snapshot> find_snapshot(
        storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&, Id<Snapshot> const&);
    friend Diagnostic example(accounts::Cycle const&, referentiel::Version const&);

    Diagnostic(accounts::OrganisationId organisation, accounts::Cycle cycle, DiagnosticId id, referentiel::Version const& version,
        referentiel::Profile profile)
        : organisation_{std::move(organisation)}, cycle_{std::move(cycle)}, id_{std::move(id)}, version_{&version},
          profile_{std::move(profile)} {}

    accounts::OrganisationId organisation_;
    accounts::Cycle cycle_;
    DiagnosticId id_;
    referentiel::Version const* version_;
    referentiel::Profile profile_;
    bool is_current_ = true;
};

// Of nobody, for the sheet of components: no structure has its id, so that no query finds anything by it.
Diagnostic example(accounts::Cycle const&, referentiel::Version const&);

} // namespace diagnostic
