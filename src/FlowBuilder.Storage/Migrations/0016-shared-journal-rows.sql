-- What many runs had to say in the same moment, in one row: before the events of each run a line "bytes run-id", which are as in unfinished_events.
-- They are there until each of their runs has ended or has its events in rows of its own.
CREATE TABLE unfinished_groups (
    number  INTEGER NOT NULL PRIMARY KEY,
    entries BLOB    NOT NULL
);
