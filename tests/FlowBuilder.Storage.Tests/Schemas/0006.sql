INSERT INTO webhooks (id, slug, name, signature, header, answer, inputs, session, is_enabled, per_minute, created_at, secret, former_secret, former_secret_until) VALUES
    ('hook', 'answers', 'Shop', 'none', '', 'accepted', '{"question":"text"}', NULL, 1, 60, '2026-01-02T03:04:05.0000000Z', NULL, NULL, NULL);
INSERT INTO webhook_calls (webhook, received_at, status, delivery_id, run_id, is_repeat, problem) VALUES ('hook', '2026-01-02T03:04:05.0000000Z', 202, 'd1', 'run-3', 0, NULL);
INSERT INTO delivery_targets (id, slug, address, events, runs, is_enabled, created_at, secret) VALUES
    ('target', 'answers', 'https://example.com/results', 3, 'all', 1, '2026-01-02T03:04:05.0000000Z', x'00');
INSERT INTO deliveries (id, target, run_id, state, created_at, due_at, attempts) VALUES ('delivery', 'target', 'run-3', 'waiting', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z', 2);
