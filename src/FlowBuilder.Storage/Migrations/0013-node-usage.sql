-- What each node used that asked a model, for estimates before the next run. The fingerprint tells whether it did the same.
CREATE TABLE node_usage (
    run         INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
    flow_id     TEXT    NOT NULL,
    node        TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    usage       TEXT    NOT NULL CHECK (json_valid(usage)),
    PRIMARY KEY (flow_id, node, fingerprint, run)
) WITHOUT ROWID;
CREATE INDEX node_usage_by_run ON node_usage (run);
