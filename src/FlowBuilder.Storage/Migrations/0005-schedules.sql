-- A schedule runs what its endpoint answers with, goes with it, and follows its name.
CREATE TABLE schedules (
    id            TEXT    NOT NULL PRIMARY KEY,
    slug          TEXT    NOT NULL REFERENCES endpoints (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    name          TEXT    NOT NULL,
    cron          TEXT    NOT NULL,
    time_zone     TEXT    NOT NULL,
    inputs        TEXT    NOT NULL CHECK (json_valid(inputs)),
    session       TEXT,
    is_enabled    INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    missed        TEXT    NOT NULL,
    -- Counts changes: who read an older one can claim nothing any more.
    revision      INTEGER NOT NULL CHECK (revision >= 1),
    -- Times up to this one are dealt with.
    handled_until TEXT    NOT NULL,
    created_at    TEXT    NOT NULL,
    -- Removed, and restorable for a day.
    deleted_at    TEXT
);
CREATE INDEX schedules_by_slug ON schedules (slug, created_at);

-- One row for each time, so that a time is run once, whoever runs it.
CREATE TABLE schedule_runs (
    schedule_id TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
    due_at      TEXT NOT NULL,
    cause       TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    run_id      TEXT,
    detail      TEXT CHECK (detail IS NULL OR json_valid(detail)),
    PRIMARY KEY (schedule_id, due_at)
) WITHOUT ROWID;
CREATE INDEX schedule_runs_claimed ON schedule_runs (due_at) WHERE outcome = 'claimed';
