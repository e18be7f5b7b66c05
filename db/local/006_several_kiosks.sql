-- Kiosks that exchange rows. What comes late is put where it belongs in the order of the fold, so
-- rows are looked up by whom they are about. Derived tables are filled again from the journal.

CREATE INDEX journal_about ON journal (subject, clock) WHERE subject <> 0;

-- Without a reference to `meetings`: people may arrive before their meeting does. A number is found
-- twice where two kiosks were given one letter.
DROP TABLE attendees;
CREATE TABLE attendees (
  id             INTEGER PRIMARY KEY,
  meeting        TEXT NOT NULL,
  number         TEXT NOT NULL,
  given          TEXT NOT NULL,
  family         TEXT NOT NULL,
  town           TEXT NOT NULL,
  country        TEXT NOT NULL,
  kind           TEXT NOT NULL,
  partner        TEXT NOT NULL,
  organisation   TEXT NOT NULL,
  email          TEXT NOT NULL,
  gender         TEXT NOT NULL,
  sessions       TEXT NOT NULL,
  photo_opt_out  INTEGER NOT NULL,
  language       TEXT NOT NULL,
  notice_version TEXT NOT NULL,
  status         TEXT NOT NULL,
  registered_at  INTEGER NOT NULL,
  folded_name    TEXT NOT NULL
) STRICT;
CREATE INDEX attendee_number ON attendees (meeting, number);
CREATE INDEX attendee_name ON attendees (meeting, folded_name);
CREATE INDEX attendee_of_partner ON attendees (meeting, partner) WHERE partner <> '';

-- `clock`, `kiosk` and `seq` are of the row that says it: the last one stands.
DROP TABLE meetings;
CREATE TABLE meetings (
  id    TEXT PRIMARY KEY,
  toml  TEXT NOT NULL,
  clock INTEGER NOT NULL,
  kiosk INTEGER NOT NULL,
  seq   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Letters that were given to other kiosks.
CREATE TABLE enrolments (
  letter TEXT NOT NULL,
  ticket TEXT NOT NULL,
  PRIMARY KEY (letter, ticket)
) STRICT, WITHOUT ROWID;

-- Kiosks, by id, of which nothing beyond row `last` is taken.
CREATE TABLE left_out (
  kiosk INTEGER PRIMARY KEY,
  last  INTEGER NOT NULL
) STRICT;

-- Conflicts that somebody has decided, with the stamp of the row that says so.
CREATE TABLE settled (
  meeting  TEXT NOT NULL,
  conflict TEXT NOT NULL,
  how      TEXT NOT NULL,
  clock    INTEGER NOT NULL,
  kiosk    INTEGER NOT NULL,
  PRIMARY KEY (meeting, conflict)
) STRICT, WITHOUT ROWID;
