#include "archive/tables.h"

#include "archive/columns.h"

namespace archive {

std::vector<Table> practice_tables() {
    return {
        {.name = "practices",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), text("text"), text("origin"), whole("revision"), reference("saved_by", "users"),
                text("saved_by_name"), whole("saved_at"), text("editor"), whole("editor_since")}},
        {.name = "practice_versions",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "practice_id", "number"},
            .columns = {organisation, reference("practice_id", "practices"), whole("number"), text("text"),
                reference("saved_by", "users"), text("saved_by_name"), whole("began"), whole("saved_at")}},
        {.name = "practice_places",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = as_structure,
            .stays = "it names nobody",
            .order = {"organisation_id", "diagnostic_id", "node"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), text("node"),
                reference("practice_id", "practices")}},
        {.name = "priorities",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "diagnostic_id", "node"},
            .columns = {organisation, reference("diagnostic_id", "diagnostics"), text("node"), whole("priority"),
                whole("revision"), reference("saved_by", "users"), text("saved_by_name"), whole("saved_at"), text("editor"),
                whole("editor_since")}},
        {.name = "practice_comments",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = as_structure,
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("diagnostic_id", "diagnostics"), text("node"), text("text"),
                reference("written_by", "users"), text("written_by_name"), whole("written"), whole("edited"),
                text("resolved_by_name"), whole("resolved")}},
        {.name = "practice_mentions",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::with_person},
            .kept = as_structure,
            .order = {"organisation_id", "comment_id", "user_id"},
            .columns = {organisation, reference("comment_id", "practice_comments"), reference("user_id", "users"),
                text("user_name"), whole("mailed")}},
    };
}

} // namespace archive
