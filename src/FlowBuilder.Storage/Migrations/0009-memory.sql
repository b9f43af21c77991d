CREATE TABLE memory_facts (
    id         TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('user', 'session')),
    owner      TEXT NOT NULL,
    -- No reference to flows: callers' conversations are with a flow, people are with none.
    flow_id    TEXT NOT NULL,
    text       TEXT NOT NULL,
    -- The text without case, marks and blanks, by which doubles are found.
    same       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (kind, owner, flow_id, same)
);

CREATE TABLE memory_summaries (
    kind       TEXT    NOT NULL CHECK (kind IN ('user', 'session')),
    owner      TEXT    NOT NULL,
    flow_id    TEXT    NOT NULL,
    node       TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    messages   INTEGER NOT NULL,
    hash       TEXT    NOT NULL,
    updated_at TEXT    NOT NULL,
    PRIMARY KEY (kind, owner, flow_id, node)
);
