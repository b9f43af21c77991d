INSERT INTO unfinished_flows (hash, document) VALUES (zeroblob(32), CAST('{}' AS BLOB));
INSERT INTO unfinished_runs (number, id, flow, start, lines) VALUES (1, 'run-14', zeroblob(32), '{}', zeroblob(0));
INSERT INTO unfinished_events (run, last_seq, lines) VALUES (1, 1, zeroblob(0));
INSERT INTO unfinished_blobs (run, hash) SELECT 1, hash FROM blobs LIMIT 1;
UPDATE endpoints SET durability = 'run' WHERE slug = 'answers';
