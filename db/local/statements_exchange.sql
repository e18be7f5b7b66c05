-- Rows that travel between kiosks, and what arrives late.

-- name: kiosk_marks
SELECT kiosks.id, kiosks.letter, head.seq, head.hash,
       EXISTS (SELECT 1 FROM left_out WHERE left_out.kiosk = kiosks.id)
FROM kiosks JOIN journal AS head
     ON head.kiosk = kiosks.k AND head.seq = (SELECT max(seq) FROM journal WHERE kiosk = kiosks.k)
ORDER BY kiosks.k;

-- name: travelling_rows
SELECT seq, clock, kind, subject, body, salt, body_hash, hash,
       COALESCE(json_extract(body, '$.meeting'),
                (SELECT meeting FROM attendees WHERE id = subject),
                (SELECT a.meeting FROM badges AS b JOIN attendees AS a ON a.id = b.attendee
                 WHERE b.id = subject),
                '')
FROM journal WHERE kiosk = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3;

-- name: held_hash
SELECT hash FROM journal WHERE kiosk = ?1 AND seq = ?2;

-- name: first_row
SELECT kind, body FROM journal WHERE kiosk = ?1 AND seq = 1;

-- name: newest_about
SELECT max(clock) FROM journal WHERE subject = ?1 AND subject <> 0;

-- name: rows_about
SELECT kiosks.id, seq, clock, kind, body, journal.kiosk
FROM journal JOIN kiosks ON kiosks.k = journal.kiosk
WHERE subject = ?1 AND subject <> 0;

-- Ids are unsigned; those that SQLite holds as negative numbers come last.
-- name: erase_before
UPDATE journal SET body = NULL, salt = NULL
WHERE subject = ?1 AND subject <> 0 AND body IS NOT NULL
  AND kind NOT IN ('attendee_erased', 'attendees_merged')
  AND (clock, (SELECT id < 0 FROM kiosks WHERE k = journal.kiosk),
       (SELECT id FROM kiosks WHERE k = journal.kiosk), seq) < (?2, ?3 < 0, ?3, ?4);

-- name: erase_details
UPDATE journal SET body = NULL, salt = NULL
WHERE subject = ?1 AND subject <> 0 AND body IS NOT NULL
  AND kind IN ('attendee_registered', 'attendee_edited', 'attendee_cancelled');

-- name: erase_row
UPDATE journal SET body = NULL, salt = NULL WHERE kiosk = ?1 AND seq = ?2;

-- name: meeting_of_scans
SELECT meeting FROM scans WHERE subject = ?1 AND subject <> 0 LIMIT 1;

-- name: scan_holder
SELECT subject FROM scans
WHERE id = ((SELECT k FROM kiosks WHERE id = ?1) << 40) | ?2;

-- name: forget_scan
DELETE FROM scans WHERE id = ?1;

-- name: forget_merges
DELETE FROM merges WHERE attendee = ?1 OR stays = ?1;

-- name: forget_badge
DELETE FROM badges WHERE id = ?1;

-- name: put_enrolment
INSERT INTO enrolments (letter, ticket) VALUES (?1, ?2) ON CONFLICT DO NOTHING;

-- name: enrolment
SELECT 1 FROM enrolments WHERE letter = ?1;

-- name: put_left_out
INSERT INTO left_out (kiosk, last) VALUES (?1, ?2)
ON CONFLICT (kiosk) DO UPDATE SET last = max(last, excluded.last);

-- name: left_out
SELECT last FROM left_out WHERE kiosk = ?1;

-- Kiosks that were left out, of which more is held than was said.
-- name: left_out_behind
SELECT l.kiosk, (SELECT max(seq) FROM journal WHERE kiosk = kiosks.k) AS held
FROM left_out AS l JOIN kiosks ON kiosks.id = l.kiosk
WHERE l.kiosk <> ?1 AND held > l.last;

-- name: put_settled
INSERT INTO settled (meeting, conflict, how, clock, kiosk, attendee) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (meeting, conflict, attendee) DO UPDATE SET
  how = excluded.how, clock = excluded.clock, kiosk = excluded.kiosk
WHERE (excluded.clock, excluded.kiosk) > (clock, kiosk);

-- name: settled_about
SELECT conflict FROM settled WHERE attendee = ?1 AND attendee <> 0;

-- name: forget_settled_about
DELETE FROM settled WHERE attendee = ?1 AND attendee <> 0;

-- The words go; that it was settled stays.
-- name: forget_words_about
DELETE FROM settled WHERE attendee = ?1 AND attendee <> 0 AND how <> ?2;

-- name: settled
SELECT conflict, how FROM settled WHERE meeting = ?1 ORDER BY conflict, clock, kiosk;

-- name: kiosks_of_letter
SELECT k, id FROM kiosks WHERE letter = ?1 AND EXISTS (SELECT 1 FROM journal WHERE kiosk = k);

-- name: all_enrolments
SELECT * FROM enrolments ORDER BY letter, ticket;

-- name: all_left_out
SELECT * FROM left_out ORDER BY kiosk;

-- name: all_settled
SELECT * FROM settled ORDER BY meeting, conflict, attendee;

-- Whether a kiosk has done anything yet that others would miss.
-- name: begun_work
SELECT 1 FROM journal WHERE kind NOT IN ('kiosk_opened', 'signed_in', 'pin_changed') LIMIT 1;

-- name: forget_rows_of
DELETE FROM journal WHERE kiosk = ?1;

-- name: forget_kiosk
DELETE FROM kiosks WHERE k = ?1;
