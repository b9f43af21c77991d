-- Whether runs of flows that name the connection are recorded, or replayed from a recording; null for neither.
ALTER TABLE connections ADD COLUMN recording TEXT CHECK (recording IN ('record', 'replay'));

-- What models and tools answered, beside the flow, in the form of a recording's file.
CREATE TABLE recordings (
    flow_id     TEXT NOT NULL PRIMARY KEY REFERENCES flows (id) ON DELETE CASCADE,
    content     TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) WITHOUT ROWID;
