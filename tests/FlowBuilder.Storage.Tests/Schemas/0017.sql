INSERT INTO ended_sessions (id, until) VALUES ('5e55', '2026-01-09T03:04:05.0000000Z');
