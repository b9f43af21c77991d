INSERT INTO knowledge_bases (number, id, name, description, settings, revision, created_at, updated_at) VALUES (1, 'kb', 'Notes', '', '{}', 1, '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z');
CREATE VIRTUAL TABLE knowledge_terms_1 USING fts5(words, parts, tokenize = 'ascii');
INSERT INTO knowledge_terms_1 (knowledge_terms_1, rank) VALUES ('rank', 'bm25(1.0, 0.1)');
INSERT INTO knowledge_files (hash, content) VALUES (x'0303030303030303030303030303030303030303030303030303030303030303', CAST('The warranty is two years.' AS BLOB));
INSERT INTO knowledge_documents (number, base, id, title, source, media_type, metadata, hash, bytes, state, chunks, model, added_at, updated_at) VALUES
    (1, 1, 'note', 'Note', 'note.txt', 'text/plain', '{}', x'0303030303030303030303030303030303030303030303030303030303030303', 26, 'ready', 1, 'offline', '2026-01-02T03:04:05.0000000Z', '2026-01-02T03:04:05.0000000Z');
INSERT INTO knowledge_chunks (number, base, document, ordinal, text, title, metadata, hash, original, is_enabled, is_edited) VALUES
    (1, 1, 1, 0, 'The warranty is two years.', 'Note', '{}', x'0404040404040404040404040404040404040404040404040404040404040404', x'0404040404040404040404040404040404040404040404040404040404040404', 1, 0);
INSERT INTO knowledge_vectors (model, hash, dimensions, vector) VALUES ('offline', x'0404040404040404040404040404040404040404040404040404040404040404', 2, x'0000803f00000000');
