-- Who did what: a chain for each structure and one for the instance. Payloads stand apart, so that they can be emptied
-- while the chain still verifies.

CREATE TABLE audit_heads (
    organisation_id TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    digest TEXT NOT NULL
);

CREATE TABLE audit_events (
    organisation_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    object TEXT NOT NULL,
    payload_digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (organisation_id, seq)
);

CREATE TABLE audit_payloads (
    organisation_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    salt TEXT,
    payload TEXT,
    PRIMARY KEY (organisation_id, seq)
);
