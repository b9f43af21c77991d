INSERT INTO schedules (id, slug, name, cron, time_zone, inputs, session, is_enabled, missed, revision, handled_until, created_at, deleted_at) VALUES
    ('daily', 'answers', 'Every day', '0 9 * * *', 'Asia/Seoul', '{"question":"?"}', NULL, 1, 'once', 2, '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z', NULL);
INSERT INTO schedule_runs (schedule_id, due_at, cause, outcome, run_id, detail) VALUES ('daily', '2026-01-02T03:04:05.0000000Z', 'due', 'started', 'run-3', NULL);
