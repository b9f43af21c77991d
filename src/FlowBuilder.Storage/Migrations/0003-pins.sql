-- Outputs that a person fixed for nodes, beside the flow: a flow file holds no data of runs.
CREATE TABLE pins (
    flow_id    TEXT NOT NULL REFERENCES flows (id) ON DELETE CASCADE,
    node       TEXT NOT NULL,
    -- [{"port", "type", "value"}], in the order in which the values were given.
    outputs    BLOB NOT NULL,
    pinned_at  TEXT NOT NULL,
    PRIMARY KEY (flow_id, node)
) WITHOUT ROWID;
