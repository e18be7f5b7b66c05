-- Finding people, telling likely duplicates, and registrations that were merged.

-- A registration that became another's; `stays` is never merged itself.
CREATE TABLE merges (
  attendee INTEGER PRIMARY KEY,
  stays    INTEGER NOT NULL
) STRICT;
CREATE INDEX merged_into ON merges (stays);

-- What people are found by; db/search_index.h says what stands in it. Plain rows and not FTS5, for
-- these are found best match first without sorting, and erased with the row (`secure_delete`).
CREATE TABLE search_index (
  meeting  INTEGER NOT NULL,
  place    INTEGER NOT NULL,
  text     TEXT NOT NULL,
  attendee INTEGER NOT NULL,
  PRIMARY KEY (meeting, place, text, attendee)
) STRICT, WITHOUT ROWID;

CREATE INDEX attendee_of_partner ON attendees (meeting, partner) WHERE partner <> '';
CREATE INDEX scan_at_checkpoint ON scans (meeting, checkpoint, at);
