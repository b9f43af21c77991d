INSERT INTO pins (flow_id, node, outputs, pinned_at) VALUES ('flow00000001', 'a', CAST('[{"port":"text","type":"text","value":"fixed"}]' AS BLOB), '2026-01-02T03:04:05.0000000Z');
