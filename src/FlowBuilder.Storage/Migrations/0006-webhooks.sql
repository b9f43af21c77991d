-- Addresses under which other systems run published flows.
CREATE TABLE webhooks (
    id                   TEXT    NOT NULL PRIMARY KEY,
    slug                 TEXT    NOT NULL REFERENCES endpoints (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    name                 TEXT    NOT NULL,
    signature            TEXT    NOT NULL,
    header               TEXT    NOT NULL,
    answer               TEXT    NOT NULL,
    -- Input -> place in the delivery; null for the whole body.
    inputs               TEXT    CHECK (inputs IS NULL OR json_valid(inputs)),
    session              TEXT,
    is_enabled           INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    per_minute           INTEGER NOT NULL CHECK (per_minute >= 1),
    created_at           TEXT    NOT NULL,
    -- Encrypted by the key ring; never the secrets themselves.
    secret               BLOB,
    former_secret        BLOB,
    former_secret_until  TEXT
);
CREATE INDEX webhooks_by_endpoint ON webhooks (slug, created_at);

-- What became of the latest deliveries to each; nothing of their content.
CREATE TABLE webhook_calls (
    number      INTEGER NOT NULL PRIMARY KEY,
    webhook     TEXT    NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    received_at TEXT    NOT NULL,
    status      INTEGER NOT NULL,
    delivery_id TEXT,
    run_id      TEXT,
    is_repeat   INTEGER NOT NULL CHECK (is_repeat IN (0, 1)),
    problem     TEXT    CHECK (problem IS NULL OR json_valid(problem))
);
CREATE INDEX webhook_calls_by_webhook ON webhook_calls (webhook, number);

-- Where the results of an endpoint's runs are sent.
CREATE TABLE delivery_targets (
    id                   TEXT    NOT NULL PRIMARY KEY,
    slug                 TEXT    NOT NULL REFERENCES endpoints (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    address              TEXT    NOT NULL,
    -- 1 completed, 2 failed or stopped, 3 both.
    events               INTEGER NOT NULL CHECK (events BETWEEN 1 AND 3),
    runs                 TEXT    NOT NULL,
    is_enabled           INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    created_at           TEXT    NOT NULL,
    secret               BLOB    NOT NULL,
    former_secret        BLOB,
    former_secret_until  TEXT,
    failing_since        TEXT
);
CREATE INDEX delivery_targets_by_endpoint ON delivery_targets (slug, created_at);

-- The outbox: filled in the transaction that stores the end of a run. The content is made of the stored run when it is sent.
CREATE TABLE deliveries (
    number          INTEGER NOT NULL PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    target          TEXT    NOT NULL REFERENCES delivery_targets (id) ON DELETE CASCADE,
    run_id          TEXT,
    state           TEXT    NOT NULL,
    created_at      TEXT    NOT NULL,
    -- Null once it waits no more.
    due_at          TEXT,
    attempts        INTEGER NOT NULL DEFAULT 0,
    last_attempt_at TEXT,
    last_status     INTEGER,
    problem         TEXT    CHECK (problem IS NULL OR json_valid(problem)),
    -- A run is told to a target once, however often its end is stored.
    UNIQUE (target, run_id)
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_by_target ON deliveries (target, number);
