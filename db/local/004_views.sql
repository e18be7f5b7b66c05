-- For organisers who open the file themselves, read-only: docs/sql.md says what stands in each.

-- Local time minus UTC from a moment on, in seconds, for the years around a meeting.
CREATE TABLE offsets (
  meeting TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  seconds INTEGER NOT NULL,
  PRIMARY KEY (meeting, from_at)
) STRICT, WITHOUT ROWID;

-- What is read in the order it happened is not sorted first, however many rows there are.
CREATE INDEX scan_in_time ON scans (meeting, at, clock);

CREATE VIEW v_scans AS
SELECT s.meeting,
       datetime(s.at / 1000 + coalesce((SELECT o.seconds FROM offsets AS o
                                        WHERE o.meeting = s.meeting AND o.from_at <= s.at
                                        ORDER BY o.from_at DESC LIMIT 1), 0), 'unixepoch') AS at,
       date(s.at / 1000 + coalesce((SELECT o.seconds FROM offsets AS o
                                    WHERE o.meeting = s.meeting AND o.from_at <= s.at
                                    ORDER BY o.from_at DESC LIMIT 1), 0), 'unixepoch') AS day,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.at / 1000, 'unixepoch') AS at_utc,
       s.checkpoint,
       s.direction,
       s.verdict,
       s.reason,
       (s.verdict IN ('admitted', 'exited') AND s.undone = 0) AS counts,
       s.forced,
       s.details_pending,
       (SELECT letter FROM kiosks WHERE k = s.id >> 40) AS kiosk,
       a.number,
       s.nonce,
       s.undone,
       s.undone_by,
       s.undone_why
FROM scans AS s LEFT JOIN attendees AS a ON a.id = s.attendee
ORDER BY s.meeting, s.at, s.clock, s.id;

CREATE VIEW v_attendance AS
SELECT s.meeting,
       datetime(s.at / 1000 + coalesce((SELECT o.seconds FROM offsets AS o
                                        WHERE o.meeting = s.meeting AND o.from_at <= s.at
                                        ORDER BY o.from_at DESC LIMIT 1), 0), 'unixepoch') AS at,
       date(s.at / 1000 + coalesce((SELECT o.seconds FROM offsets AS o
                                    WHERE o.meeting = s.meeting AND o.from_at <= s.at
                                    ORDER BY o.from_at DESC LIMIT 1), 0), 'unixepoch') AS day,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.at / 1000, 'unixepoch') AS at_utc,
       s.checkpoint,
       s.direction,
       (SELECT letter FROM kiosks WHERE k = s.id >> 40) AS kiosk,
       s.forced,
       a.number,
       a.given AS given_name,
       a.family AS family_name,
       a.town,
       a.country,
       a.kind,
       a.partner,
       a.organisation
FROM scans AS s LEFT JOIN attendees AS a ON a.id = s.attendee
WHERE s.verdict IN ('admitted', 'exited') AND s.undone = 0
ORDER BY s.meeting, s.at, s.clock, s.id;

CREATE VIEW v_attendees AS
SELECT a.meeting,
       a.number,
       a.given AS given_name,
       a.family AS family_name,
       a.town,
       a.country,
       a.kind,
       a.partner,
       a.organisation,
       a.email,
       a.gender,
       a.sessions,
       a.photo_opt_out,
       a.language,
       a.status,
       datetime(a.registered_at / 1000 + coalesce(
                  (SELECT o.seconds FROM offsets AS o
                   WHERE o.meeting = a.meeting AND o.from_at <= a.registered_at
                   ORDER BY o.from_at DESC LIMIT 1), 0), 'unixepoch') AS registered_at,
       EXISTS (SELECT 1 FROM scans AS s
               WHERE s.subject = a.id AND s.subject <> 0 AND s.meeting = a.meeting
                 AND s.verdict = 'admitted' AND s.undone = 0) AS present
FROM attendees AS a
WHERE NOT EXISTS (SELECT 1 FROM merges AS m WHERE m.attendee = a.id)
ORDER BY a.meeting, length(a.number), a.number;

-- Counts are kept with every change: reading one is a lookup.
CREATE VIEW v_counts AS
SELECT meeting, dimension, key, registered, present, inside
FROM counters
ORDER BY meeting, dimension, key;
