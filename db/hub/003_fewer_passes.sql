-- Goes once through the rows that come instead of six times: what a push costs is mostly this.

CREATE TYPE hub.part AS (
  kiosk bigint, meeting text, first bigint, last bigint, rows bigint, erases boolean,
  leaves_out boolean
);

CREATE OR REPLACE FUNCTION hub.take_arrivals() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parts hub.part[];
  part record;
  held hub.kiosks;
BEGIN
  SELECT array_agg(ROW(p.*)::hub.part) INTO parts FROM (
    SELECT kiosk, meeting, min(seq), max(seq), count(*),
           bool_or(kind IN ('attendee_erased', 'retention_run')),
           bool_or(kind = 'kiosk_left_out')
    FROM fresh GROUP BY kiosk, meeting) AS p;

  FOR part IN
    SELECT kiosk, min(first) AS first, max(last) AS last, sum(rows) AS rows, count(*) AS meetings,
           (array_agg(meeting ORDER BY last DESC))[1] AS meeting
    FROM unnest(parts) GROUP BY kiosk ORDER BY kiosk
  LOOP
    SELECT * INTO held FROM hub.kiosks WHERE kiosk = part.kiosk FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a kiosk that never joined' USING ERRCODE = 'KH001';
    END IF;
    -- Within a meeting the key allows a number once; across meetings it does not say so.
    IF part.first <> held.seq + 1 OR part.rows <> part.last - part.first + 1
       OR part.meetings > 1 AND part.rows <> (
         SELECT count(DISTINCT seq) FROM fresh WHERE kiosk = part.kiosk) THEN
      RAISE EXCEPTION 'kiosk %: row % follows, and rows % to % came', held.letter, held.seq + 1,
        part.first, part.last USING ERRCODE = 'KH002';
    END IF;
    IF part.last > held.refused_after THEN
      RAISE EXCEPTION 'kiosk % was left out', held.letter USING ERRCODE = 'KH003';
    END IF;
    UPDATE hub.kiosks SET seq = part.last, seen_at = clock_timestamp(),
      head = (SELECT j.hash FROM hub.journal AS j
              WHERE j.meeting = part.meeting AND j.kiosk = part.kiosk AND j.seq = part.last)
    WHERE kiosk = part.kiosk;
  END LOOP;

  FOR part IN
    SELECT p.meeting, m.id, array_agg(p.kiosk) AS kiosks, bool_or(p.erases) AS erases,
           bool_or(p.leaves_out) AS leaves_out
    FROM unnest(parts) AS p LEFT JOIN hub.meetings AS m USING (meeting)
    GROUP BY p.meeting, m.id ORDER BY p.meeting
  LOOP
    IF part.meeting <> '' AND NOT EXISTS (
         SELECT FROM hub.access WHERE role = session_user AND meeting = part.meeting) THEN
      RAISE EXCEPTION 'this login does not share the meeting %', part.meeting
        USING ERRCODE = 'KH004';
    END IF;
    INSERT INTO hub.reach AS r (kiosk, meeting, seq)
    SELECT p.kiosk, p.meeting, p.last FROM unnest(parts) AS p WHERE p.meeting = part.meeting
    ORDER BY p.kiosk
    ON CONFLICT (kiosk, meeting) DO UPDATE SET seq = excluded.seq;
    IF part.erases THEN PERFORM hub.erase(part.meeting); END IF;
    IF part.leaves_out THEN
      UPDATE hub.kiosks AS k SET refused_after = greatest(k.refused_after, said.last)
      FROM (SELECT hub.id_of(b.body ->> 'kiosk') AS kiosk,
                   greatest(0, (b.body ->> 'last')::numeric)::bigint AS last
            FROM fresh AS f, LATERAL (SELECT hub.body_of(f.body) AS body) AS b
            WHERE f.meeting = part.meeting AND f.kind = 'kiosk_left_out'
              AND jsonb_typeof(b.body -> 'last') = 'number') AS said
      WHERE k.kiosk = said.kiosk;
    END IF;
    PERFORM pg_notify('hub_' || part.id, kiosk::text) FROM unnest(part.kiosks) AS kiosk;
  END LOOP;

  IF EXISTS (SELECT FROM hub.erased) AND EXISTS (
       SELECT FROM fresh AS f JOIN hub.erased AS e
         ON e.subject = f.subject AND (f.meeting = e.meeting OR f.meeting = '')
       WHERE f.body IS NOT NULL AND hub.loses_body(e, f.kind, f.clock)) THEN
    UPDATE hub.journal AS j SET body = NULL, salt = NULL
    FROM fresh AS f JOIN hub.erased AS e
         ON e.subject = f.subject AND (f.meeting = e.meeting OR f.meeting = '')
    WHERE j.meeting = f.meeting AND j.kiosk = f.kiosk AND j.seq = f.seq AND j.body IS NOT NULL
      AND hub.loses_body(e, j.kind, j.clock);
  END IF;
  RETURN NULL;
END $$;
