INSERT INTO tool_servers (name, kind, address, command, arguments, secrets, updated_at) VALUES ('web', 'Http', 'https://tools.example/mcp', '', '[]', NULL, '2026-01-02T03:04:05.0000000Z');
