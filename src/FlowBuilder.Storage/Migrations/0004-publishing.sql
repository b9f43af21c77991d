-- A published version is a document of its own: the flow may be edited meanwhile.
CREATE TABLE flow_versions (
    flow_id      TEXT    NOT NULL REFERENCES flows (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL CHECK (number >= 1),
    note         TEXT    NOT NULL,
    content_hash TEXT    NOT NULL,
    published_at TEXT    NOT NULL,
    document     BLOB    NOT NULL,
    PRIMARY KEY (flow_id, number)
);
CREATE TRIGGER flow_versions_never_change BEFORE UPDATE ON flow_versions
BEGIN
    SELECT RAISE(ABORT, 'a published version never changes');
END;

CREATE TABLE endpoints (
    slug              TEXT    NOT NULL PRIMARY KEY,
    flow_id           TEXT    NOT NULL REFERENCES flows (id) ON DELETE CASCADE,
    traffic           TEXT    NOT NULL CHECK (json_valid(traffic)),
    -- What it was before the last change, for going back.
    previous_traffic  TEXT    CHECK (previous_traffic IS NULL OR json_valid(previous_traffic)),
    is_enabled        INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    is_public         INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    is_tool           INTEGER NOT NULL CHECK (is_tool IN (0, 1)),
    allowed_origins   TEXT    NOT NULL CHECK (json_valid(allowed_origins)),
    public_per_minute INTEGER NOT NULL CHECK (public_per_minute >= 1),
    open_settings     TEXT    NOT NULL CHECK (json_valid(open_settings)),
    updated_at        TEXT    NOT NULL
);
CREATE INDEX endpoints_by_flow ON endpoints (flow_id);

CREATE TABLE api_keys (
    id                  TEXT    NOT NULL PRIMARY KEY,
    name                TEXT    NOT NULL,
    -- SHA-256 of the secret; never the secret itself.
    hash                BLOB    NOT NULL CHECK (length(hash) = 32),
    scopes              INTEGER NOT NULL,
    slugs               TEXT    CHECK (slugs IS NULL OR json_valid(slugs)),
    requests_per_minute INTEGER CHECK (requests_per_minute >= 1),
    created_at          TEXT    NOT NULL,
    expires_at          TEXT,
    last_used_at        TEXT
);

-- Through which endpoint a run answers a caller; null for runs of the flow itself.
ALTER TABLE runs ADD COLUMN endpoint TEXT;
ALTER TABLE runs ADD COLUMN endpoint_version INTEGER;
CREATE INDEX runs_by_endpoint ON runs (endpoint, started_at, number) WHERE endpoint IS NOT NULL;
CREATE INDEX runs_of_flows_themselves ON runs (flow_id, started_at, number) WHERE endpoint IS NULL;
