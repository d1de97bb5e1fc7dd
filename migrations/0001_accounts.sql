-- Who signs in, for whom they work, and what they were handed.

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    language TEXT NOT NULL,
    is_platform_admin BIGINT NOT NULL,
    created BIGINT NOT NULL,
    disabled BIGINT
);

CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id),
    agent TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    confirmed BIGINT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);

CREATE TABLE organisations (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    legal_form TEXT NOT NULL,
    sector TEXT NOT NULL,
    staff TEXT NOT NULL,
    region TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_activity BIGINT NOT NULL
);

CREATE TABLE members (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, user_id)
);
CREATE INDEX members_of_user ON members (user_id);

CREATE TABLE invitations (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id TEXT NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    sent BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    times_sent BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id)
);

CREATE TABLE cycles (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    opened BIGINT NOT NULL,
    closed BIGINT,
    PRIMARY KEY (organisation_id, id)
);

-- A person who asked for an account; nothing else is made before they show that the address is theirs.
CREATE TABLE signups (
    id TEXT PRIMARY KEY,
    token_digest TEXT UNIQUE,
    email TEXT NOT NULL,
    password TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    language TEXT NOT NULL,
    organisation TEXT NOT NULL,
    legal_form TEXT NOT NULL,
    sector TEXT NOT NULL,
    staff TEXT NOT NULL,
    region TEXT NOT NULL,
    referentiel TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);

-- Forgotten passwords: who asked, before it is known whether there is such an account.
CREATE TABLE reset_requests (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    created BIGINT NOT NULL
);

-- Links that were sent to a user and serve once: a new password, a new address.
CREATE TABLE user_tokens (
    digest TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    purpose TEXT NOT NULL,
    email TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX user_tokens_of_user ON user_tokens (user_id);

CREATE TABLE api_keys (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id),
    label TEXT NOT NULL,
    scope TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX api_keys_of_user ON api_keys (user_id);

-- How often something was tried within a window of time, by account or address.
CREATE TABLE attempts (
    bucket TEXT PRIMARY KEY,
    began BIGINT NOT NULL,
    times BIGINT NOT NULL
);
