-- The lessons of a day, also for those who see all of them.
CREATE INDEX ON meeting_occurrences (date);
