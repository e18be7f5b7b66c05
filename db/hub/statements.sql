-- Named statements for the hub, as in db/local; parameters are $1, $2, …

-- name: hub_begin
CREATE SCHEMA IF NOT EXISTS hub;

-- name: hub_close_to_others
REVOKE ALL ON SCHEMA hub FROM PUBLIC;

-- name: hub_keep_versions
CREATE TABLE IF NOT EXISTS hub.schema_versions (
  version    integer PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One at a time.
-- name: hub_lock
SELECT pg_advisory_xact_lock(hashtext('hub.schema_versions'));

-- name: hub_is_there
SELECT to_regclass('hub.schema_versions') IS NOT NULL;

-- name: hub_version
SELECT coalesce(max(version), 0) FROM hub.schema_versions;

-- name: hub_note_version
INSERT INTO hub.schema_versions (version) VALUES ($1);

-- name: hub_role_exists
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1);

-- name: hub_add_login
SELECT hub.add_login($1, $2);

-- name: hub_grant_meeting
SELECT hub.grant_meeting($1, $2);

-- name: hub_leave_out
SELECT hub.leave_out($1, $2);

-- name: hub_size
SELECT (SELECT coalesce(sum(seq), 0) FROM hub.kiosks)::bigint,
       (SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0)
        FROM pg_inherits WHERE inhparent = 'hub.journal'::regclass)::bigint,
       pg_database_size(current_database()),
       (SELECT count(*) FROM hub.meetings WHERE meeting !~ '^(simulation-.*)?$');

-- name: hub_clock
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint;

-- name: hub_my_meetings
SELECT meeting, channel FROM hub.my_meetings();

-- name: hub_marks
SELECT kiosk, letter, seq, head FROM hub.marks();

-- name: hub_join
SELECT hub.join($1, $2, $3);

-- name: hub_bring
SELECT hub.bring($1, $2);

-- name: hub_hold
SELECT seq, head FROM hub.hold($1);

-- Read through a cursor, a batch at a time.
-- name: hub_rows_beyond
DECLARE rows NO SCROLL CURSOR FOR
SELECT kiosk, seq, clock, subject, meeting, kind, body, salt, body_hash, hash
FROM hub.rows_beyond($1, $2, $3);

-- name: hub_fetch
FETCH FORWARD $1 FROM rows;

-- A statement of this connection that hangs is ended on the hub as well.
-- name: hub_patience
SET statement_timeout = '55s';

-- name: hub_lock_patience
SET LOCAL lock_timeout = '10s';
