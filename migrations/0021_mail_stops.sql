-- The mails that a person wants no more of, by kind: « mention », « document ».
CREATE TABLE mail_stops (
    user_id TEXT NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL,
    stopped BIGINT NOT NULL,
    PRIMARY KEY (user_id, kind)
);
