-- How a conflict was settled is said in free words, which go with the person it is about.

ALTER TABLE settled RENAME TO old_settled;

-- Where a kiosk does not know the person yet, `attendee` is 0: such a row and one that names them
-- stand beside each other, and the newer counts.
CREATE TABLE settled (
  meeting  TEXT NOT NULL,
  conflict TEXT NOT NULL,
  attendee INTEGER NOT NULL,
  how      TEXT NOT NULL,
  clock    INTEGER NOT NULL,
  kiosk    INTEGER NOT NULL,
  PRIMARY KEY (meeting, conflict, attendee)
) STRICT, WITHOUT ROWID;

CREATE INDEX settled_about ON settled (attendee) WHERE attendee <> 0;

INSERT INTO settled (meeting, conflict, attendee, how, clock, kiosk)
SELECT meeting, conflict, 0, how, clock, kiosk FROM old_settled;

DROP TABLE old_settled;
