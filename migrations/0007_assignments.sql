-- What surrounds a rating in a team: who should answer which criterion, who asks for another look at one, and who notes what on
-- rereading. A member may be held to the criteria that are assigned to them.

CREATE TABLE assignments (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    user_id TEXT NOT NULL,
    assigned BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id, node),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

CREATE TABLE review_flags (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    flagged_by TEXT NOT NULL,
    flagged_by_name TEXT NOT NULL,
    flagged BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id, node),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

CREATE TABLE review_notes (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    text TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_by_name TEXT NOT NULL,
    written BIGINT NOT NULL,
    resolved_by_name TEXT NOT NULL,
    resolved BIGINT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

ALTER TABLE members ADD COLUMN only_assigned BIGINT NOT NULL DEFAULT 0;
