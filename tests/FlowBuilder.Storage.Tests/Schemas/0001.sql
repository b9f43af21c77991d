-- What a program wrote whose newest schema was this one. Never changed: it is what lies on people's disks.
INSERT INTO flows (id, revision, name, description, tags, created_at, updated_at, deleted_at, document) VALUES
    ('flow00000001', 3, '답변', 'Answers questions', '["support"]', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z', NULL,
     CAST('{"format":"flowbuilder/1","name":"답변","description":"Answers questions","tags":["support"],"nodes":[{"id":"a","type":"input.text","settings":{"name":"question"}}],"edges":[]}' AS BLOB)),
    ('flow00000002', 1, 'In the bin', '', '[]', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z', CAST('{"format":"flowbuilder/1","name":"In the bin","nodes":[],"edges":[]}' AS BLOB));
INSERT INTO runs (number, id, flow_id, flow_name, semantic_hash, session, status, started_at, duration_ms, usage, fault, failed_node) VALUES
    (1, 'run-1', 'flow00000001', '답변', 'sha256-abc', 's', 'completed', '2026-01-02T03:04:05.0000000Z', 12.5, '{"inputTokens":3,"outputTokens":4,"cost":0.5}', NULL, NULL),
    (2, 'run-2', 'flow00000001', '답변', 'sha256-abc', NULL, 'failed', '2026-01-02T03:04:05.0000000Z', 1.5, NULL, '{"code":"provider.status","kind":"provider","text":{"en":"It failed.","ko":"실패했습니다."}}', 'model');
INSERT INTO event_chunks (run, first_seq, last_seq, lines) VALUES
    (1, 1, 2, CAST('{"type":"node.started","node":"a","seq":1,"time":"2026-01-02T03:04:05+00:00"}
{"type":"run.cancelled","durationMs":1,"seq":2,"time":"2026-01-02T03:04:06+00:00"}
' AS BLOB));
INSERT INTO blobs (hash, content) VALUES (x'0101010101010101010101010101010101010101010101010101010101010101', x'22');
INSERT INTO run_blobs (run, hash) VALUES (1, x'0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO feedback (run, score, comment, node, time) VALUES (1, 1, 'good', NULL, '2026-01-02T03:04:05.0000000Z');
INSERT INTO idempotency_keys (key, run_id, expires_at) VALUES ('idem', 'run-1', '9999-01-01T00:00:00.0000000Z');
INSERT INTO connections (name, kind, base_url, models, limits, fallback, updated_at, api_key) VALUES
    ('openai', 'openAI', 'https://example.com/v1/', '["small"]', '{}', NULL, '2026-01-02T03:04:05.0000000Z', NULL);
