INSERT INTO flow_versions (flow_id, number, note, content_hash, published_at, document)
    SELECT id, 1, 'first', 'sha256-def', '2026-01-02T03:04:05.0000000Z', document FROM flows WHERE id = 'flow00000001';
INSERT INTO endpoints (slug, flow_id, traffic, previous_traffic, is_enabled, is_public, is_tool, allowed_origins, public_per_minute, open_settings, updated_at) VALUES
    ('answers', 'flow00000001', '{"1":100}', NULL, 1, 1, 0, '["https://example.com"]', 60, '{}', '2026-01-02T03:04:05.0000000Z');
INSERT INTO api_keys (id, name, hash, scopes, slugs, requests_per_minute, created_at, expires_at, last_used_at) VALUES
    ('abcdefghijkm', 'Shop', x'0202020202020202020202020202020202020202020202020202020202020202', 1, '["answers"]', 30, '2026-01-02T03:04:05.0000000Z', NULL, NULL);
INSERT INTO runs (number, id, flow_id, flow_name, semantic_hash, status, started_at, endpoint, endpoint_version) VALUES
    (3, 'run-3', 'flow00000001', '답변', 'sha256-abc', 'completed', '2026-01-02T03:04:05.0000000Z', 'answers', 1);
