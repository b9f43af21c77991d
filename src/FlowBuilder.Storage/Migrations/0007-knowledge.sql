CREATE TABLE knowledge_bases (
    number      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id          TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    settings    TEXT    NOT NULL CHECK (json_valid(settings)),
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    -- Raised by every change of what can be found.
    stamp       INTEGER NOT NULL DEFAULT 1,
    created_at  TEXT    NOT NULL,
    updated_at  TEXT    NOT NULL
);
-- The terms of each knowledge base stand in a table knowledge_terms_NUMBER of its own (FTS5), made and dropped with it: so one
-- does not weigh in the rarity of another's words, and none is searched through for another.

-- The documents' own bytes, by their SHA-256.
CREATE TABLE knowledge_files (
    hash    BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    content BLOB NOT NULL
);

CREATE TABLE knowledge_documents (
    number     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    base       INTEGER NOT NULL REFERENCES knowledge_bases (number) ON DELETE CASCADE,
    id         TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    metadata   TEXT    NOT NULL CHECK (json_valid(metadata)),
    hash       BLOB    NOT NULL REFERENCES knowledge_files (hash),
    bytes      INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    -- How often it has been put in line: whatever was begun before is void.
    turn       INTEGER NOT NULL DEFAULT 1,
    -- How often work on this turn has begun: a file that ends the program each time is left at last.
    attempts   INTEGER NOT NULL DEFAULT 0,
    to_embed   INTEGER NOT NULL DEFAULT 0,
    embedded   INTEGER NOT NULL DEFAULT 0,
    chunks     INTEGER NOT NULL DEFAULT 0,
    -- Whose vectors stand for its chunks; null until there are any.
    model      TEXT,
    fault      TEXT    CHECK (fault IS NULL OR json_valid(fault)),
    added_at   TEXT    NOT NULL,
    updated_at TEXT    NOT NULL,
    UNIQUE (base, id)
);
CREATE INDEX knowledge_documents_by_source ON knowledge_documents (base, source);
CREATE INDEX knowledge_documents_by_hash ON knowledge_documents (hash);
CREATE INDEX knowledge_documents_in_line ON knowledge_documents (number) WHERE state = 'waiting';

CREATE TABLE knowledge_chunks (
    number     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    base       INTEGER NOT NULL,
    document   INTEGER NOT NULL REFERENCES knowledge_documents (number) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    text       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    metadata   TEXT    NOT NULL CHECK (json_valid(metadata)),
    -- Of the text, and of the text as it is in the document.
    hash       BLOB    NOT NULL,
    original   BLOB    NOT NULL,
    is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    is_edited  INTEGER NOT NULL CHECK (is_edited IN (0, 1)),
    UNIQUE (document, ordinal)
);
CREATE INDEX knowledge_chunks_found ON knowledge_chunks (base) WHERE is_enabled = 1;
CREATE INDEX knowledge_chunks_by_hash ON knowledge_chunks (hash);

-- Vectors by model and text, whichever chunks have that text: little-endian 32-bit floats.
CREATE TABLE knowledge_vectors (
    model      TEXT    NOT NULL,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),
    dimensions INTEGER NOT NULL CHECK (dimensions >= 1),
    vector     BLOB    NOT NULL CHECK (length(vector) = 4 * dimensions),
    UNIQUE (model, hash)
);
