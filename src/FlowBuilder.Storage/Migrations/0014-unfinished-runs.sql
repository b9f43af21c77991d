-- Runs from before they begin until the archive has them: what another start of the program goes on from.
CREATE TABLE unfinished_runs (
    number     INTEGER NOT NULL PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    -- The flow as it is run, once for all runs of the same.
    flow       BLOB    NOT NULL REFERENCES unfinished_flows (hash),
    start      TEXT    NOT NULL CHECK (json_valid(start)),
    -- The first events of its journal, as in event_chunks: most runs end before there is more to keep.
    lines      BLOB    NOT NULL,
    deaths     INTEGER NOT NULL DEFAULT 0 CHECK (deaths >= 0),
    is_at_rest INTEGER NOT NULL DEFAULT 0 CHECK (is_at_rest IN (0, 1))
);
CREATE INDEX unfinished_runs_by_flow ON unfinished_runs (flow);

-- Kept beyond the last run of a flow, since the next is likely to be of the same; cleared now and then.
CREATE TABLE unfinished_flows (
    hash     BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    document BLOB NOT NULL
);

-- Further events as in event_chunks; their large values lie in blobs.
CREATE TABLE unfinished_events (
    run      INTEGER NOT NULL REFERENCES unfinished_runs (number) ON DELETE CASCADE,
    last_seq INTEGER NOT NULL,
    lines    BLOB    NOT NULL,
    PRIMARY KEY (run, last_seq)
) WITHOUT ROWID;

CREATE TABLE unfinished_blobs (
    run  INTEGER NOT NULL REFERENCES unfinished_runs (number) ON DELETE CASCADE,
    hash BLOB    NOT NULL REFERENCES blobs (hash),
    PRIMARY KEY (run, hash)
) WITHOUT ROWID;
CREATE INDEX unfinished_blobs_by_hash ON unfinished_blobs (hash);

-- What of an endpoint's runs is on disk while they are under way.
ALTER TABLE endpoints ADD COLUMN durability TEXT NOT NULL DEFAULT 'node' CHECK (durability IN ('none', 'run', 'node'));
