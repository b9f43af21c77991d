-- Sessions that people ended: a copy of their cookie is good no longer. Kept until it would not be by itself.
CREATE TABLE ended_sessions (
    id    TEXT NOT NULL PRIMARY KEY,
    until TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX ended_sessions_by_time ON ended_sessions (until);
