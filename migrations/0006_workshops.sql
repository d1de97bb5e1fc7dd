-- Workshops: a group votes on criteria by telephone. A vote stays with its voter while its criterion is open; what is kept for
-- the minutes are the counts.

CREATE TABLE workshops (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    diagnostic_id TEXT NOT NULL,
    title TEXT NOT NULL,
    code TEXT,
    opened_by TEXT NOT NULL,
    facilitator_name TEXT NOT NULL,
    place BIGINT NOT NULL,
    beat BIGINT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    ended BIGINT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, diagnostic_id) REFERENCES diagnostics (organisation_id, id)
);
CREATE UNIQUE INDEX workshop_code ON workshops (code);

CREATE TABLE workshop_topics (
    organisation_id TEXT NOT NULL,
    workshop_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    node TEXT NOT NULL,
    stage TEXT NOT NULL,
    round BIGINT NOT NULL,
    level TEXT NOT NULL,
    why TEXT NOT NULL,
    closed BIGINT,
    PRIMARY KEY (organisation_id, workshop_id, place),
    FOREIGN KEY (organisation_id, workshop_id) REFERENCES workshops (organisation_id, id)
);

CREATE TABLE workshop_rounds (
    organisation_id TEXT NOT NULL,
    workshop_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    number BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    revealed BIGINT,
    PRIMARY KEY (organisation_id, workshop_id, place, number),
    FOREIGN KEY (organisation_id, workshop_id) REFERENCES workshops (organisation_id, id)
);

CREATE TABLE workshop_tallies (
    organisation_id TEXT NOT NULL,
    workshop_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    round BIGINT NOT NULL,
    level TEXT NOT NULL,
    votes BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, workshop_id, place, round, level),
    FOREIGN KEY (organisation_id, workshop_id) REFERENCES workshops (organisation_id, id)
);

CREATE TABLE workshop_participants (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    workshop_id TEXT NOT NULL,
    token_digest TEXT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    joined BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, workshop_id) REFERENCES workshops (organisation_id, id)
);
CREATE INDEX workshop_participants_of ON workshop_participants (organisation_id, workshop_id);
CREATE UNIQUE INDEX workshop_participant_token ON workshop_participants (token_digest);

CREATE TABLE workshop_votes (
    organisation_id TEXT NOT NULL,
    workshop_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    round BIGINT NOT NULL,
    participant_id TEXT NOT NULL,
    level TEXT NOT NULL,
    PRIMARY KEY (organisation_id, workshop_id, place, round, participant_id),
    FOREIGN KEY (organisation_id, workshop_id) REFERENCES workshops (organisation_id, id),
    FOREIGN KEY (organisation_id, participant_id) REFERENCES workshop_participants (organisation_id, id)
);
