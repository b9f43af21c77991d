INSERT INTO conversations (id, flow_id, name, head, created_at, updated_at, deleted_at) VALUES ('talk', 'flow00000001', 'Warranty', 'run-1', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z', NULL);
INSERT INTO turns (run_id, conversation, parent, question, message, attachments, sent_at, ended_at, state, answer, problem, sources) VALUES
    ('run-1', 'talk', NULL, 'question', '보증 기간은?', '[]', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z', 'answered', 'Two years', NULL, '[]');
