-- What shows that something is done: files and links, their versions, what they are joined to. And what was removed, for a month.

-- The bytes of documents where several nodes must find them; beside SQLite they are files.
CREATE TABLE blobs (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    sha256 TEXT NOT NULL,
    part BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, sha256, part)
);

CREATE TABLE evidence (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search TEXT NOT NULL,
    year BIGINT,
    version BIGINT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id)
);
CREATE INDEX evidence_by_title ON evidence (organisation_id, sort_key, id);

CREATE TABLE evidence_versions (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    link TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_by_name TEXT NOT NULL,
    added BIGINT NOT NULL,
    expires TEXT,
    reminders BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, evidence_id, number),
    FOREIGN KEY (organisation_id, evidence_id) REFERENCES evidence (organisation_id, id)
);
CREATE INDEX evidence_versions_by_expiry ON evidence_versions (expires, reminders);

-- object is the id of a diagnostic (then node is the criterion), of an action or of a measure.
CREATE TABLE evidence_uses (
    organisation_id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    node TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, evidence_id, kind, object, node),
    FOREIGN KEY (organisation_id, evidence_id) REFERENCES evidence (organisation_id, id)
);
CREATE INDEX evidence_uses_by_object ON evidence_uses (organisation_id, kind, object, node);

-- What was removed, as JSON, with what hung on it; files lists the digests that it still needs.
CREATE TABLE trash (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    files TEXT NOT NULL,
    removed_by TEXT NOT NULL,
    removed_by_name TEXT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id)
);
CREATE INDEX trash_by_age ON trash (removed);

-- The digest of a PNG among the structure's files.
ALTER TABLE organisations ADD COLUMN logo TEXT;
