-- A job may stand at several printers at once: at the one it is meant for, and at those that it was
-- moved away from while they could not be reached. Each is known by the name it was sent under.

ALTER TABLE print_sends RENAME TO old_print_sends;

CREATE TABLE print_sends (
  job     TEXT NOT NULL,
  sent_as TEXT NOT NULL,
  printer TEXT NOT NULL,
  PRIMARY KEY (job, sent_as)
) STRICT, WITHOUT ROWID;

INSERT INTO print_sends (job, sent_as, printer) SELECT job, sent_as, printer FROM old_print_sends;

DROP TABLE old_print_sends;
