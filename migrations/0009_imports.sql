-- What came into a diagnostic from a file, with what stood there before, so that it can be undone.

CREATE TABLE rating_imports (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    imported_by_name TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    before TEXT NOT NULL,
    undone_at BIGINT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
