INSERT INTO accounts (id, name, normalized_name, role, password_hash, stamp, is_disabled, failed_sign_ins, created_at)
VALUES ('ann', 'ann@example.com', 'ANN@EXAMPLE.COM', 'Editor', 'hash', 'stamp', 0, 2, '2026-01-02T03:04:05.0000000Z');
INSERT INTO grants (kind, resource, account, level) VALUES ('Flow', 'flow00000001', 'ann', 'Own');
INSERT INTO audit_log (at, account, actor, action, target) VALUES ('2026-01-02T03:04:05.0000000Z', 'ann', 'ann@example.com', 'flow.created', 'flow00000001');
UPDATE api_keys SET account = 'ann';
