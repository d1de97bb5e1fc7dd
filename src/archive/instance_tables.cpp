#include "archive/tables.h"

#include "archive/columns.h"

namespace archive {

std::vector<Table> instance_tables() {
    return {
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
    };
}

} // namespace archive
