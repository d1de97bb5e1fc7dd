-- Référentiels brought in while the program is there: their bytes, once and for ever, for every diagnostic that names them.
-- A structure answers the questions of its référentiel for each diagnostic. A diagnostic that goes on in another version
-- remembers where it comes from, and its suggestions which criterion they were made of.

CREATE TABLE imported_referentiels (
    sha256 TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    number TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    imported BIGINT NOT NULL,
    importer TEXT NOT NULL,
    UNIQUE (code, number)
);

CREATE TABLE profile_answers (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    question TEXT NOT NULL,
    is_yes BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, diagnostic_id, question),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

CREATE TABLE diagnostic_moves (
    organisation_id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    former_diagnostic_id TEXT NOT NULL,
    moved BIGINT NOT NULL,
    undone BIGINT,
    PRIMARY KEY (organisation_id, diagnostic_id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id),
    FOREIGN KEY (organisation_id, former_diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);

ALTER TABLE ratings ADD COLUMN origin TEXT NOT NULL DEFAULT '';
