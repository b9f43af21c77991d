CREATE TABLE conversations (
    id         TEXT NOT NULL PRIMARY KEY,
    -- No reference to flows: a conversation outlives its flow, as runs do.
    flow_id    TEXT NOT NULL,
    name       TEXT NOT NULL,
    head       TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE INDEX conversations_by_flow ON conversations (flow_id, updated_at) WHERE deleted_at IS NULL;

CREATE TABLE turns (
    number       INTEGER NOT NULL PRIMARY KEY,
    -- No reference to runs: a run is stored when it has ended, its turn when it begins.
    run_id       TEXT    NOT NULL UNIQUE,
    conversation TEXT    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    parent       TEXT,
    question     TEXT    NOT NULL,
    message      TEXT    NOT NULL,
    attachments  TEXT    NOT NULL CHECK (json_valid(attachments)),
    sent_at      TEXT    NOT NULL,
    ended_at     TEXT,
    -- The rest is null until the turn has ended.
    state        TEXT,
    answer       TEXT,
    problem      TEXT,
    sources      TEXT
);
CREATE INDEX turns_by_conversation ON turns (conversation, number);
