-- What goes out of a plan by itself and comes into it from files: private addresses for calendars, imports.

-- Where a member's own calendar reads the due dates of their structure; only a digest of the address is kept.
CREATE TABLE calendar_addresses (
    organisation_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, member_id),
    FOREIGN KEY (organisation_id, member_id) REFERENCES members (organisation_id, id)
);

-- A file that was sent, and what came of it once it was confirmed. sheets: its cells as JSON until then, empty afterwards.
CREATE TABLE plan_imports (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sheets TEXT NOT NULL,
    sent_by TEXT NOT NULL,
    sent_by_name TEXT NOT NULL,
    sent BIGINT NOT NULL,
    kept BIGINT,
    undone BIGINT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
CREATE INDEX plan_imports_by_age ON plan_imports (sent);

-- What an import made: « action », « commitment », « level » (a commitment that got its level), « person »; and the revision that
-- it left behind, so that undoing it leaves alone what somebody has written in since.
CREATE TABLE plan_import_records (
    organisation_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, import_id, kind, record),
    FOREIGN KEY (organisation_id, import_id) REFERENCES plan_imports (organisation_id, id)
);
