-- The wider texts that chunks stand in, each once: replaced together with the chunks of their document.
CREATE TABLE knowledge_sections (
    document INTEGER NOT NULL REFERENCES knowledge_documents (number) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (document, ordinal)
);

-- Which of its document's sections a chunk stands in; null where it is given alone.
ALTER TABLE knowledge_chunks ADD COLUMN section INTEGER;
