-- Erasing people, and telling them what is held about them.

-- name: make_chosen
CREATE TEMP TABLE IF NOT EXISTS chosen (subject INTEGER PRIMARY KEY);

-- name: clear_chosen
DELETE FROM temp.chosen;

-- name: choose
INSERT INTO temp.chosen (subject) VALUES (?1) ON CONFLICT DO NOTHING;

-- name: erase_bodies
UPDATE journal SET body = NULL, salt = NULL
WHERE body IS NOT NULL AND kind NOT IN ('attendee_erased', 'attendees_merged')
  AND subject <> 0 AND subject IN (SELECT subject FROM temp.chosen);

-- name: erase_bodies_of_kind
UPDATE journal SET body = NULL, salt = NULL
WHERE body IS NOT NULL AND kind = ?1 AND subject <> 0 AND subject IN (SELECT subject FROM temp.chosen);

-- name: journal_about
SELECT kiosks.id, seq, clock, kind, body
FROM journal JOIN kiosks ON kiosks.k = journal.kiosk
WHERE subject <> 0 AND subject IN (SELECT subject FROM temp.chosen)
ORDER BY journal.kiosk, seq;

-- name: forget_scans
DELETE FROM scans WHERE subject = ?1 AND subject <> 0;

-- name: forget_badges
DELETE FROM badges WHERE attendee = ?1;

-- name: forget_print_jobs
DELETE FROM print_jobs WHERE attendee = ?1;

-- name: forget_attendee
DELETE FROM attendees WHERE id = ?1;

-- name: merged_ids
SELECT attendee FROM merges WHERE stays = ?1;

-- name: print_jobs_of
SELECT job FROM print_jobs WHERE attendee = ?1;

-- name: meet_kiosk
INSERT INTO kiosks (id, letter) VALUES (?1, '') ON CONFLICT (id) DO NOTHING;

-- name: people_of_meeting
SELECT id FROM attendees WHERE meeting = ?1 AND status NOT LIKE 'erased%' ORDER BY id;

-- name: people_with_contact
SELECT id FROM attendees WHERE meeting = ?1 AND email <> '' ORDER BY id;

-- name: rewrite_file
VACUUM;

-- name: journal_after
SELECT seq, clock, kind, subject, body, salt, body_hash, hash
FROM journal WHERE kiosk = ?1 AND seq > ?2 ORDER BY seq;

-- A row whose body was erased: its place in the chain is all there is.
-- name: append_erased
INSERT INTO journal (kiosk, seq, clock, kind, subject, body, salt, body_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL, ?6, ?7);

-- name: oldest_clock
SELECT min((SELECT clock FROM journal WHERE kiosk = k ORDER BY seq LIMIT 1)) FROM kiosks;

-- name: quick_check
PRAGMA quick_check(1);

-- name: is_journal_row
SELECT 1 FROM journal WHERE kiosk = ?1 AND seq = ?2 AND lower(hex(hash)) = ?3;

-- name: kinds_after
SELECT kind, count(*) FROM journal WHERE kiosk = ?1 AND seq > ?2 GROUP BY kind ORDER BY kind;

-- name: count_scans
SELECT count(*) FROM scans WHERE meeting = ?1;
