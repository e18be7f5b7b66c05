-- Named statements. Each starts with `-- name:`; parameters are numbered.

-- name: setting
SELECT value FROM settings WHERE key = ?1;

-- name: set_setting
INSERT INTO settings (key, value) VALUES (?1, ?2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: add_kiosk
INSERT INTO kiosks (id, letter) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET letter = excluded.letter;

-- name: kiosk_number
SELECT k FROM kiosks WHERE id = ?1;

-- name: kiosk_letter
SELECT letter FROM kiosks WHERE id = ?1;

-- name: kiosks
SELECT k, id, letter FROM kiosks ORDER BY k;

-- name: journal_head
SELECT seq, hash, clock FROM journal WHERE kiosk = ?1 ORDER BY seq DESC LIMIT 1;

-- A kiosk's last row has its newest clock.
-- name: newest_clock
SELECT max((SELECT clock FROM journal WHERE kiosk = k ORDER BY seq DESC LIMIT 1)) FROM kiosks;

-- name: append_journal
INSERT INTO journal (kiosk, seq, clock, kind, subject, body, salt, body_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: journal_of_kiosk
SELECT seq, clock, kind, subject, body, salt, body_hash, hash
FROM journal WHERE kiosk = ?1 ORDER BY seq;

-- Ids are unsigned; those that SQLite holds as negative numbers come last.
-- name: journal_in_order
SELECT kiosks.id, seq, clock, kind, body, journal.kiosk
FROM journal JOIN kiosks ON kiosks.k = journal.kiosk
ORDER BY clock, kiosks.id < 0, kiosks.id, seq;

-- name: store_meeting
INSERT INTO meetings (id, toml, clock, kiosk, seq) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (id) DO UPDATE SET
  toml = excluded.toml, clock = excluded.clock, kiosk = excluded.kiosk, seq = excluded.seq;

-- name: meeting_clock
SELECT clock, kiosk, seq FROM meetings WHERE id = ?1;

-- name: meeting_toml
SELECT toml FROM meetings WHERE id = ?1;

-- name: meeting_ids
SELECT id FROM meetings ORDER BY clock, id;

-- name: put_attendee
INSERT INTO attendees (id, meeting, number, given, family, town, country, kind, partner,
                       organisation, email, gender, sessions, photo_opt_out, language,
                       notice_version, status, registered_at, folded_name)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
ON CONFLICT (id) DO UPDATE SET
  number = excluded.number, registered_at = excluded.registered_at, given = excluded.given, family = excluded.family, town = excluded.town,
  country = excluded.country, kind = excluded.kind, partner = excluded.partner,
  organisation = excluded.organisation, email = excluded.email, gender = excluded.gender,
  sessions = excluded.sessions, photo_opt_out = excluded.photo_opt_out,
  language = excluded.language, notice_version = excluded.notice_version,
  status = excluded.status, folded_name = excluded.folded_name;

-- name: attendee
SELECT id, number, given, family, town, country, kind, partner, organisation, email, gender,
       sessions, photo_opt_out, language, notice_version, status, registered_at, meeting
FROM attendees WHERE id = ?1;

-- name: attendee_of_number
SELECT id FROM attendees WHERE meeting = ?1 AND number = ?2;

-- name: attendees_of_name
SELECT id FROM attendees
WHERE meeting = ?1 AND folded_name = ?2
  AND NOT EXISTS (SELECT 1 FROM merges WHERE merges.attendee = attendees.id)
LIMIT 2;

-- name: attendees_of_meeting
SELECT id, number, given, family, town, country, kind, partner, organisation, email, gender,
       sessions, photo_opt_out, language, notice_version, status, registered_at, meeting
FROM attendees
WHERE meeting = ?1 AND status NOT LIKE 'erased%'
  AND NOT EXISTS (SELECT 1 FROM merges WHERE merges.attendee = attendees.id)
ORDER BY length(number), number;

-- name: attendees_of_partner
SELECT id, number, given, family, town, country, kind, partner, organisation, email, gender,
       sessions, photo_opt_out, language, notice_version, status, registered_at, meeting
FROM attendees
WHERE meeting = ?1 AND partner = ?2 AND partner <> '' AND status NOT LIKE 'erased%'
  AND NOT EXISTS (SELECT 1 FROM merges WHERE merges.attendee = attendees.id);

-- name: put_search_row
INSERT INTO search_index (meeting, place, text, attendee) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO NOTHING;

-- What db/search_bulk.cpp has in memory; the file has no such table.
-- name: sorted_search_rows
CREATE TABLE sorted_search_rows (place, text, attendee);

-- IGNORE and not ON CONFLICT, so that
-- no statement journal copies the index's pages.
-- name: put_sorted_search_rows
INSERT OR IGNORE INTO search_index (meeting, place, text, attendee)
SELECT ?1, place, text, attendee FROM sorted_search_rows;

-- name: drop_search_row
DELETE FROM search_index WHERE meeting = ?1 AND place = ?2 AND text = ?3 AND attendee = ?4;

-- name: search_rows
SELECT text, attendee FROM search_index
WHERE meeting = ?1 AND place = ?2 AND text >= ?3 AND text < ?4
ORDER BY text, attendee LIMIT ?5;

-- name: merged_into
SELECT stays FROM merges WHERE attendee = ?1;

-- name: put_merge
INSERT INTO merges (attendee, stays) VALUES (?1, ?2);

-- name: move_merges
UPDATE merges SET stays = ?1 WHERE stays = ?2;

-- name: move_badges
UPDATE badges SET attendee = ?1 WHERE attendee = ?2;

-- name: move_scans
UPDATE scans SET subject = ?1, attendee = ?1 WHERE subject = ?2 AND subject <> 0;

-- name: letters_of_meeting
SELECT letter FROM numbers WHERE meeting = ?1 ORDER BY letter;

-- name: next_number
SELECT last + 1 FROM numbers WHERE meeting = ?1 AND letter = ?2;

-- name: use_number
INSERT INTO numbers (meeting, letter, last) VALUES (?1, ?2, ?3)
ON CONFLICT (meeting, letter) DO UPDATE SET last = max(last, excluded.last);

-- name: badge
SELECT attendee FROM badges WHERE id = ?1;

-- name: badges_of_attendee
SELECT id, revoked FROM badges WHERE attendee = ?1 ORDER BY clock, id;

-- name: put_badge
INSERT INTO badges (id, attendee, clock, revoked) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET attendee = excluded.attendee, revoked = excluded.revoked;

-- name: put_scan
INSERT INTO scans (id, meeting, clock, subject, attendee, badge, at, checkpoint, direction,
                   verdict, reason, forced, details_pending, nonce, answers)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (id) DO NOTHING;

-- name: claim_pending_scans
UPDATE scans SET subject = ?1, attendee = ?1 WHERE subject = ?2 AND subject <> 0;

-- name: undo_scan
UPDATE scans SET undone = 1, undone_by = ?3, undone_why = ?4
WHERE nonce = ?1 AND meeting = ?2 AND subject = ?5 AND verdict IN ('admitted', 'exited')
  AND undone = 0;

-- name: scans_that_matter
SELECT id, clock, attendee, badge, at, checkpoint, direction, verdict, reason, forced,
       details_pending, nonce, answers, undone, undone_by, undone_why,
       (SELECT kiosks.id FROM kiosks WHERE k = scans.id >> 40)
FROM scans
WHERE subject = ?1 AND subject <> 0 AND verdict IN ('admitted', 'exited', 'needs_answer');

-- name: subjects_at_checkpoint
SELECT DISTINCT subject FROM scans
WHERE meeting = ?1 AND checkpoint = ?2 AND verdict = 'admitted' AND undone = 0 AND subject <> 0;

-- name: scan_of_nonce
SELECT id, clock, attendee, badge, at, checkpoint, direction, verdict, reason, forced,
       details_pending, nonce, answers, undone, undone_by, undone_why,
       (SELECT kiosks.id FROM kiosks WHERE k = scans.id >> 40)
FROM scans WHERE nonce = ?1 AND meeting = ?2 AND verdict IN ('admitted', 'exited');

-- name: scans_of_meeting
SELECT id, clock, attendee, badge, at, checkpoint, direction, verdict, reason, forced,
       details_pending, nonce, answers, undone, undone_by, undone_why,
       (SELECT kiosks.id FROM kiosks WHERE k = scans.id >> 40)
FROM scans WHERE meeting = ?1 ORDER BY at, clock, id;

-- name: attendance_of_meeting
SELECT s.at, s.checkpoint, s.direction, s.forced, s.id, s.badge, s.attendee, s.nonce,
       a.number, a.given, a.family, a.town, a.country, a.kind, a.partner, a.organisation
FROM scans AS s LEFT JOIN attendees AS a ON a.id = s.attendee
WHERE s.meeting = ?1 AND s.verdict IN ('admitted', 'exited') AND s.undone = 0
ORDER BY s.at, s.clock, s.id;

-- name: subjects_with_scans_only
SELECT DISTINCT subject FROM scans
WHERE meeting = ?1 AND subject <> 0 AND subject NOT IN (SELECT id FROM attendees);

-- name: attendee_ids
SELECT id FROM attendees
WHERE meeting = ?1
  AND NOT EXISTS (SELECT 1 FROM merges WHERE merges.attendee = attendees.id);

-- name: add_count
INSERT INTO counters (meeting, dimension, key, registered, present, inside)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (meeting, dimension, key) DO UPDATE SET
  registered = registered + excluded.registered,
  present = present + excluded.present,
  inside = inside + excluded.inside;

-- name: drop_empty_count
DELETE FROM counters
WHERE meeting = ?1 AND dimension = ?2 AND key = ?3 AND registered = 0 AND present = 0 AND inside = 0;

-- name: counts
SELECT key, registered, present, inside FROM counters
WHERE meeting = ?1 AND dimension = ?2 ORDER BY key;

-- name: count
SELECT registered, present, inside FROM counters
WHERE meeting = ?1 AND dimension = ?2 AND key = ?3;

-- name: clear_counts
DELETE FROM counters WHERE meeting = ?1;

-- name: put_print_job
INSERT INTO print_jobs (job, attendee, kiosk, printer, turn, state, tries, detail, clock)
VALUES (?1, ?2, ?3, ?4, 0, 'queued', 0, '', ?5) ON CONFLICT (job) DO NOTHING;

-- name: move_print_job
UPDATE print_jobs SET printer = ?2, turn = turn + 1, state = 'queued', tries = 0, detail = ''
WHERE job = ?1;

-- name: end_print_job
UPDATE print_jobs SET state = ?2, detail = ?3, tries = tries + 1 WHERE job = ?1;

-- name: print_jobs_waiting
SELECT j.job, j.attendee, j.state, j.tries, j.detail, a.meeting, j.turn, j.printer, s.sent_as
FROM print_jobs AS j JOIN attendees AS a ON a.id = j.attendee
     LEFT JOIN print_sends AS s ON s.job = j.job AND s.sent_as = CASE j.turn
       WHEN 0 THEN j.job ELSE j.job || '-' || j.turn END
WHERE j.kiosk = ?1 AND j.state IN ('queued', 'failed') ORDER BY j.clock LIMIT ?2;

-- name: print_job
SELECT attendee, state, turn, printer FROM print_jobs WHERE job = ?1;

-- name: print_queue_waiting
SELECT j.job, j.attendee, a.number, a.given, a.family, j.state, j.printer, j.detail, j.tries,
       j.clock
FROM print_jobs AS j JOIN attendees AS a ON a.id = j.attendee
WHERE j.kiosk = ?1 AND j.state IN ('queued', 'failed') AND a.meeting = ?2
ORDER BY j.clock LIMIT ?3;

-- name: print_queue_recent
SELECT j.job, j.attendee, a.number, a.given, a.family, j.state, j.printer, j.detail, j.tries,
       j.clock
FROM print_jobs AS j JOIN attendees AS a ON a.id = j.attendee
WHERE j.kiosk = ?1 AND a.meeting = ?2 AND j.state NOT IN ('queued', 'failed')
ORDER BY j.clock DESC LIMIT ?3;

-- name: note_send
INSERT INTO print_sends (job, sent_as, printer) VALUES (?1, ?2, ?3)
ON CONFLICT (job, sent_as) DO UPDATE SET printer = excluded.printer;

-- name: forget_send
DELETE FROM print_sends WHERE job = ?1 AND sent_as = ?2;

-- What a printer may still have though the job was cancelled or sent elsewhere since.
-- name: sends_to_withdraw
SELECT s.job, s.sent_as, s.printer
FROM print_sends AS s JOIN print_jobs AS j ON j.job = s.job
WHERE j.state = 'cancelled' OR s.sent_as <> CASE j.turn WHEN 0 THEN j.job
                                                        ELSE j.job || '-' || j.turn END;

-- name: use_paper
UPDATE settings SET value = CAST(max(0, CAST(value AS INTEGER) - ?1) AS TEXT)
WHERE key = 'paper_left';

-- name: pin
SELECT hash, wrong_tries, locked_until FROM pins WHERE role = ?1;

-- name: set_pin
INSERT INTO pins (role, hash) VALUES (?1, ?2)
ON CONFLICT (role) DO UPDATE SET hash = excluded.hash, wrong_tries = 0, locked_until = 0;

-- name: pin_tried
UPDATE pins SET wrong_tries = ?2, locked_until = ?3 WHERE role = ?1;

-- name: all_kiosks
SELECT * FROM kiosks ORDER BY k;

-- name: all_meetings
SELECT * FROM meetings ORDER BY id;

-- name: all_attendees
SELECT * FROM attendees ORDER BY id;

-- name: all_numbers
SELECT * FROM numbers ORDER BY meeting, letter;

-- name: all_badges
SELECT * FROM badges ORDER BY id;

-- name: all_scans
SELECT * FROM scans ORDER BY id;

-- name: all_counters
SELECT * FROM counters ORDER BY meeting, dimension, key;

-- name: all_merges
SELECT * FROM merges ORDER BY attendee;

-- name: all_search_index
SELECT * FROM search_index ORDER BY meeting, place, text, attendee;

-- name: all_print_jobs
SELECT * FROM print_jobs ORDER BY job;

-- name: integrity
PRAGMA integrity_check(20);

-- name: forget_offsets
DELETE FROM offsets WHERE meeting = ?1;

-- name: put_offset
INSERT INTO offsets (meeting, from_at, seconds) VALUES (?1, ?2, ?3);

-- name: journal_heads
SELECT letter, (SELECT max(seq) FROM journal WHERE kiosk = k),
       (SELECT lower(hex(hash)) FROM journal WHERE kiosk = k ORDER BY seq DESC LIMIT 1)
FROM kiosks WHERE EXISTS (SELECT 1 FROM journal WHERE kiosk = k) ORDER BY letter, k;

-- Two kiosks may have been given one letter: then either will do.
-- name: journal_hashes_at
SELECT lower(hex(hash)) FROM journal WHERE seq = ?2 AND kiosk IN (SELECT k FROM kiosks WHERE letter = ?1);

-- name: keep_needs
INSERT INTO needs (attendee, meeting, sealed) VALUES (?1, ?2, ?3)
ON CONFLICT (attendee) DO UPDATE SET sealed = excluded.sealed;

-- name: needs
SELECT n.attendee, a.number, n.sealed FROM needs n JOIN attendees a ON a.id = n.attendee
WHERE n.meeting = ?1 ORDER BY length(a.number), a.number;

-- name: needs_of
SELECT sealed FROM needs WHERE attendee = ?1;

-- name: people_with_needs
SELECT attendee FROM needs WHERE meeting = ?1 ORDER BY attendee;

-- name: forget_needs
DELETE FROM needs WHERE meeting = ?1;

-- name: forget_needs_of
DELETE FROM needs WHERE attendee = ?1;
