-- For organisers and their tools (role kiosk_hub_reader): docs/hub.md says what stands in each.
-- Erased people stand in them with their figures only.

CREATE AGGREGATE hub.overlay (jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');

-- Rows with content, as documents.
CREATE VIEW hub.told AS
SELECT meeting, kiosk, seq, clock, subject, kind, hub.body_of(body) AS body
FROM hub.journal WHERE body IS NOT NULL;

-- A registration that became another's; the last row stands, and what it leads to stands for it.
CREATE VIEW hub.merged AS
WITH RECURSIVE step AS (
  SELECT DISTINCT ON (meeting, subject) meeting, subject AS attendee,
         hub.id_of(body ->> 'into') AS stays
  FROM hub.told WHERE kind = 'attendees_merged'
  ORDER BY meeting, subject, clock, kiosk, seq
), walk AS (
  SELECT meeting, attendee, stays, 1 AS steps FROM step
  UNION ALL
  SELECT w.meeting, w.attendee, s.stays, w.steps + 1
  FROM walk AS w JOIN step AS s ON s.meeting = w.meeting AND s.attendee = w.stays
  WHERE w.steps < 20 AND s.stays <> w.attendee
)
SELECT DISTINCT ON (meeting, attendee) meeting, attendee, stays
FROM walk ORDER BY meeting, attendee, steps DESC;

CREATE VIEW hub.v_attendees AS
WITH empty AS (
  SELECT '{"given":"","family":"","town":"","country":"","kind":"local","partner":"",
           "organisation":"","email":"","gender":"undisclosed","sessions":"",
           "photo_opt_out":"false","language":""}'::jsonb AS details
), folded AS (
  SELECT t.meeting, t.subject AS attendee,
         hub.overlay(CASE t.kind WHEN 'attendee_edited' THEN t.body -> 'changes'
                                 ELSE e.details || coalesce(t.body -> 'details', '{}') END
                     ORDER BY t.clock, t.kiosk, t.seq)
           FILTER (WHERE t.kind IN ('attendee_registered', 'attendee_edited', 'attendee_erased'))
           AS details,
         max(t.body ->> 'number') FILTER (WHERE t.kind IN ('attendee_registered',
                                                           'attendee_erased')) AS number,
         min((t.body ->> 'at')::bigint) FILTER (WHERE t.kind IN ('attendee_registered',
                                                                 'attendee_erased')) AS at,
         bool_or(t.kind = 'attendee_cancelled'
                 OR t.kind = 'attendee_erased' AND (t.body ->> 'cancelled') = 'true') AS cancelled,
         bool_or(t.kind = 'attendee_erased') AS erased
  FROM hub.told AS t CROSS JOIN empty AS e
  WHERE t.subject <> 0 AND t.meeting <> ''
    AND t.kind IN ('attendee_registered', 'attendee_edited', 'attendee_cancelled',
                   'attendee_erased')
  GROUP BY t.meeting, t.subject
)
SELECT f.meeting, f.attendee, f.number,
       f.details ->> 'given' AS given_name, f.details ->> 'family' AS family_name,
       f.details ->> 'town' AS town, f.details ->> 'country' AS country,
       f.details ->> 'kind' AS kind, f.details ->> 'partner' AS partner,
       f.details ->> 'organisation' AS organisation, f.details ->> 'email' AS email,
       f.details ->> 'gender' AS gender, f.details ->> 'sessions' AS sessions,
       f.details ->> 'language' AS language,
       CASE WHEN f.cancelled THEN 'cancelled' ELSE 'registered' END AS status,
       f.erased, to_timestamp(f.at / 1000.0) AS registered_at
FROM folded AS f
WHERE f.number IS NOT NULL
  AND NOT EXISTS (SELECT FROM hub.merged AS m
                  WHERE m.meeting = f.meeting AND m.attendee = f.attendee);

-- Every try; of erased people the ones that stand.
CREATE VIEW hub.v_scans AS
WITH badges AS (
  SELECT meeting, hub.id_of(body ->> 'badge') AS badge, min(subject) AS attendee
  FROM hub.told WHERE kind = 'badge_issued' GROUP BY 1, 2
), undone AS (
  SELECT DISTINCT meeting, body ->> 'nonce' AS nonce FROM hub.told WHERE kind = 'scan_undone'
), tried AS (
  SELECT t.meeting, t.kiosk, t.seq, t.clock, t.body ->> 'checkpoint' AS checkpoint,
         t.body ->> 'direction' AS direction, t.body ->> 'verdict' AS verdict,
         (t.body ->> 'at')::bigint AS at, t.body ->> 'nonce' AS nonce,
         coalesce((t.body ->> 'forced')::boolean, false) AS forced,
         hub.id_of(t.body ->> 'attendee') AS attendee, hub.id_of(t.body ->> 'badge') AS badge
  FROM hub.told AS t WHERE t.kind = 'scan_tried'
  UNION ALL
  SELECT t.meeting, hub.id_of(v ->> 'kiosk'), (v ->> 'seq')::bigint, (v ->> 'clock')::bigint,
         v ->> 'checkpoint', v ->> 'direction',
         CASE v ->> 'direction' WHEN 'out' THEN 'exited' ELSE 'admitted' END,
         (v ->> 'at')::bigint, NULL, false, t.subject, NULL
  FROM hub.told AS t, LATERAL jsonb_array_elements(
         CASE jsonb_typeof(t.body -> 'visits') WHEN 'array' THEN t.body -> 'visits'
                                               ELSE '[]' END) AS v
  WHERE t.kind = 'attendee_erased'
), whose AS (
  SELECT s.*, coalesce(s.attendee, b.attendee) AS person
  FROM tried AS s LEFT JOIN badges AS b ON b.meeting = s.meeting AND b.badge = s.badge
)
SELECT w.meeting, to_timestamp(w.at / 1000.0) AS at, w.checkpoint, w.direction, w.verdict,
       u.nonce IS NOT NULL AND w.verdict IN ('admitted', 'exited') AS undone, w.forced,
       k.letter AS kiosk, coalesce(m.stays, w.person) AS attendee, w.kiosk AS kiosk_id, w.seq
FROM whose AS w
     LEFT JOIN hub.kiosks AS k ON k.kiosk = w.kiosk
     LEFT JOIN undone AS u ON u.meeting = w.meeting AND u.nonce = w.nonce
     LEFT JOIN hub.merged AS m ON m.meeting = w.meeting AND m.attendee = w.person;

CREATE VIEW hub.v_attendance AS
SELECT s.meeting, s.at, s.checkpoint, s.direction, s.kiosk, s.forced, a.number, a.given_name,
       a.family_name, a.town, a.country, a.kind, a.partner, a.organisation, s.attendee
FROM hub.v_scans AS s
     LEFT JOIN hub.v_attendees AS a ON a.meeting = s.meeting AND a.attendee = s.attendee
WHERE s.verdict IN ('admitted', 'exited') AND NOT s.undone;

-- People, not scans: cancelled ones are no longer registered, and who was there was there.
CREATE VIEW hub.v_counts AS
WITH present AS (
  SELECT DISTINCT meeting, attendee FROM hub.v_scans
  WHERE verdict = 'admitted' AND NOT undone AND attendee IS NOT NULL
)
SELECT a.meeting, d.dimension, d.key, count(*) FILTER (WHERE a.status = 'registered') AS registered,
       count(p.attendee) AS present
FROM hub.v_attendees AS a
     LEFT JOIN present AS p ON p.meeting = a.meeting AND p.attendee = a.attendee
     CROSS JOIN LATERAL (VALUES ('total', ''), ('country', a.country), ('town', a.town),
                                ('partner', a.partner), ('kind', a.kind), ('gender', a.gender))
       AS d (dimension, key)
GROUP BY a.meeting, d.dimension, d.key;

-- Two entries of one person at one checkpoint, by different kiosks, with no leaving in between.
-- Whether the checkpoint's policy allows that stands in the meeting's file: `kioskctl conflicts`
-- reads it, this does not.
CREATE VIEW hub.v_conflicts AS
WITH moves AS (
  SELECT s.*, lag(s.direction) OVER person AS direction_before, lag(s.at) OVER person AS at_before,
         lag(s.kiosk) OVER person AS kiosk_before, lag(s.kiosk_id) OVER person AS kiosk_id_before
  FROM hub.v_scans AS s
  WHERE s.verdict IN ('admitted', 'exited') AND NOT s.undone AND NOT s.forced
    AND s.attendee IS NOT NULL
  WINDOW person AS (PARTITION BY s.meeting, s.checkpoint, s.attendee
                    ORDER BY s.at, s.kiosk_id, s.seq)
)
SELECT m.meeting, m.checkpoint, a.number, m.attendee, m.at_before AS first_at,
       m.kiosk_before AS first_kiosk, m.at AS second_at, m.kiosk AS second_kiosk
FROM moves AS m
     LEFT JOIN hub.v_attendees AS a ON a.meeting = m.meeting AND a.attendee = m.attendee
WHERE m.direction = 'in' AND m.direction_before = 'in' AND m.kiosk_id <> m.kiosk_id_before;

-- How far each kiosk is, for whoever looks after the hub.
CREATE VIEW hub.v_kiosks AS
SELECT m.meeting, k.letter, m.letter IS NULL AS goes_on_elsewhere, k.seq AS rows, k.joined_at,
       k.seen_at, k.refused_after IS NOT NULL AS left_out
FROM hub.members AS m JOIN hub.kiosks AS k USING (kiosk);

REVOKE ALL ON hub.told, hub.merged FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION hub.overlay(jsonb) FROM PUBLIC;
GRANT SELECT ON hub.v_attendees, hub.v_scans, hub.v_attendance, hub.v_counts, hub.v_conflicts,
  hub.v_kiosks TO kiosk_hub_reader;
-- Functions in a view run as whoever asks.
GRANT EXECUTE ON FUNCTION hub.body_of(text), hub.id_of(text), hub.overlay(jsonb)
  TO kiosk_hub_reader;
