-- What is done at Zoom, past the program, and finds its way here.

-- A delivery that cannot be read is put aside once, however often it comes.
CREATE INDEX ON quarantined_events USING hash (body);
