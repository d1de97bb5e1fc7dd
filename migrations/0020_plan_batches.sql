-- What was changed in several actions of a plan at once, with what each of them was before, so that it can be undone.

-- kind: « responsible », « due », « state » or « trash »; value: what was chosen, as people read it. changed, skipped and not_undone
-- are JSON: the actions with what they were, those that somebody else had changed meanwhile, those that could not be put back.
CREATE TABLE plan_batches (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_by_name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    changed TEXT NOT NULL,
    skipped TEXT NOT NULL,
    undone_at BIGINT,
    not_undone TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
