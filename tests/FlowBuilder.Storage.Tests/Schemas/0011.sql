UPDATE api_keys SET budget = '{"tokens":1000}' WHERE id = 'abcdefghijkm';
INSERT INTO budget_use (day, account, input_tokens, output_tokens, cost) VALUES ('2026-01-02', 'day', 3, 4, '0.0000005');
