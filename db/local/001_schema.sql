-- A kiosk's truth: the journal. Everything below it is derived and can be rebuilt from it.

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Kiosks this file has heard of; `k` is a short local number for the id.
CREATE TABLE kiosks (
  k      INTEGER PRIMARY KEY,
  id     INTEGER NOT NULL UNIQUE,
  letter TEXT NOT NULL
) STRICT;

-- body_hash = BLAKE2b(salt, body); hash = BLAKE2b(previous hash, row without body and salt).
-- Erasure sets body and salt to NULL; the chain still verifies.
CREATE TABLE journal (
  kiosk     INTEGER NOT NULL REFERENCES kiosks (k),
  seq       INTEGER NOT NULL CHECK (seq > 0),
  clock     INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  subject   INTEGER NOT NULL,
  body      TEXT,
  salt      BLOB,
  body_hash BLOB NOT NULL,
  hash      BLOB NOT NULL,
  PRIMARY KEY (kiosk, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE pins (
  role         TEXT PRIMARY KEY CHECK (role IN ('staff', 'organiser')),
  hash         TEXT NOT NULL,
  wrong_tries  INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Derived from here on.

CREATE TABLE meetings (
  id    TEXT PRIMARY KEY,
  toml  TEXT NOT NULL,
  clock INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attendees (
  id             INTEGER PRIMARY KEY,
  meeting        TEXT NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
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
CREATE UNIQUE INDEX attendee_number ON attendees (meeting, number);
CREATE INDEX attendee_name ON attendees (meeting, folded_name);

CREATE TABLE numbers (
  meeting TEXT NOT NULL,
  letter  TEXT NOT NULL,
  last    INTEGER NOT NULL,
  PRIMARY KEY (meeting, letter)
) STRICT, WITHOUT ROWID;

CREATE TABLE badges (
  id       INTEGER PRIMARY KEY,
  attendee INTEGER NOT NULL,
  clock    INTEGER NOT NULL,
  revoked  INTEGER NOT NULL
) STRICT;
CREATE INDEX badge_of_attendee ON badges (attendee, clock);

-- `id` is kiosk × 2^40 + seq of the journal row; `subject` the attendee, or the badge of an
-- attendee who is not known here yet, or 0.
CREATE TABLE scans (
  id              INTEGER PRIMARY KEY,
  meeting         TEXT NOT NULL,
  clock           INTEGER NOT NULL,
  subject         INTEGER NOT NULL,
  attendee        INTEGER NOT NULL,
  badge           INTEGER NOT NULL,
  at              INTEGER NOT NULL,
  checkpoint      TEXT NOT NULL,
  direction       TEXT NOT NULL,
  verdict         TEXT NOT NULL,
  reason          TEXT NOT NULL,
  forced          INTEGER NOT NULL,
  details_pending INTEGER NOT NULL,
  nonce           TEXT NOT NULL,
  answers         TEXT NOT NULL,
  undone          INTEGER NOT NULL DEFAULT 0,
  undone_by       TEXT NOT NULL DEFAULT '',
  undone_why      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX scan_of_subject ON scans (subject) WHERE subject <> 0;
CREATE INDEX scan_of_nonce ON scans (nonce) WHERE verdict IN ('admitted', 'exited');

CREATE TABLE counters (
  meeting    TEXT NOT NULL,
  dimension  TEXT NOT NULL,
  key        TEXT NOT NULL,
  registered INTEGER NOT NULL,
  present    INTEGER NOT NULL,
  inside     INTEGER NOT NULL,
  PRIMARY KEY (meeting, dimension, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_jobs (
  job      TEXT PRIMARY KEY,
  attendee INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('queued', 'printed', 'failed')),
  tries    INTEGER NOT NULL,
  detail   TEXT NOT NULL,
  clock    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX print_waiting ON print_jobs (clock) WHERE state <> 'printed';
