#include "archive/tables.h"

#include "archive/columns.h"

namespace archive {

std::vector<Table> workshop_tables() {
    return {
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
}

} // namespace archive
