-- The lessons of a day, and those with marks that wait, also for those who see all of them.
CREATE INDEX ON meeting_occurrences (date);
CREATE INDEX ON attendance_records (occurrence_id) WHERE status IS NULL;
