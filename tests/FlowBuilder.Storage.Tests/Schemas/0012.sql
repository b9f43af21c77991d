INSERT INTO recordings (flow_id, content, recorded_at) VALUES
    ('flow00000001', '{"recording":1,"calls":[{"kind":"tool","name":"time","request":{},"answers":[{"at":"a","answer":"noon"}]}]}', '2026-01-02T03:04:05.0000000Z');
