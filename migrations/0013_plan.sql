-- The plan of actions: what a structure commits itself to for a criterion, the actions that lead there, who carries them, and how
-- it will be seen that they did. Figures are exact decimals, kept as texts: « 12.5 ».

-- Whom a plan names: a member, or somebody without an account. Whoever was merged into another stays as an alias.
CREATE TABLE persons (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    folded TEXT NOT NULL,
    email TEXT NOT NULL,
    user_id TEXT,
    created BIGINT NOT NULL,
    merged_into_id TEXT,
    merged BIGINT,
    merged_by_name TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX person_of_user ON persons (organisation_id, user_id);
CREATE INDEX person_named ON persons (organisation_id, folded);

-- former_title names a criterion that the référentiel no longer has.
CREATE TABLE commitments (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    former_title TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL,
    revision BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_by_name TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
CREATE UNIQUE INDEX commitment_of ON commitments (organisation_id, diagnostic_id, node);

-- parent_id: of a part of another action. due is a month, « 2026-11 ». carried_from_id: the action of an earlier cycle that it goes on from.
CREATE TABLE actions (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    commitment_id TEXT NOT NULL,
    parent_id TEXT,
    carried_from_id TEXT,
    number BIGINT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    responsible_id TEXT,
    begins TEXT,
    due TEXT,
    cost TEXT,
    effort TEXT NOT NULL,
    funder TEXT NOT NULL,
    state TEXT NOT NULL,
    progress BIGINT NOT NULL,
    done_on TEXT,
    revision BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_by_name TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    editor TEXT NOT NULL,
    editor_since BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, commitment_id) REFERENCES commitments (organisation_id, id),
    FOREIGN KEY (organisation_id, responsible_id) REFERENCES persons (organisation_id, id)
);
CREATE INDEX actions_of ON actions (organisation_id, commitment_id);

CREATE TABLE action_people (
    organisation_id TEXT NOT NULL,
    action_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, action_id, person_id),
    FOREIGN KEY (organisation_id, action_id) REFERENCES actions (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES persons (organisation_id, id)
);

-- kind: « state » with its steps in order, a line each, or « figure ».
CREATE TABLE indicators (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    action_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    steps TEXT NOT NULL,
    unit TEXT NOT NULL,
    direction TEXT NOT NULL,
    baseline TEXT,
    baseline_month TEXT,
    target TEXT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, action_id) REFERENCES actions (organisation_id, id)
);
CREATE INDEX indicators_of ON indicators (organisation_id, action_id);

-- Where each commitment and action stood before its diagnostic went on in another version, as JSON, for whoever comes back.
CREATE TABLE plan_moves (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    former_diagnostic_id TEXT NOT NULL,
    placed_before TEXT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

-- Actions of an earlier cycle that a new one took up, until somebody takes that back.
CREATE TABLE plan_carries (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    former_diagnostic_id TEXT NOT NULL,
    carried BIGINT NOT NULL,
    carried_by_name TEXT NOT NULL,
    undone BIGINT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
