-- A mail is a row of the transaction that causes it. Afterwards one node at a time holds its lease and sends it.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    organisation_id TEXT, -- on whose behalf, none for the mails of an account or of the instance
    message_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    to_address TEXT NOT NULL,
    to_name TEXT NOT NULL,
    reply_to TEXT,
    list_unsubscribe TEXT,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    posted_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'unsure')),
    tries BIGINT NOT NULL DEFAULT 0,
    lost_answers BIGINT NOT NULL DEFAULT 0, -- tries after which nobody knows whether the mail was taken
    next_try_at BIGINT NOT NULL,
    lease_until BIGINT,
    lease_node TEXT,
    last_answer TEXT
);

CREATE INDEX outbox_by_next_try ON outbox (state, next_try_at);
CREATE INDEX outbox_by_organisation ON outbox (organisation_id, kind, posted_at);
