-- What kiosks share. Whoever applies this owns it; kiosks reach it only through the rights at the
-- end. Failures that a kiosk can tell apart have a code of class KH.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'kiosk_hub_kiosk') THEN
    CREATE ROLE kiosk_hub_kiosk NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'kiosk_hub_reader') THEN
    CREATE ROLE kiosk_hub_reader NOLOGIN;
  END IF;
END $$;

-- `meeting` '' holds the rows that belong to none; kiosks that share a meeting share those too.
CREATE TABLE hub.meetings (
  id       integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  meeting  text PRIMARY KEY CHECK (meeting ~ '^[a-z0-9-]{0,100}$'),
  added_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Which meetings a login role shares.
CREATE TABLE hub.access (
  role    name NOT NULL,
  meeting text NOT NULL REFERENCES hub.meetings,
  PRIMARY KEY (role, meeting)
);

-- `seq` and `head` are number and hash of the last row held. `refused_after`: left out, its later
-- rows are not taken. `successor`: the kiosk that was restored from a backup of this one.
CREATE TABLE hub.kiosks (
  kiosk         bigint PRIMARY KEY CHECK (kiosk <> 0),
  letter        text NOT NULL CHECK (letter ~ '^[A-Z][A-Z0-9]{0,3}$'),
  seq           bigint NOT NULL DEFAULT 0,
  head          bytea,
  joined_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  refused_after bigint,
  successor     bigint REFERENCES hub.kiosks
);

-- A letter stands on badges, so within a meeting it belongs to one kiosk for good, or to the one
-- restored from its backup.
CREATE TABLE hub.members (
  meeting text NOT NULL REFERENCES hub.meetings,
  kiosk   bigint NOT NULL REFERENCES hub.kiosks,
  letter  text,
  PRIMARY KEY (meeting, kiosk),
  UNIQUE (meeting, letter)
);
CREATE INDEX ON hub.members (kiosk);

-- In which meetings a kiosk's rows are, and how far: pulling looks at no other partition.
CREATE TABLE hub.reach (
  kiosk   bigint NOT NULL REFERENCES hub.kiosks,
  meeting text NOT NULL REFERENCES hub.meetings,
  seq     bigint NOT NULL,
  PRIMARY KEY (kiosk, meeting)
);

-- db/journal.h says what the hashes cover. Erased rows have neither body nor salt.
CREATE TABLE hub.journal (
  kiosk     bigint NOT NULL,
  seq       bigint NOT NULL CHECK (seq > 0),
  clock     bigint NOT NULL,
  subject   bigint NOT NULL,
  meeting   text NOT NULL,
  kind      text NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  body      text CHECK (octet_length(body) <= 4194304),
  salt      bytea CHECK (octet_length(salt) = 16),
  body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
  hash      bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (meeting, kiosk, seq),
  CHECK ((body IS NULL) = (salt IS NULL))
) PARTITION BY LIST (meeting);

-- Whose rows are to have no content, here and in whatever arrives later; as db/arrivals.h has it.
-- `whole`: erased; rows earlier than that, and all that say who it is. Else registered anew without
-- what is no longer kept: what was told before.
CREATE TABLE hub.erased (
  meeting text NOT NULL,
  subject bigint NOT NULL,
  whole   boolean NOT NULL,
  clock   bigint NOT NULL,
  PRIMARY KEY (meeting, subject, whole)
);

CREATE FUNCTION hub.loses_body(by hub.erased, kind text, clock bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN by.whole THEN
    kind IN ('attendee_registered', 'attendee_edited', 'attendee_cancelled')
    OR clock < by.clock AND kind NOT IN ('attendee_erased', 'attendees_merged')
  ELSE kind IN ('attendee_registered', 'attendee_edited') AND clock < by.clock END
$$;

-- A meeting's own partition: it is vacuumed, moved to another disk and given up by itself.
CREATE FUNCTION hub.add_meeting(wanted text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE number integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('hub.meetings'));
  IF EXISTS (SELECT FROM hub.meetings WHERE meeting = wanted) THEN RETURN; END IF;
  INSERT INTO hub.meetings (meeting) VALUES (wanted) RETURNING id INTO number;
  EXECUTE format('CREATE TABLE hub.%I PARTITION OF hub.journal FOR VALUES IN (%L)',
                 'journal_' || number, wanted);
END $$;

CREATE FUNCTION hub.grant_meeting(to_role name, wanted text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM hub.add_meeting(wanted);
  INSERT INTO hub.access (role, meeting) VALUES (to_role, wanted) ON CONFLICT DO NOTHING;
END $$;

-- `verifier` is what PostgreSQL keeps of a password; the password itself is never sent.
CREATE FUNCTION hub.add_login(wanted name, verifier text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE kiosk_hub_kiosk', wanted, verifier);
END $$;

-- 13 characters of Crockford base32 to the 64 bits they stand for; NULL for anything else.
CREATE FUNCTION hub.id_of(written text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  bits bigint := 0;
  value integer;
BEGIN
  IF written IS NULL OR length(written) <> 13 THEN RETURN NULL; END IF;
  FOR i IN 1..13 LOOP
    value := strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(written, i, 1)) - 1;
    IF value < 0 THEN RETURN NULL; END IF;
    bits := (bits << 5) | value;
  END LOOP;
  RETURN bits;
END $$;

-- NULL for what is no document; a body of one row must not stop a query about the others.
CREATE FUNCTION hub.body_of(body text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN body::jsonb;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  RETURN NULL;
END $$;

-- The one way that content goes: of those whom an `attendee_erased` row names, with their badges,
-- and of what a retention run had registered anew.
CREATE FUNCTION hub.erase(of_meeting text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  INSERT INTO hub.erased AS e (meeting, subject, whole, clock)
  SELECT of_meeting, said.subject, true, max(told.clock)
  FROM (SELECT j.subject, j.clock, hub.body_of(j.body) AS body FROM hub.journal AS j
        WHERE j.meeting = of_meeting AND j.kind = 'attendee_erased') AS told,
       LATERAL (SELECT told.subject
                UNION SELECT hub.id_of(badge)
                FROM jsonb_array_elements_text(
                       CASE jsonb_typeof(told.body -> 'badges')
                         WHEN 'array' THEN told.body -> 'badges' ELSE '[]' END) AS badge) AS said
  WHERE said.subject IS NOT NULL AND said.subject <> 0
  GROUP BY said.subject
  UNION ALL
  SELECT of_meeting, r.subject, false, max(r.clock) FROM hub.journal AS r
  WHERE r.meeting = of_meeting AND r.kind = 'attendee_registered'
    AND EXISTS (SELECT FROM hub.journal AS run
                WHERE run.meeting = of_meeting AND run.kind = 'retention_run')
  GROUP BY r.subject HAVING count(*) > 1
  ON CONFLICT (meeting, subject, whole) DO UPDATE SET clock = excluded.clock
  WHERE e.clock < excluded.clock;
  UPDATE hub.journal AS j SET body = NULL, salt = NULL
  FROM hub.erased AS e
  WHERE e.meeting = of_meeting AND j.subject = e.subject AND j.meeting IN (of_meeting, '')
    AND j.body IS NOT NULL AND hub.loses_body(e, j.kind, j.clock);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

-- After each COPY or INSERT: the rows go on where each kiosk's end, belong to meetings that the
-- login shares, and those of erased people lose their content. Else nothing of them is kept. A
-- kiosk's row stays locked until the commit, so two connections cannot interleave in it, and a row
-- is never to be seen before the one it follows.
CREATE FUNCTION hub.take_arrivals() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  part record;
  held hub.kiosks;
BEGIN
  FOR part IN
    SELECT kiosk, min(seq) AS first, max(seq) AS last, count(DISTINCT seq) AS numbers,
           count(*) AS rows
    FROM fresh GROUP BY kiosk ORDER BY kiosk
  LOOP
    SELECT * INTO held FROM hub.kiosks WHERE kiosk = part.kiosk FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a kiosk that never joined' USING ERRCODE = 'KH001';
    END IF;
    IF part.first <> held.seq + 1 OR part.numbers <> part.rows
       OR part.rows <> part.last - part.first + 1 THEN
      RAISE EXCEPTION 'kiosk %: row % follows, and rows % to % came', held.letter, held.seq + 1,
        part.first, part.last USING ERRCODE = 'KH002';
    END IF;
    IF part.last > held.refused_after THEN
      RAISE EXCEPTION 'kiosk % was left out', held.letter USING ERRCODE = 'KH003';
    END IF;
    UPDATE hub.kiosks SET seq = part.last, seen_at = clock_timestamp(),
      head = (SELECT f.hash FROM fresh AS f WHERE f.kiosk = part.kiosk AND f.seq = part.last)
    WHERE kiosk = part.kiosk;
  END LOOP;

  FOR part IN
    SELECT f.meeting, m.id, array_agg(DISTINCT f.kiosk) AS kiosks,
           bool_or(f.kind IN ('attendee_erased', 'retention_run')) AS erases,
           bool_or(f.kind = 'kiosk_left_out') AS leaves_out
    FROM fresh AS f LEFT JOIN hub.meetings AS m USING (meeting)
    GROUP BY f.meeting, m.id ORDER BY f.meeting
  LOOP
    IF part.meeting <> '' AND NOT EXISTS (
         SELECT FROM hub.access WHERE role = session_user AND meeting = part.meeting) THEN
      RAISE EXCEPTION 'this login does not share the meeting %', part.meeting
        USING ERRCODE = 'KH004';
    END IF;
    INSERT INTO hub.reach AS r (kiosk, meeting, seq)
    SELECT f.kiosk, f.meeting, max(f.seq) FROM fresh AS f WHERE f.meeting = part.meeting
    GROUP BY f.kiosk, f.meeting ORDER BY f.kiosk
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

  IF EXISTS (SELECT FROM fresh AS f JOIN hub.erased AS e
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

CREATE TRIGGER take_arrivals AFTER INSERT ON hub.journal REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION hub.take_arrivals();

-- What a kiosk may call. `session_user` is who logged in, whatever was set since.

CREATE FUNCTION hub.my_meetings() RETURNS TABLE (meeting text, channel text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.meeting, 'hub_' || m.id FROM hub.access AS a JOIN hub.meetings AS m USING (meeting)
  WHERE a.role = session_user ORDER BY a.meeting
$$;

-- Kiosks of the meetings that the login shares.
CREATE FUNCTION hub.marks() RETURNS TABLE (kiosk bigint, letter text, seq bigint, head bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.kiosk, k.letter, k.seq, k.head FROM hub.kiosks AS k
  WHERE k.kiosk IN (SELECT m.kiosk FROM hub.members AS m JOIN hub.access AS a USING (meeting)
                    WHERE a.role = session_user)
$$;

-- Makes a kiosk known in each meeting of the login. `after`: the kiosks that its data was restored
-- from, whose letter it goes on with.
CREATE FUNCTION hub.join(wanted bigint, wanted_letter text, after bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known hub.kiosks;
  shared record;
BEGIN
  INSERT INTO hub.kiosks (kiosk, letter) VALUES (wanted, wanted_letter) ON CONFLICT DO NOTHING;
  SELECT * INTO known FROM hub.kiosks WHERE kiosk = wanted FOR UPDATE;
  IF known.letter <> wanted_letter THEN
    RAISE EXCEPTION 'the letter % is another kiosk''s', wanted_letter USING ERRCODE = 'KH005';
  END IF;
  IF known.successor IS NOT NULL THEN
    RAISE EXCEPTION 'kiosk % goes on elsewhere, from a backup', known.letter
      USING ERRCODE = 'KH006';
  END IF;
  IF known.refused_after IS NOT NULL THEN
    RAISE EXCEPTION 'kiosk % was left out', known.letter USING ERRCODE = 'KH003';
  END IF;
  IF NOT EXISTS (SELECT FROM hub.access WHERE role = session_user) THEN
    RAISE EXCEPTION 'this login shares no meeting' USING ERRCODE = 'KH004';
  END IF;
  FOR shared IN SELECT meeting FROM hub.access WHERE role = session_user ORDER BY meeting LOOP
    UPDATE hub.members SET letter = NULL
    WHERE meeting = shared.meeting AND kiosk = ANY (after) AND letter = wanted_letter
      AND kiosk <> wanted;
    IF FOUND THEN
      UPDATE hub.kiosks SET successor = wanted
      WHERE kiosk = ANY (after) AND kiosk <> wanted AND letter = wanted_letter;
    END IF;
    IF EXISTS (SELECT FROM hub.members AS m WHERE m.meeting = shared.meeting
               AND m.letter = wanted_letter AND m.kiosk <> wanted) THEN
      RAISE EXCEPTION 'the letter % is another kiosk''s at %', wanted_letter, shared.meeting
        USING ERRCODE = 'KH005';
    END IF;
    INSERT INTO hub.members (meeting, kiosk, letter)
    VALUES (shared.meeting, wanted, wanted_letter)
    ON CONFLICT (meeting, kiosk) DO UPDATE SET letter = excluded.letter;
  END LOOP;
  UPDATE hub.kiosks SET seen_at = clock_timestamp() WHERE kiosk = wanted;
END $$;

-- A kiosk whose rows another brings, as after the hub was restored from an older backup.
CREATE FUNCTION hub.bring(wanted bigint, wanted_letter text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO hub.kiosks (kiosk, letter) VALUES (wanted, wanted_letter) ON CONFLICT DO NOTHING;
  INSERT INTO hub.members (meeting, kiosk, letter)
  SELECT meeting, wanted, wanted_letter FROM hub.access WHERE role = session_user
  ON CONFLICT DO NOTHING;
  INSERT INTO hub.members (meeting, kiosk, letter)
  SELECT meeting, wanted, NULL FROM hub.access WHERE role = session_user
  ON CONFLICT DO NOTHING;
END $$;

-- Where to go on with a kiosk's rows; nobody else can until the transaction ends.
CREATE FUNCTION hub.hold(wanted bigint) RETURNS TABLE (seq bigint, head bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.seq, k.head FROM hub.kiosks AS k
  WHERE k.kiosk = wanted
    AND k.kiosk IN (SELECT m.kiosk FROM hub.members AS m JOIN hub.access AS a USING (meeting)
                    WHERE a.role = session_user)
  FOR UPDATE
$$;

-- The rows beyond what somebody holds (`seqs` of `kiosks`), oldest first, so that each kiosk's come
-- in their order. Of meetings that the login does not share it gets what the hash chain needs.
CREATE FUNCTION hub.rows_beyond(kiosks bigint[], seqs bigint[], most integer)
RETURNS SETOF hub.journal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT j.kiosk, j.seq, j.clock, j.subject,
         CASE WHEN shares.it THEN j.meeting ELSE '' END, j.kind,
         CASE WHEN shares.it THEN j.body END, CASE WHEN shares.it THEN j.salt END,
         j.body_hash, j.hash
  FROM unnest(kiosks, seqs) AS held (kiosk, seq)
       JOIN hub.reach AS r ON r.kiosk = held.kiosk AND r.seq > held.seq
       CROSS JOIN LATERAL (
         SELECT r.meeting = '' OR EXISTS (
           SELECT FROM hub.access AS a WHERE a.role = session_user AND a.meeting = r.meeting) AS it
       ) AS shares
       CROSS JOIN LATERAL (  -- its own ORDER and LIMIT: one look into one partition's key each
         SELECT * FROM hub.journal AS o
         WHERE o.meeting = r.meeting AND o.kiosk = r.kiosk AND o.seq > held.seq
         ORDER BY o.seq LIMIT most
       ) AS j
  WHERE held.kiosk IN (SELECT m.kiosk FROM hub.members AS m JOIN hub.access AS a USING (meeting)
                       WHERE a.role = session_user)
  ORDER BY j.clock, j.kiosk, j.seq
  LIMIT most
$$;

-- For the owner: the rows that came so far stay, later ones are refused, its letter is never given
-- again.
CREATE FUNCTION hub.leave_out(of_meeting text, wanted_letter text) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE hub.kiosks SET refused_after = seq
  WHERE refused_after IS NULL AND kiosk IN (
    SELECT m.kiosk FROM hub.members AS m
    WHERE m.meeting = of_meeting AND m.letter = wanted_letter)
  RETURNING kiosk
$$;

SELECT hub.add_meeting('');

REVOKE ALL ON ALL TABLES IN SCHEMA hub FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC;
GRANT USAGE ON SCHEMA hub TO kiosk_hub_kiosk, kiosk_hub_reader;
GRANT SELECT ON hub.schema_versions TO kiosk_hub_kiosk, kiosk_hub_reader;
GRANT INSERT ON hub.journal TO kiosk_hub_kiosk;
GRANT EXECUTE ON FUNCTION hub.my_meetings(), hub.marks(), hub.join(bigint, text, bigint[]),
  hub.bring(bigint, text), hub.hold(bigint), hub.rows_beyond(bigint[], bigint[], integer)
  TO kiosk_hub_kiosk;
