-- What a structure does for each criterion, in its own words, and how soon it wants to do better. One description may serve several
-- criteria, and goes on with them where a diagnostic goes on in another version.

CREATE TABLE practices (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL,
    revision BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_by_name TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    editor TEXT NOT NULL,
    editor_since BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id)
);

CREATE TABLE practice_versions (
    organisation_id TEXT NOT NULL,
    practice_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_by_name TEXT NOT NULL,
    began BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, practice_id, number),
    FOREIGN KEY (organisation_id, practice_id) REFERENCES practices (organisation_id, id)
);

CREATE TABLE practice_places (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    practice_id TEXT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id, node),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id),
    FOREIGN KEY (organisation_id, practice_id) REFERENCES practices (organisation_id, id)
);

CREATE TABLE priorities (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    priority BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_by_name TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    editor TEXT NOT NULL,
    editor_since BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id, node),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

CREATE TABLE practice_comments (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    node TEXT NOT NULL,
    text TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_by_name TEXT NOT NULL,
    written BIGINT NOT NULL,
    edited BIGINT,
    resolved_by_name TEXT NOT NULL,
    resolved BIGINT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
CREATE INDEX comments_of_diagnostic ON practice_comments (organisation_id, diagnostic_id, node);

CREATE TABLE practice_mentions (
    organisation_id TEXT NOT NULL,
    comment_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    mailed BIGINT,
    PRIMARY KEY (organisation_id, comment_id, user_id),
    FOREIGN KEY (organisation_id, comment_id) REFERENCES practice_comments (organisation_id, id)
);
