INSERT INTO node_usage (run, flow_id, node, fingerprint, usage) VALUES (1, 'flow00000001', 'model', 'same', '{"inputTokens":3,"outputTokens":4}');
