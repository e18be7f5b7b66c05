-- A print job belongs to the kiosk that queued it, may be moved to another printer and cancelled.

ALTER TABLE print_jobs RENAME TO old_print_jobs;
DROP INDEX print_waiting;

CREATE TABLE print_jobs (
  job      TEXT PRIMARY KEY,
  attendee INTEGER NOT NULL,
  kiosk    INTEGER NOT NULL,
  printer  TEXT NOT NULL,
  turn     INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('queued', 'printed', 'failed', 'cancelled')),
  tries    INTEGER NOT NULL,
  detail   TEXT NOT NULL,
  clock    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO print_jobs (job, attendee, kiosk, printer, turn, state, tries, detail, clock)
SELECT job, attendee,
       COALESCE((SELECT kiosk FROM journal
                 WHERE journal.kind = 'print_queued' AND journal.clock = old.clock
                   AND journal.subject = old.attendee LIMIT 1), 1),
       '', 0, state, tries, detail, clock
FROM old_print_jobs AS old;

DROP TABLE old_print_jobs;
CREATE INDEX print_waiting ON print_jobs (kiosk, clock) WHERE state IN ('queued', 'failed');
CREATE INDEX print_recent ON print_jobs (kiosk, clock);

-- What was handed to a printer and is not known to be out: this machine's own note, not derived
-- from the journal. `sent_as` is the name that the printer knows it by.
CREATE TABLE print_sends (
  job     TEXT PRIMARY KEY,
  sent_as TEXT NOT NULL,
  printer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
