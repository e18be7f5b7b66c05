-- What attendees need, sealed with a key beside the database. Not derived: the journal has none of it.
CREATE TABLE needs (
  attendee INTEGER PRIMARY KEY,
  meeting  TEXT NOT NULL,
  sealed   BLOB NOT NULL
) STRICT;

CREATE INDEX needs_by_meeting ON needs (meeting);
