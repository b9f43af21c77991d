CREATE TABLE tool_servers (
    name       TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('Http', 'Command')),
    address    TEXT,
    command    TEXT NOT NULL,
    arguments  TEXT NOT NULL CHECK (json_valid(arguments)),
    -- Headers or environment variables by name, encrypted by the key ring.
    secrets    BLOB,
    updated_at TEXT NOT NULL
);
