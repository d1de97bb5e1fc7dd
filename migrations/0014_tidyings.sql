-- When what has ended was last thrown away: a clock that has gone far since may be wrong, and is asked a second time.
CREATE TABLE tidyings (
    id TEXT PRIMARY KEY, -- « ended », the only one
    done BIGINT NOT NULL,
    doubted BIGINT -- since when the clock says what is hard to believe
);
