-- Times are text in UTC, yyyy-MM-ddTHH:mm:ss.fffffffZ: exact, readable, and in order when sorted.

CREATE TABLE flows (
    id          TEXT    NOT NULL PRIMARY KEY,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    -- Name, description and tags are copies from the document: a list needs no document, not even a readable one.
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    tags        TEXT    NOT NULL CHECK (json_valid(tags)),
    created_at  TEXT    NOT NULL,
    updated_at  TEXT    NOT NULL,
    deleted_at  TEXT,
    document    BLOB    NOT NULL
);
CREATE INDEX flows_by_time ON flows (updated_at DESC) WHERE deleted_at IS NULL;
CREATE INDEX flows_in_bin ON flows (deleted_at DESC) WHERE deleted_at IS NOT NULL;

CREATE TABLE runs (
    number        INTEGER NOT NULL PRIMARY KEY,
    id            TEXT    NOT NULL UNIQUE,
    -- No reference to flows: a run outlives its flow.
    flow_id       TEXT,
    flow_name     TEXT    NOT NULL,
    semantic_hash TEXT    NOT NULL,
    session       TEXT,
    status        TEXT    NOT NULL,
    started_at    TEXT    NOT NULL,
    duration_ms   REAL,
    usage         TEXT,
    fault         TEXT,
    failed_node   TEXT
);
CREATE INDEX runs_by_time ON runs (started_at, number);
CREATE INDEX runs_by_flow ON runs (flow_id, started_at, number);
CREATE INDEX runs_by_status ON runs (status, started_at, number);
CREATE INDEX runs_by_session ON runs (session, started_at, number) WHERE session IS NOT NULL;

-- Events as JSON lines, many to a row; see EventLines for large values.
CREATE TABLE event_chunks (
    run       INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL CHECK (last_seq >= first_seq),
    lines     BLOB    NOT NULL
);
CREATE UNIQUE INDEX event_chunks_by_seq ON event_chunks (run, last_seq);

CREATE TABLE blobs (
    hash    BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    content BLOB NOT NULL
);

-- Which runs need a blob, so that one can be removed with the last of them.
CREATE TABLE run_blobs (
    run  INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
    hash BLOB    NOT NULL REFERENCES blobs (hash),
    PRIMARY KEY (run, hash)
) WITHOUT ROWID;
CREATE INDEX run_blobs_by_hash ON run_blobs (hash);

CREATE TABLE feedback (
    number  INTEGER NOT NULL PRIMARY KEY,
    run     INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
    score   REAL    NOT NULL CHECK (score BETWEEN -1 AND 1),
    comment TEXT,
    node    TEXT,
    time    TEXT    NOT NULL
);
CREATE INDEX feedback_by_run ON feedback (run);

-- No reference to runs: a key is taken before its run is stored.
CREATE TABLE idempotency_keys (
    key        TEXT NOT NULL PRIMARY KEY,
    run_id     TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);

CREATE TABLE connections (
    name       TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    base_url   TEXT,
    models     TEXT NOT NULL CHECK (json_valid(models)),
    limits     TEXT NOT NULL CHECK (json_valid(limits)),
    fallback   TEXT,
    updated_at TEXT NOT NULL,
    -- Encrypted by the key ring; never the key itself.
    api_key    BLOB
);
