-- What an import needs to know of those who are registered already.

-- name: people_to_match
SELECT id, COALESCE(stays, id), given, folded_name, town, email
FROM attendees LEFT JOIN merges ON merges.attendee = attendees.id
WHERE meeting = ?1;

-- Whether somebody, or a registration that was merged into theirs, was made by an id of some list.
-- name: came_with_their_id
SELECT 1 FROM journal
WHERE subject = ?1 AND subject <> 0 AND kind = 'attendee_registered'
  AND json_extract(body, '$.their_id')
UNION ALL
SELECT 1 FROM merges JOIN journal ON journal.subject = merges.attendee
WHERE merges.stays = ?1 AND subject <> 0 AND kind = 'attendee_registered'
  AND json_extract(body, '$.their_id');
