-- An action that answers for a criterion that has to reach a level and does not: what the governance knows of it, and what causes it.
-- What is done, by whom and when is said by the action itself.
ALTER TABLE actions ADD COLUMN is_critical BIGINT NOT NULL DEFAULT 0;
ALTER TABLE actions ADD COLUMN governance TEXT NOT NULL DEFAULT '';
ALTER TABLE actions ADD COLUMN causes TEXT NOT NULL DEFAULT '';
