#include "archive/registry.h"

#include <algorithm>
#include <array>

namespace archive {
namespace {

constexpr Column text(std::string_view name) { return {name}; }
constexpr Column whole(std::string_view name) { return {name, Type::whole}; }
constexpr Column key(std::string_view name) { return {name, Type::text, Meaning::key}; }
constexpr Column reference(std::string_view name, std::string_view of) { return {name, Type::text, Meaning::reference, of}; }
constexpr Column secret(std::string_view name) { return {name, Type::text, Meaning::secret}; }
constexpr Column local(std::string_view name, Type type) { return {name, type, Meaning::local}; }
constexpr Column organisation{"organisation_id", Type::text, Meaning::organisation};

constexpr std::string_view as_structure = "as long as the structure";
constexpr std::string_view as_account = "as long as the account";

} // namespace

std::span<Table const> tables() {
    static std::vector<Table> const all{
        {.name = "users",
            .whose = Whose::person,
            .leaves = {Leaves::with_structure, Leaves::with_person, Leaves::in_backups},
            .erased = {Erased::with_person},
            .kept = as_account,
            .order = {"id"},
            .columns = {key("id"), text("email"), secret("password"), text("given"), text("family"), text("language"),
                local("is_platform_admin", Type::whole), whole("created"), local("disabled", Type::whole)}},
        {.name = "sessions",
            .whose = Whose::technical,
            .leaves = {},
            .erased = {Erased::with_person, Erased::by_itself},
            .kept = "until it is closed, unused for long, or too old",
            .order = {"digest"},
            .columns = {secret("digest"), key("id"), reference("user_id", "users"), text("agent"), whole("created"),
                whole("last_seen"), whole("confirmed")}},
        {.name = "organisations",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .order = {"id"},
            .columns = {key("id"), {"number", Type::whole, Meaning::number}, text("name"), text("sort_key"), text("legal_form"),
                text("sector"), text("staff"), text("region"), whole("created"), whole("last_activity")}},
        {.name = "members",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::with_person, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::with_person},
            .kept = "as long as the person works there",
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("user_id", "users"), text("role"), whole("created"),
                whole("only_assigned")}},
        {.name = "invitations",
            .whose = Whose::structure,
            .leaves = {Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::with_person},
            .kept = "until it is taken up or withdrawn",
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), secret("token_digest"), text("email"), text("role"),
                reference("invited_by", "users"), whole("sent"), whole("expires"), whole("times_sent")}},
        {.name = "cycles",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), text("label"), whole("opened"), whole("closed")}},
        {.name = "signups",
            .whose = Whose::technical,
            .leaves = {Leaves::in_backups},
            .erased = {Erased::by_itself},
            .kept = "two days",
            .order = {"id"},
            .columns = {key("id"), secret("token_digest"), text("email"), secret("password"), text("given"), text("family"),
                text("language"), text("organisation"), text("legal_form"), text("sector"), text("staff"), text("region"),
                text("referentiel"), whole("created"), whole("expires")}},
        {.name = "reset_requests",
            .whose = Whose::technical,
            .leaves = {},
            .erased = {Erased::by_itself},
            .kept = "until it is answered, within minutes",
            .order = {"id"},
            .columns = {key("id"), text("email"), whole("created")}},
        {.name = "user_tokens",
            .whose = Whose::technical,
            .leaves = {},
            .erased = {Erased::with_person, Erased::by_itself},
            .kept = "until it is used or expires",
            .order = {"digest"},
            .columns = {secret("digest"), reference("user_id", "users"), text("purpose"), text("email"), whole("created"),
                whole("expires")}},
        {.name = "api_keys",
            .whose = Whose::person,
            .leaves = {Leaves::with_person, Leaves::in_backups},
            .erased = {Erased::with_person},
            .kept = "until its owner takes it back",
            .order = {"digest"},
            .columns = {secret("digest"), key("id"), reference("user_id", "users"), text("label"), text("scope"),
                whole("created")}},
        {.name = "api_answers",
            .whose = Whose::technical,
            .leaves = {},
            .erased = {Erased::with_structure, Erased::with_person, Erased::by_itself},
            .kept = "a day",
            .order = {"organisation_id", "user_id", "idempotency_key"},
            .columns = {organisation, reference("user_id", "users"), text("idempotency_key"), text("request_digest"),
                whole("status"), text("location"), text("body"), whole("made")}},
        {.name = "demonstrations",
            .whose = Whose::instance,
            .leaves = {Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "it names an invented visitor",
            .order = {"organisation_id"},
            .columns = {organisation, text("story"), reference("visitor_id", "users"), text("content_sha256"),
                whole("looked_at")}},
        {.name = "attempts",
            .whose = Whose::technical,
            .leaves = {},
            .erased = {Erased::by_itself},
            .kept = "a day",
            .order = {"bucket"},
            .columns = {text("bucket"), whole("began"), whole("times")}},
        {.name = "tidyings",
            .whose = Whose::technical,
            .leaves = {},
            .erased = {Erased::never},
            .kept = "one row, for ever",
            .stays = "it names nobody",
            .order = {"id"},
            .columns = {key("id"), whole("done"), whole("doubted")}},
        // Actors and objects of events are part of their digests: they stay what they were, even in another instance.
        {.name = "audit_heads",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "it names nobody",
            .order = {"organisation_id"},
            .columns = {organisation, whole("seq"), text("digest")}},
        {.name = "audit_events",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "the chain would no longer verify; it names people by an id alone, which leads nowhere once they are erased",
            .order = {"organisation_id", "seq"},
            .columns = {organisation, whole("seq"), whole("at"), text("actor"), text("verb"), text("object"),
                text("payload_digest"), text("previous"), text("digest")}},
        {.name = "audit_payloads",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "seq"},
            .columns = {organisation, whole("seq"), text("salt"), text("payload")}},
        {.name = "outbox",
            .whose = Whose::instance,
            .leaves = {Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::with_person},
            .kept = "with whom it went to and its words for 30 days after the last try; then without, as long as the structure "
                    "or the account "
                    "that it was sent for",
            .order = {"id"},
            .columns = {key("id"), organisation, text("message_id"), text("kind"), text("to_address"), text("to_name"),
                text("reply_to"), text("list_unsubscribe"), text("subject"), secret("body"), whole("posted_at"), text("state"),
                whole("tries"), whole("lost_answers"), whole("next_try_at"), local("lease_until", Type::whole),
                local("lease_node", Type::text), text("last_answer")}},
        // Those that a structure's diagnostics name go with it.
        {.name = "imported_referentiels",
            .whose = Whose::instance,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::never},
            .kept = "for ever: a diagnostic of any year may name it",
            .stays = "it is a published text",
            .order = {"sha256"},
            .columns = {text("sha256"), text("code"), text("number"), text("owner"), local("state", Type::text),
                {"bytes", Type::bytes}, local("imported", Type::whole), local("importer", Type::text)}},
        {.name = "diagnostics",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("cycle_id", "cycles"), text("version"), whole("is_current"),
                whole("created")}},
        {.name = "ratings",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "diagnostic_id", "node", "source", "subject"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), text("node"), text("source"),
                reference("subject", "users"), text("level"), text("reason"), text("comment"), whole("revision"),
                reference("saved_by", "users"), text("saved_by_name"), whole("saved_at"), text("editor"), whole("editor_since"),
                text("origin")}},
        {.name = "rating_versions",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "diagnostic_id", "node", "source", "subject", "number"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), text("node"), text("source"),
                reference("subject", "users"), whole("number"), text("level"), text("reason"), text("comment"),
                reference("saved_by", "users"), text("saved_by_name"), whole("began"), whole("saved_at")}},
        {.name = "rating_imports",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("diagnostic_id", "diagnostics"), text("file_name"),
                reference("imported_by", "users"), text("imported_by_name"), whole("imported_at"), text("before"),
                whole("undone_at")}},
        {.name = "profile_answers",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .order = {"organisation_id", "diagnostic_id", "question"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), text("question"), whole("is_yes")}},
        {.name = "snapshots",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("diagnostic_id", "diagnostics"), text("label"), whole("taken"),
                reference("taken_by", "users"), text("taken_by_name"), text("content"), text("sha256")}},
        {.name = "diagnostic_moves",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .order = {"organisation_id", "diagnostic_id"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), reference("former_diagnostic_id", "diagnostics"),
                whole("moved"), whole("undone")}},
        {.name = "assignments",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::with_person},
            .kept = as_structure,
            .order = {"organisation_id", "diagnostic_id", "node"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), text("node"), reference("user_id", "users"),
                whole("assigned")}},
        {.name = "review_flags",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = "until someone takes the criterion up again",
            .order = {"organisation_id", "diagnostic_id", "node"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), text("node"), reference("flagged_by", "users"),
                text("flagged_by_name"), whole("flagged")}},
        {.name = "review_notes",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("diagnostic_id", "diagnostics"), text("node"), text("text"),
                reference("written_by", "users"), text("written_by_name"), whole("written"), text("resolved_by_name"),
                whole("resolved")}},
        // Who takes part gives a name of their choice and has no account; nothing leads from a count to those who voted.
        {.name = "workshops",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("diagnostic_id", "diagnostics"), text("title"), secret("code"),
                reference("opened_by", "users"), text("facilitator_name"), whole("place"), whole("beat"), whole("created"),
                whole("expires"), whole("ended")}},
        {.name = "workshop_topics",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "it names nobody",
            .order = {"organisation_id", "workshop_id", "place"},
            .columns = {organisation, reference("workshop_id", "workshops"), whole("place"), text("node"), text("stage"),
                whole("round"), text("level"), text("why"), whole("closed")}},
        {.name = "workshop_rounds",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "it names nobody",
            .order = {"organisation_id", "workshop_id", "place", "number"},
            .columns = {organisation, reference("workshop_id", "workshops"), whole("place"), whole("number"), whole("opened"),
                whole("revealed")}},
        {.name = "workshop_tallies",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "it names nobody",
            .order = {"organisation_id", "workshop_id", "place", "round", "level"},
            .columns = {organisation, reference("workshop_id", "workshops"), whole("place"), whole("round"), text("level"),
                whole("votes")}},
        {.name = "workshop_participants",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "the names were chosen for the day, and no account leads to them",
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("workshop_id", "workshops"), secret("token_digest"), text("name"),
                text("role"), whole("joined")}},
        {.name = "workshop_votes",
            .whose = Whose::structure,
            .leaves = {Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::by_itself},
            .kept = "until its criterion is closed, a day at most",
            .stays = "no account leads to those who voted",
            .order = {"organisation_id", "workshop_id", "place", "round", "participant_id"},
            .columns = {organisation, reference("workshop_id", "workshops"), whole("place"), whole("round"),
                reference("participant_id", "workshop_participants"), text("level")}},
    };
    return all;
}

bool Table::leaves_by(Leaves way) const { return std::ranges::find(leaves, way) != leaves.end(); }

Column const* Table::find(std::string_view column) const {
    auto const found = std::ranges::find(columns, column, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

Column const* Table::organisation() const {
    auto const found = std::ranges::find(columns, Meaning::organisation, &Column::meaning);
    return found == columns.end() ? nullptr : &*found;
}

Table const* find_table(std::string_view name) {
    auto const found = std::ranges::find(tables(), name, &Table::name);
    return found == tables().end() ? nullptr : &*found;
}

bool is_exported(Column const& column) {
    return column.meaning != Meaning::secret && column.meaning != Meaning::local && column.meaning != Meaning::organisation;
}

std::string_view to_text(Type type) {
    constexpr std::array<std::string_view, 4> words{"text", "whole", "decimal", "bytes"};
    return words[static_cast<std::size_t>(type)];
}

std::string_view to_text(Whose whose) {
    constexpr std::array<std::string_view, 4> words{"structure", "person", "instance", "technical"};
    return words[static_cast<std::size_t>(whose)];
}

std::string_view to_text(Leaves leaves) {
    constexpr std::array<std::string_view, 3> words{"with_structure", "with_person", "in_backups"};
    return words[static_cast<std::size_t>(leaves)];
}

std::string_view to_text(Erased erased) {
    constexpr std::array<std::string_view, 5> words{"with_structure", "with_person", "emptied_of_person", "by_itself", "never"};
    return words[static_cast<std::size_t>(erased)];
}

} // namespace archive
