-- Who signs in. Neither a password nor a link is here, only what is checked of them.
CREATE TABLE accounts (
    id               TEXT    NOT NULL PRIMARY KEY,
    name             TEXT    NOT NULL,
    normalized_name  TEXT    NOT NULL UNIQUE,
    role             TEXT    NOT NULL CHECK (role IN ('Viewer', 'Editor', 'Administrator')),
    password_hash    TEXT,
    -- A session that was begun under another one has ended.
    stamp            TEXT    NOT NULL,
    is_disabled      INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
    failed_sign_ins  INTEGER NOT NULL CHECK (failed_sign_ins >= 0),
    locked_until     TEXT,
    provider         TEXT,
    provider_subject TEXT,
    created_at       TEXT    NOT NULL,
    last_sign_in_at  TEXT,
    -- SHA-256 of the one link with which the password can be set, and until when.
    link_hash        BLOB    UNIQUE CHECK (length(link_hash) = 32),
    link_expires_at  TEXT,
    CHECK ((provider IS NULL) = (provider_subject IS NULL)),
    CHECK ((link_hash IS NULL) = (link_expires_at IS NULL)),
    UNIQUE (provider, provider_subject)
);

-- What was shared with whom; account '*' is everyone and '-' nobody, so that it refers to no row of accounts.
CREATE TABLE grants (
    kind     TEXT NOT NULL CHECK (kind IN ('Flow', 'Knowledge', 'Connection')),
    resource TEXT NOT NULL,
    account  TEXT NOT NULL,
    level    TEXT NOT NULL CHECK (level IN ('View', 'Edit', 'Own')),
    PRIMARY KEY (kind, resource, account)
) WITHOUT ROWID;
CREATE INDEX grants_by_account ON grants (account);

-- Who did what; outlives the accounts, keys and flows that it names.
CREATE TABLE audit_log (
    number      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at          TEXT    NOT NULL,
    account     TEXT,
    actor       TEXT    NOT NULL,
    key         TEXT,
    address     TEXT,
    action      TEXT    NOT NULL,
    target      TEXT,
    target_name TEXT,
    detail      TEXT
);
CREATE INDEX audit_log_by_time ON audit_log (at);

-- Whose key it is; null for one that was made while there were no accounts.
ALTER TABLE api_keys ADD COLUMN account TEXT REFERENCES accounts (id) ON DELETE CASCADE;
CREATE INDEX api_keys_by_account ON api_keys (account);
