#pragma once

#include "accounts/calendar_addresses.h"
#include "accounts/demonstration.h"
#include "accounts/mailings.h"
#include "accounts/members.h"
#include "actions/batches.h"
#include "actions/plan_imports.h"
#include "actions/queries.h"
#include "core/secret.h"
#include "diagnostic/imports.h"
#include "diagnostic/queries.h"
#include "diagnostic/snapshot.h"
#include "diagnostic/teamwork.h"
#include "entrance/queries.h"
#include "evidence/queries.h"
#include "evidence/trash.h"
#include "mail/outbox.h"
#include "practices/comments.h"
#include "practices/queries.h"
#include "settings/invitation.h"
#include "support/office.h"
#include "workshop/queries.h"
#include "workshop/taking_part.h"

#include <map>
#include <string>
#include <vector>

// For the tests that visit every address of the program.
namespace support {

// What stands at the holes of a pattern that come after its structure: of Les Deux Rives or Solène, of La Passerelle or Nadia,
// of nobody; and what a form says there.
struct Sample {
    std::vector<std::string> own = {};
    std::vector<std::string> others = {};
    std::vector<std::string> unknown = {};
    Browser::Fields fields = {};
};

// Something at the end of every address of the program.
class Addresses {
public:
    explicit Addresses(Office& office) : office_{office} {
        office.desk->settings.shows_mailbox = true;
        newest_ = office.desk->library.latest("ess-complet")->number;
        office.db().write([&](storage::Writer& db) {
            auto const now = office.now;
            auto const& chance = office.chance;
            add_what_waits(db);
            add_all_of(db, office.deux_rives, office.solene);
            add_all_of(db, office.passerelle, office.nadia);
            if (!accounts::find_visited(db))
                accounts::add_demonstration(
                    db, {office.passerelle, "residence", accounts::add_visitor(db, now, chance), "", now});
            mail::post(db, {.to = {"une@exemple.fr"}, .subject = "Bonjour", .text = "Bonjour", .kind = "test"}, now, chance);
            mail_ = db.row("SELECT id FROM outbox", {}, [](storage::Row& row) { return row.next<std::string>(); }).value();
            members_ = {member(db, office.deux_rives, office.maud), member(db, office.passerelle, office.nadia)};
        });
    }

    // Of every pattern; a new one with holes of its own needs a line below.
    Sample at(std::string const& pattern) const {
        auto samples = plain_samples();
        add_cycle_samples(samples);
        add_diagnostic_samples(samples);
        add_plan_samples(samples);
        add_practice_samples(samples);
        add_workshop_samples(samples);
        add_document_samples(samples);
        auto const found = samples.find(pattern);
        if (found == samples.end() && path(pattern, nobodys_, {}).find("{}") == pattern.npos) return {};
        if (found == samples.end()) throw std::runtime_error{"no sample address stands for " + pattern};
        return found->second;
    }

    // The pattern with all its holes filled.
    static std::string path(std::string pattern, std::optional<std::string> const& structure, std::vector<std::string> segments) {
        if (structure && accounts::is_of_organisation(pattern)) segments.insert(segments.begin(), *structure);
        for (auto const& segment : segments) pattern.replace(pattern.find("{}"), 2, segment);
        return pattern;
    }

    std::string nobodys() const { return nobodys_; }

private:
    // Whoever signs up, forgot a password or changes an address has a link.
    void add_what_waits(storage::Writer& db) {
        auto const now = office_.now;
        auto const& chance = office_.chance;
        entrance::keep_signup(db,
            {{"Le Fil", "association", "culture", "0-4", "52"}, "ess-complet", "Zoé", "Petit", "zoe@lefil.exemple.fr", "", true},
            "no hash", "fr", now, chance);
        entrance::save_signup_token(db, entrance::signups_to_answer(db).front().id, "a-confirmation");
        reset_ = entrance::add_reset_token(db, office_.idriss, now, chance);
        db.change("INSERT INTO user_tokens (digest, user_id, purpose, email, created, expires) VALUES ($1, $2, 'email', $3, "
                  "$4, $5)",
            {token_digest("an-address"), office_.solene.id, "solene@ailleurs.exemple.fr", now, now + std::chrono::hours{1}});
    }

    void add_all_of(storage::Writer& db, accounts::OrganisationId const& organisation, accounts::User const& user) {
        add_account(db, organisation, user);
        snapshots_.emplace_back(add_snapshot(db, organisation, user));
        cycles_.emplace_back(accounts::current_cycle(db, organisation).value().id.text());
        auto const diagnostic = diagnostic::find(db, office_.library, organisation, {}).value();
        add_imports(db, diagnostic, user);
        add_words(db, diagnostic, user);
        actions_.push_back(add_plan(db, diagnostic, user));
        diagnostics_.emplace_back(diagnostic.id().text());
        hash_ = diagnostic.version().hash.text();
        batches_.push_back(add_batch(db, diagnostic, user));
        persons_.push_back(add_person(db, organisation));
        add_workshop(db, diagnostic, user);
        add_links(db, organisation, user);
        add_file(db, organisation, user);
        objects_.push_back(to_text(evidence::criterion_object(diagnostic.id().text(), "exercice-du-pouvoir")));
    }

    void add_account(storage::Writer& db, accounts::OrganisationId const& organisation, accounts::User const& user) {
        auto const now = office_.now;
        auto const& chance = office_.chance;
        auto const invitation = new_id<settings::Invitation>(now, chance);
        invitation_ = settings::add_invitation(
            db, organisation, {invitation, "invite@exemple.fr", accounts::Role::reader, user.id}, now, chance);
        invitations_.emplace_back(invitation.text());
        accounts::add_api_key(db, user.id, "clé", accounts::Scope::read, now, chance);
        accounts::open_session(db, user.id, "", now, chance);
        keys_.emplace_back(accounts::api_keys(db, user.id).front().session.text());
        sessions_.emplace_back(accounts::sessions(db, user.id, now).front().id.text());
        stop_ = accounts::stop_token(office_.desk->settings.secret, user.id, accounts::Mailing::mention);
        if (calendar_.empty())
            calendar_ = accounts::renew_calendar_address(db, accounts::find_member(db, organisation, user).value(), now, chance);
    }

    std::string add_snapshot(
        storage::Writer& db, accounts::OrganisationId const& organisation, accounts::User const& user) const {
        auto const id = new_id<diagnostic::Snapshot>(office_.now, office_.chance);
        audit::Trail trail{db, organisation.text(), user.id.text(), office_.now, office_.chance};
        diagnostic::take_snapshot(
            db, trail, diagnostic::find(db, office_.library, organisation, {}).value(), {id, "Avant", user, office_.now, {}});
        return std::string{id.text()};
    }

    void add_imports(storage::Writer& db, diagnostic::Diagnostic const& diagnostic, accounts::User const& user) {
        auto const now = office_.now;
        auto const& chance = office_.chance;
        auto const import = new_id<diagnostic::RatingImport>(now, chance);
        diagnostic::add_import(db, diagnostic, {import, "reponses.csv", user.name(), now, std::nullopt, {}}, user);
        imports_.emplace_back(import.text());
        auto const plan_file = new_id<actions::PlanImport>(now, chance);
        actions::keep_file(db, diagnostic, {plan_file, "plan.csv", user.name(), now}, {{"", {{"Rien"}, {"Trier"}}}}, user);
        plan_files_.emplace_back(plan_file.text());
    }

    // A note, a practice and a comment.
    void add_words(storage::Writer& db, diagnostic::Diagnostic const& diagnostic, accounts::User const& user) {
        auto const now = office_.now;
        auto const& chance = office_.chance;
        auto const note = new_id<diagnostic::Note>(now, chance);
        auto const power = parse<referentiel::CriterionKey>("exercice-du-pouvoir").value();
        diagnostic::add_note(db, diagnostic, {note, power, "À revoir.", user.name(), now}, user);
        notes_.emplace_back(note.text());
        audit::Trail trail{db, diagnostic.organisation().text(), user.id.text(), now, chance};
        (void)practices::save(db, trail, diagnostic, power, "Un conseil élu.", {}, {user, "", {}, now}, chance);
        auto const comment = new_id<practices::Comment>(now, chance);
        practices::add(db, diagnostic, {comment, power, "Qui a la charte ?", std::string{user.id.text()}, user.name(), now});
        comments_.emplace_back(comment.text());
    }

    // A criterion with an action, in the plan.
    std::string add_plan(storage::Writer& db, diagnostic::Diagnostic const& diagnostic, accounts::User const& user) const {
        auto const* power = find_rated(diagnostic.version(), "exercice-du-pouvoir");
        audit::Trail trail{db, diagnostic.organisation().text(), user.id.text(), office_.now, office_.chance};
        actions::commit(db, trail, diagnostic, std::vector{power}, user, office_.now, office_.chance);
        auto const id = new_id<actions::Action>(office_.now, office_.chance);
        auto const commitment = actions::plan(db, diagnostic).commitments.front().id;
        actions::add(db, trail, diagnostic, actions::NewAction{id, commitment, {}, {.title = "Une action"}}, user, office_.now);
        return std::string{id.text()};
    }

    // Changes the one action of a plan by what changes several.
    std::string add_batch(storage::Writer& db, diagnostic::Diagnostic const& diagnostic, accounts::User const& user) const {
        auto const plan = actions::plan(db, diagnostic);
        auto const* action = actions::actions(plan).front();
        auto const id = new_id<actions::Batch>(office_.now, office_.chance);
        audit::Trail trail{db, diagnostic.organisation().text(), user.id.text(), office_.now, office_.chance};
        actions::change(db, trail, diagnostic, plan, std::vector{actions::Chosen{action, action->revision}},
            {.kind = actions::Edit::Kind::due}, id, "",
            {user, office_.now, office_.desk->zone.day(office_.now), office_.desk->french, office_.chance});
        return std::string{id.text()};
    }

    std::string add_person(storage::Writer& db, accounts::OrganisationId const& organisation) const {
        std::vector<std::string> const names{"Paul Job"};
        return std::string{accounts::persons_named(db, organisation, names, office_.now, office_.chance).at(0).text()};
    }

    void add_workshop(storage::Writer& db, diagnostic::Diagnostic const& diagnostic, accounts::User const& user) {
        auto const now = office_.now;
        auto const& chance = office_.chance;
        auto const workshop = new_id<workshop::Workshop>(now, chance);
        workshop::add(db, diagnostic, {workshop, "Un atelier", rated(diagnostic.version())}, user, now, chance);
        workshops_.emplace_back(workshop.text());
        codes_.emplace_back((*workshop::find(db, office_.library, diagnostic.organisation(), workshop))->code->text());
    }

    // One that stays, and one in the trash.
    void add_links(storage::Writer& db, accounts::OrganisationId const& organisation, accounts::User const& user) {
        auto const now = office_.now;
        auto const& chance = office_.chance;
        auto const document = new_id<evidence::Evidence>(now, chance), removed = new_id<evidence::Evidence>(now, chance);
        auto const link = [&](evidence::EvidenceId const& id) {
            return evidence::Evidence{id, evidence::Kind::link, "Une charte", std::nullopt,
                {.id = new_id<evidence::Version>(now, chance),
                    .link = "https://exemple.fr/charte",
                    .by = user.name(),
                    .at = now}};
        };
        evidence::add(db, organisation, link(document), user, office_.desk->zone.day(now));
        auto const thrown = link(removed);
        evidence::add(db, organisation, thrown, user, office_.desk->zone.day(now));
        evidence::remove(db, organisation, thrown, user, now);
        documents_.emplace_back(document.text());
        removed_.emplace_back(removed.text());
    }

    void add_file(storage::Writer& db, accounts::OrganisationId const& organisation, accounts::User const& user) {
        auto const now = office_.now;
        auto const& chance = office_.chance;
        auto const draft = office_.desk->files.draft(organisation.text());
        draft->write("Une charte.");
        draft->settle();
        office_.desk->files.keep(db, organisation.text(), *draft);
        auto const file = new_id<evidence::Evidence>(now, chance);
        auto const version = new_id<evidence::Version>(now, chance);
        evidence::add(db, organisation,
            {file, evidence::Kind::file, "Une charte", std::nullopt,
                {.id = version,
                    .name = "charte.txt",
                    .type = "text/plain",
                    .size = 11,
                    .sha256 = draft->sha256(),
                    .by = user.name(),
                    .at = now}},
            user, office_.desk->zone.day(now));
        accounts::save_logo(db, organisation, draft->sha256());
        files_.emplace_back(file.text());
        versions_.emplace_back(version.text());
    }

    static std::string member(
        storage::Reader const& db, accounts::OrganisationId const& organisation, accounts::User const& user) {
        return std::string{accounts::find_member(db, organisation, user).value().id.text()};
    }

    // Those that stand one by one.
    std::map<std::string, Sample> plain_samples() const {
        auto const& cycle = cycles_;
        return {{"/langue", {.fields = {{"lang", "fr"}, {"path", "/"}}}},
            {"/paroles/{}", {.own = {"fr-00000000"}, .unknown = {"rien"}}},
            {"/boite-mails/{}", {.own = {mail_}, .unknown = {nobodys_}}},
            {"/confirmation/{}", {.own = {"a-confirmation"}, .unknown = {"no-confirmation"}}},
            {"/mot-de-passe/{}",
                {.own = {reset_}, .unknown = {"no-reset"}, .fields = {{"password", "cinq mots tout autres encore"}}}},
            {"/compte/adresse/{}", {.own = {"an-address"}, .unknown = {"no-address"}}},
            {"/compte/sessions/{}/fermeture", {{sessions_[0]}, {sessions_[1]}, {nobodys_}}},
            {"/compte/structures/nouvelle", {.fields = {{"id", nobodys_}}}},
            {"/compte/cles", {.fields = {{"once", std::string(43, 'A')}}}},
            {"/compte/cles/{}/suppression", {{keys_[0]}, {keys_[1]}, {nobodys_}}},
            {"/invitation/{}",
                {.own = {invitation_},
                    .unknown = {"no-invitation"},
                    .fields = {{"given", "Ines"}, {"family", "Roy"}, {"password", "cinq mots tout autres encore"}}}},
            {"/preferences/{}", {.own = {stop_}, .unknown = {"no-token"}}},
            {"/preferences/{}/reprise", {.own = {stop_}, .unknown = {"no-token"}}},
            {"/calendrier/{}", {.own = {calendar_ + ".ics"}, .unknown = {"no-calendar.ics"}}},
            {"/structures/{}/engagements/agenda", {}},
            {"/structures/{}/cycles/{}/engagements/import", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/structures/{}/cycles/{}/engagements/import/modele.xlsx", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/structures/{}/cycles/{}/engagements/import/modele.csv", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/structures/{}/cycles/{}/engagements/import/{}",
                {{cycle[0], plan_files_[0]}, {cycle[1], plan_files_[1]}, {cycle[0], nobodys_}}},
            {"/structures/{}/cycles/{}/engagements/import/{}/lignes",
                {{cycle[0], plan_files_[0]}, {cycle[1], plan_files_[1]}, {cycle[0], nobodys_}}},
            {"/structures/{}/cycles/{}/engagements/import/{}/annulation",
                {{cycle[0], plan_files_[0]}, {cycle[1], plan_files_[1]}, {cycle[0], nobodys_}}},
            {"/structures/{}/engagements/agenda/suppression", {}},
            {"/invitation/{}/refus", {.own = {invitation_}, .unknown = {"no-invitation"}}},
            {"/structures/{}/equipe/invitations",
                {.fields = {{"id", nobodys_}, {"email", "une@exemple.fr"}, {"role", "reader"}}}},
            {"/api/v1/referentiels/{}/{}", {.own = {"ess-complet", newest_}, .unknown = {"ess-complet", "0.0"}}},
            {"/referentiels/{}", {.own = {"ess-complet"}, .unknown = {"nulle-part"}}},
            {"/referentiels/{}/{}", {.own = {"ess-complet", newest_}, .unknown = {"ess-complet", "0.0"}}},
            {"/referentiels/{}/{}/fiches.pdf", {.own = {"ess-complet", newest_}, .unknown = {"ess-complet", "0.0"}}},
            {"/referentiels/{}/{}/{}",
                {.own = {"ess-complet", newest_, "gouvernance"}, .unknown = {"ess-complet", newest_, "nulle-part"}}},
            {"/structures/{}/cycles/{}/diagnostic/modele.xlsx", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/structures/{}/cycles/{}/diagnostic/modele.csv", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/structures/{}/cycles/{}/diagnostic/import", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/structures/{}/cycles/{}/diagnostic/import/reponses", {{cycle[0]}, {cycle[1]}, {nobodys_}, {{"id", nobodys_}}}},
            {"/structures/{}/cycles/{}/diagnostic/import/{}/annulation",
                {{cycle[0], imports_[0]}, {cycle[1], imports_[1]}, {cycle[0], nobodys_}}},
            {"/structures/{}/cycles/{}/diagnostic/profil", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/api/v1/structures/{}/cycles/{}/diagnostic", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/api/v1/structures/{}/cycles/{}/actions", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/api/v1/structures/{}/cycles/{}/commitments", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/api/v1/structures/{}/cycles/{}/commitments/{}", {{cycle[0], "1"}, {cycle[1], "1"}, {nobodys_, "1"}}},
            {"/api/v1/structures/{}/cycles/{}/indicators", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/api/v1/structures/{}/cycles/{}/actions/{}",
                {{cycle[0], actions_[0]}, {cycle[1], actions_[1]}, {cycle[0], nobodys_}}},
            {"/api/v1/structures/{}/cycles", {.fields = {{"label", "2027"}}}},
            {"/api/v1/structures/{}/cycles/{}/practices", {{cycle[0]}, {cycle[1]}, {nobodys_}}},
            {"/api/v1/structures/{}/cycles/{}/practices/{}", {{cycle[0], "1"}, {cycle[1], "1"}, {nobodys_, "1"}}},
            {"/api/v1/structures/{}/cycles/{}/ratings/{}", {{cycle[0], "1"}, {cycle[1], "1"}, {nobodys_, "1"}}}};
    }

    void add_cycle_samples(std::map<std::string, Sample>& samples) const {
        auto const& cycle = cycles_;
        for (auto const* act : {"", "/retrait", "/relais"})
            samples[structure_ + "/equipe/{}" + act] = {{members_[0]}, {members_[1]}, {nobodys_}, {{"role", "reader"}}};
        for (auto const* act : {"/renvoi", "/annulation"})
            samples[structure_ + "/equipe/invitations/{}" + act] = {{invitations_[0]}, {invitations_[1]}, {nobodys_}};
        samples["/structures/{}/diagnostic/instantanes"] = {.fields = {{"id", nobodys_}, {"label", "Avant le conseil"}}};
        samples[in_cycle_ + "/diagnostic/instantanes"] = {
            {cycle[0]}, {cycle[1]}, {nobodys_}, {{"id", nobodys_}, {"label", "Avant le conseil"}}};
        samples[in_cycle_ + "/diagnostic/passage/{}"] = {
            {cycle[0], "ess-complet"}, {cycle[1], "ess-complet"}, {nobodys_, "ess-complet"}};
        for (auto const* act : {"/diagnostic/passage", "/diagnostic/retour"})
            samples[in_cycle_ + act] = {{cycle[0]}, {cycle[1]}, {nobodys_}, {{"id", nobodys_}, {"version", hash_}}};
        samples["/structures/{}/diagnostics/{}"] = {{diagnostics_[0]}, {diagnostics_[1]}, {nobodys_}};
        samples["/structures/{}/diagnostics/{}/pratiques"] = {{diagnostics_[0]}, {diagnostics_[1]}, {nobodys_}};
        for (auto const* page : {"", "/instantane.json"})
            samples[structure_ + "/instantanes/{}" + page] = {{snapshots_[0]}, {snapshots_[1]}, {nobodys_}};
        samples["/structures/{}/cycles"] = {.fields = {{"id", nobodys_}, {"label", "2027"}, {"referentiel", "ess-complet"}}};
        samples["/structures/{}/cycles/nouvelle"] = {};
        samples[in_cycle_ + "/nom"] = {{cycle[0]}, {cycle[1]}, {nobodys_}, {{"label", "2028"}}};
        for (auto const* act : {"/cloture", "/reouverture"})
            samples[in_cycle_ + act] = {{cycle[0]}, {cycle[1]}, {nobodys_}, {{"reason", "Une erreur."}}};
    }

    void add_diagnostic_samples(std::map<std::string, Sample>& samples) const {
        auto const& cycle = cycles_;
        for (std::string const page : {"", "/diagnostic", "/diagnostic/resultats", "/diagnostic/resultats.pdf", "/diagnostic.pdf",
                 "/diagnostic/resultats.xlsx", "/diagnostic.xlsx", "/diagnostic/resultats.csv", "/diagnostic.csv",
                 "/diagnostic/resultats.svg", "/diagnostic.svg", "/diagnostic/resultats.png", "/diagnostic.png",
                 "/engagements.xlsx", "/engagements.csv", "/engagements.ics", "/engagements.pdf", "/diagnostic/tout",
                 "/diagnostic/attribution", "/diagnostic/mes-criteres"}) {
            samples[structure_ + page] = {};
            samples[in_cycle_ + page] = {{cycle[0]}, {cycle[1]}, {nobodys_}};
        }
        for (auto const& [page, last] : {std::pair{"/diagnostic/{}", "gouvernance"}, {"/diagnostic/resultats/{}", "gouvernance"},
                 {"/diagnostic/criteres/{}", "exercice-du-pouvoir"}, {"/diagnostic/{}/avis", "gouvernance"},
                 {"/diagnostic/question/{}", "exercice-du-pouvoir"},
                 {"/diagnostic/criteres/{}/relecture", "exercice-du-pouvoir"}}) {
            samples[structure_ + page] = {.own = {last}, .unknown = {"nulle-part"}};
            samples[in_cycle_ + page] = {{cycle[0], last}, {cycle[1], last}, {nobodys_, last}};
        }
        std::string const power = "exercice-du-pouvoir", resolution = "/diagnostic/criteres/{}/relecture/{}/resolution";
        samples[structure_ + resolution] = {{power, notes_[0]}, {power, notes_[1]}, {power, nobodys_}};
        samples[in_cycle_ + resolution] = {
            {cycle[0], power, notes_[0]}, {cycle[1], power, notes_[1]}, {cycle[0], power, nobodys_}};
        for (auto const& where : {structure_, in_cycle_}) {
            samples[where + "/diagnostic/criteres/{}/relecture"].fields = {{"id", nobodys_}, {"note", "À revoir."}};
            samples[where + "/diagnostic/attribution"].fields = {{"chapitre", "gouvernance"}};
        }
    }

    void add_plan_samples(std::map<std::string, Sample>& samples) const {
        std::string const power = "exercice-du-pouvoir";
        auto const& cycle = cycles_;
        Browser::Fields const new_action{{"id", nobodys_}, {"title", "Une action"}, {"part", "Une étape"}, {"revision", "1"},
            {"critere-vie-democratique", "1"}};
        add_plan_view_samples(samples);
        for (std::string const page : {"/engagements", "/engagements/criteres", "/engagements/corbeille", "/engagements/reprise",
                 "/engagements/reprise-annulee"}) {
            samples[structure_ + page] = {.fields = new_action};
            samples[in_cycle_ + page] = {{cycle[0]}, {cycle[1]}, {nobodys_}, new_action};
        }
        for (std::string const act : {"", "/actions", "/ordre", "/retrait", "/critique"}) {
            auto fields = new_action;
            fields["monter"] = actions_[0];
            fields["governance"] = "Le conseil d'administration est informé.";
            samples[structure_ + "/engagements/criteres/{}" + act] = {{power}, {}, {"nulle-part"}, fields};
            samples[in_cycle_ + "/engagements/criteres/{}" + act] = {
                {cycle[0], power}, {cycle[1], power}, {cycle[0], "nulle-part"}, fields};
        }
        for (std::string const act : {"/fusion", "/separation"})
            samples[structure_ + "/personnes/{}" + act] = {{persons_[0]}, {persons_[1]}, {nobodys_}};
        for (std::string const act : {"", "/etapes", "/retrait"}) {
            samples[structure_ + "/engagements/{}" + act] = {{actions_[0]}, {actions_[1]}, {nobodys_}, new_action};
            samples[in_cycle_ + "/engagements/{}" + act] = {
                {cycle[0], actions_[0]}, {cycle[1], actions_[1]}, {cycle[0], nobodys_}, new_action};
        }
    }

    void add_plan_view_samples(std::map<std::string, Sample>& samples) const {
        Browser::Fields const fields{
            {"id", nobodys_}, {"passage", "en-cours.1." + actions_[0]}, {"acte", "due"}, {"action-" + actions_[0], "1"}};
        for (std::string const page :
            {"/engagements/vue/etats", "/engagements/vue/calendrier", "/engagements/vue/chronologie", "/engagements/lot"}) {
            samples[structure_ + page] = {.fields = fields};
            samples[in_cycle_ + page] = {{cycles_[0]}, {cycles_[1]}, {nobodys_}, fields};
        }
        std::string const undo = "/engagements/lot/{}/annulation";
        samples[structure_ + undo] = {{batches_[0]}, {batches_[1]}, {nobodys_}};
        samples[in_cycle_ + undo] = {{cycles_[0], batches_[0]}, {cycles_[1], batches_[1]}, {cycles_[0], nobodys_}};
    }

    void add_practice_samples(std::map<std::string, Sample>& samples) const {
        auto const& cycle = cycles_;
        std::string const power = "exercice-du-pouvoir";
        for (auto const& [page, last] : {std::pair{"/pratiques", ""}, {"/pratiques.pdf", ""}, {"/pratiques.xlsx", ""},
                 {"/pratiques/{}", "gouvernance"}, {"/pratiques/criteres/{}", power.c_str()}}) {
            auto const own = *last ? std::vector<std::string>{last} : std::vector<std::string>{};
            auto in_own = own, in_others = own, in_nobodys = own;
            in_own.insert(in_own.begin(), cycle[0]), in_others.insert(in_others.begin(), cycle[1]);
            in_nobodys.insert(in_nobodys.begin(), nobodys_);
            samples[structure_ + page] = {.own = own};
            if (*last) samples[structure_ + page].unknown = {"nulle-part"};
            samples[in_cycle_ + page] = {in_own, in_others, in_nobodys};
        }
        samples["/structures/{}/apercu"] = {.fields = {{"text", "**Oui**"}}};
        for (auto const* act : {"/reprise", "/partage", "/separation", "/commentaires"})
            samples[in_cycle_ + "/pratiques/criteres/{}" + act] = {{cycle[0], power}, {cycle[1], power}, {nobodys_, power},
                {{"number", "1"}, {"revision", "1"}, {"with", power}, {"id", nobodys_}, {"text", "Voici."}}};
        for (auto const* act : {"", "/resolution", "/reouverture"})
            samples[in_cycle_ + "/pratiques/criteres/{}/commentaires/{}" + act] = {{cycle[0], power, comments_[0]},
                {cycle[1], power, comments_[1]}, {cycle[0], power, nobodys_}, {{"text-" + comments_[0], "Voici."}}};
    }

    void add_workshop_samples(std::map<std::string, Sample>& samples) const {
        auto const& cycle = cycles_;
        for (std::string const page : {"/ateliers", "/ateliers/nouveau"}) {
            samples[structure_ + page] = {.fields = {{"id", nobodys_}, {"title", "Un autre"}, {"what", "restants"}}};
            samples[in_cycle_ + page] = {{cycle[0]}, {cycle[1]}, {nobodys_}, samples[structure_ + page].fields};
        }
        for (auto const* page : {"", "/etat", "/devoilement", "/tour", "/niveau", "/suite", "/cloture", "/compte-rendu",
                 "/compte-rendu.csv", "/compte-rendu.pdf"})
            samples[structure_ + "/ateliers/{}" + page] = {
                {workshops_[0]}, {workshops_[1]}, {nobodys_}, {{"place", "0"}, {"round", "0"}}};
        // A code that opens nothing shows the same page as one that does.
        for (auto const* page : {"", "/etat", "/vote"}) samples[std::string{"/atelier/{}"} + page] = {.own = {codes_[0]}};
    }

    void add_document_samples(std::map<std::string, Sample>& samples) const {
        auto const& cycle = cycles_;
        for (auto const* page : {"", "/retrait"})
            samples[structure_ + "/documents/{}" + page] = {
                {documents_[0]}, {documents_[1]}, {nobodys_}, {{"title", "Une charte"}}};
        samples["/structures/{}/documents/{}/adresse"] = {
            {documents_[0]}, {documents_[1]}, {nobodys_}, {{"id", nobodys_}, {"link", "https://exemple.fr/autre"}}};
        samples["/structures/{}/documents/{}/versions"] = {{files_[0]}, {files_[1]}, {nobodys_}, {{"id", nobodys_}}};
        samples["/structures/{}/documents"] = {.fields = {{"id", nobodys_}}};
        samples["/structures/{}/documents/liens"] = {.fields = {{"id", nobodys_}, {"link", "https://exemple.fr/autre"}}};
        samples["/structures/{}/documents/rapports"] = {
            .fields = {{"id", documents_[0]}, {"demarche", cycle[0]}, {"rapport", "engagements"}}};
        for (auto const* act : {"/rattachements", "/detachements"})
            samples[structure_ + "/documents" + act] = {
                .fields = {{"document", documents_[0]}, {"objet", objects_[0]}, {"retour", "/"}}};
        for (auto const* act : {"/restauration", "/suppression"})
            samples[structure_ + "/documents/corbeille/{}" + act] = {{removed_[0]}, {removed_[1]}, {nobodys_}};
        samples["/structures/{}/fichiers/{}"] = {{versions_[0]}, {versions_[1]}, {nobodys_}};
    }

    static inline std::string const structure_ = "/structures/{}", in_cycle_ = "/structures/{}/cycles/{}";
    Office& office_;
    std::string newest_, hash_, mail_, reset_, invitation_, calendar_, stop_, nobodys_ = "00000000-0000-7000-8000-000000000000";
    std::vector<std::string> invitations_, keys_, sessions_, snapshots_, imports_, plan_files_, cycles_, diagnostics_, members_,
        notes_, comments_, workshops_, actions_, batches_, persons_, documents_, removed_, files_, versions_, objects_,
        codes_; // those of Solène, those of Nadia
};

} // namespace support
