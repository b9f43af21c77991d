INSERT INTO knowledge_sections (document, ordinal, text) VALUES (1, 0, 'The warranty is two years. Keep the bill.');
UPDATE knowledge_chunks SET section = 0 WHERE number = 1;
