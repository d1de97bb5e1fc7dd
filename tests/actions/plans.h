#pragma once

#include "actions/queries.h"
#include "support/criteria.h"

#include <string>
#include <vector>

// What the tests of plans ask of an office besides.
namespace support {

inline std::string const power = "exercice-du-pouvoir", waste = "pollution-et-dechets", jobs = "qualite-de-l-emploi";

// The plan of Les Deux Rives as it is now.
inline actions::Plan plan_of(Office& office) {
    actions::Plan plan;
    office.db().read([&](storage::Reader& db) { plan = actions::plan(db, diagnostic_of(office, db)); });
    return plan;
}

// Another cycle, opened now, in the same référentiel.
inline std::string open_cycle(Office& office, std::string const& label) {
    auto solene = office.signed_in(office.solene);
    auto const page = solene.get(office.structure_path("/cycles/nouvelle"));
    solene.post(office.structure_path("/cycles"), {{"id", page.field("id")}, {"label", label}, {"referentiel", "ess-complet"}});
    return office.structure_path("/cycles/" + page.field("id"));
}

// Someone at work in it, without a page.
class Planner {
public:
    explicit Planner(Office& office) : office_{office} {}

    void write(std::function<void(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&)> const& work) {
        office_.db().write([&](storage::Writer& db) {
            audit::Trail trail{db, office_.deux_rives.text(), office_.maud.id.text(), office_.now, office_.chance};
            work(db, trail, diagnostic_of(office_, db));
        });
    }

    void commit(std::vector<std::string> const& keys) {
        std::vector<referentiel::Criterion const*> criteria;
        for (auto const& key : keys) criteria.push_back(&criterion(office_, key));
        write([&](auto& db, auto& trail, auto const& diagnostic) {
            actions::commit(db, trail, diagnostic, criteria, office_.maud, office_.now, office_.chance);
        });
    }

    actions::ActionId add(std::string const& key, actions::Content const& content, std::optional<actions::ActionId> parent = {}) {
        auto const id = new_id<actions::Action>(office_.now, office_.chance);
        auto const commitment = plan_of(office_).find(criterion(office_, key))->id;
        write([&](auto& db, auto& trail, auto const& diagnostic) {
            actions::add(db, trail, diagnostic, actions::NewAction{id, commitment, parent, content}, office_.maud, office_.now);
        });
        return id;
    }

    accounts::PersonId person(std::string const& name) {
        std::vector<accounts::PersonId> ids;
        office_.db().write([&](storage::Writer& db) {
            ids = accounts::persons_named(db, office_.deux_rives, std::vector{name}, office_.now, office_.chance);
        });
        return ids.at(0);
    }

    actions::Indicator figure(std::string const& label, std::string const& baseline, std::string const& target) {
        actions::Indicator indicator{new_id<actions::Indicator>(office_.now, office_.chance), actions::Indicator::Kind::figure};
        indicator.label = label;
        indicator.baseline = actions::read_figure(baseline);
        indicator.target = actions::read_figure(target);
        return indicator;
    }

private:
    Office& office_;
};

} // namespace support
