-- The ratings of a cycle against one version of a référentiel, each with its earlier wordings.

CREATE TABLE diagnostics (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    version TEXT NOT NULL,
    is_current BIGINT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, cycle_id) REFERENCES cycles (organisation_id, id)
);
CREATE UNIQUE INDEX current_diagnostic ON diagnostics (organisation_id, cycle_id) WHERE is_current = 1;

CREATE TABLE ratings (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    level TEXT NOT NULL,
    reason TEXT NOT NULL,
    comment TEXT NOT NULL,
    revision BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_by_name TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    editor TEXT NOT NULL,
    editor_since BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id, node, source, subject),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

CREATE TABLE rating_versions (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    number BIGINT NOT NULL,
    level TEXT NOT NULL,
    reason TEXT NOT NULL,
    comment TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_by_name TEXT NOT NULL,
    began BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id, node, source, subject, number),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
