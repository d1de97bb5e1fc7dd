#include "archive/tables.h"

#include "archive/columns.h"

namespace archive {

std::vector<Table> document_tables() {
    return {
        // They leave as files of the archive, under their digests.
        {.name = "blobs",
            .whose = Whose::structure,
            .leaves = {},
            .erased = {Erased::with_structure},
            .kept = "as long as a document, or the trash, names them",
            .stays = "people put no documents about themselves there; who finds one removes it",
            .order = {"organisation_id", "sha256", "part"},
            .columns = {organisation, text("sha256"), whole("part"), {"bytes", Type::bytes}}},
        {.name = "evidence",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure},
            .kept = "until it is removed, and a month in the trash",
            .stays = "it names nobody",
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), text("kind"), text("title"), text("sort_key"), text("search"), whole("year"),
                whole("version"), whole("created")}},
        {.name = "evidence_versions",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = "as its document",
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), reference("evidence_id", "evidence"), whole("number"), text("file_name"),
                text("type"), whole("size"), text("sha256"), text("link"), reference("added_by", "users"), text("added_by_name"),
                whole("added"), text("expires"), whole("reminders")}},
        {.name = "evidence_uses",
            .whose = Whose::structure,
            .leaves = {Leaves::with_structure, Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person},
            .kept = "as its document",
            .order = {"organisation_id", "evidence_id", "kind", "object", "node"},
            .columns = {organisation, reference("evidence_id", "evidence"), text("kind"), record("object"), text("node"),
                reference("added_by", "users"), whole("added")}},
        {.name = "trash",
            .whose = Whose::structure,
            .leaves = {Leaves::in_backups},
            .erased = {Erased::with_structure, Erased::emptied_of_person, Erased::by_itself},
            .kept = "a month",
            .order = {"organisation_id", "id"},
            .columns = {organisation, key("id"), text("kind"), text("title"), text("content"), text("files"),
                reference("removed_by", "users"), text("removed_by_name"), whole("removed")}},
    };
}

} // namespace archive
