UPDATE api_keys SET budget = '{"tokens":1000}' WHERE id = 'abcdefghijkm';
INSERT INTO budget_use (day, account, cost, tokens, seconds) VALUES ('2026-01-02', 'day', '0.0000005', 7, 1.5);
