-- What a program was answered to what it sent under a key of its own, for a day: sent again, it is answered the same.

CREATE TABLE api_answers (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    idempotency_key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    status BIGINT NOT NULL,
    location TEXT NOT NULL,
    body TEXT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, user_id, idempotency_key)
);
CREATE INDEX api_answers_by_age ON api_answers (made);

-- The invented structures, each made from its story; visitors walk through one of them as a user who may only read.
CREATE TABLE demonstrations (
    organisation_id TEXT PRIMARY KEY REFERENCES organisations (id),
    story TEXT NOT NULL,
    visitor_id TEXT UNIQUE REFERENCES users (id),
    content_sha256 TEXT NOT NULL,
    looked_at BIGINT NOT NULL
);
