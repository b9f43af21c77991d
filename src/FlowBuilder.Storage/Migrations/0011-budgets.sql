-- What a key may use in a day: cost, tokens, seconds.
ALTER TABLE api_keys ADD COLUMN budget TEXT CHECK (budget IS NULL OR json_valid(budget));

-- What was used in a day, by all runs (account 'day') and by those of each key (account 'key/ID').
CREATE TABLE budget_use (
    day     TEXT NOT NULL,
    account TEXT NOT NULL,
    -- US dollars, exact as decimal digits.
    cost    TEXT NOT NULL,
    tokens  INTEGER NOT NULL,
    -- Seconds of work.
    seconds REAL NOT NULL,
    PRIMARY KEY (day, account)
) WITHOUT ROWID;
