-- A page reads all the ratings of a diagnostic, which stand together here: one search finds them, and a saving touches one tree
-- instead of two. PostgreSQL keeps its tables otherwise, and has no use for it.
CREATE TABLE ratings_by_key (
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
    origin TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (organisation_id, diagnostic_id, node, source, subject),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
) WITHOUT ROWID;

INSERT INTO ratings_by_key
SELECT organisation_id, diagnostic_id, node, source, subject, level, reason, comment, revision, saved_by, saved_by_name,
    saved_at, editor, editor_since, origin
FROM ratings
ORDER BY organisation_id, diagnostic_id, node, source, subject;

DROP TABLE ratings;
ALTER TABLE ratings_by_key RENAME TO ratings;

CREATE TABLE rating_versions_by_key (
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
) WITHOUT ROWID;

INSERT INTO rating_versions_by_key
SELECT organisation_id, diagnostic_id, node, source, subject, number, level, reason, comment, saved_by, saved_by_name, began,
    saved_at
FROM rating_versions
ORDER BY organisation_id, diagnostic_id, node, source, subject, number;

DROP TABLE rating_versions;
ALTER TABLE rating_versions_by_key RENAME TO rating_versions;
