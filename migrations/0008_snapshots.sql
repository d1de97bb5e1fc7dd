-- A diagnostic as it was at one moment, under a name: what was answered and the figures of it, as one text and its digest.

CREATE TABLE snapshots (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    label TEXT NOT NULL,
    taken BIGINT NOT NULL,
    taken_by TEXT NOT NULL,
    taken_by_name TEXT NOT NULL,
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
