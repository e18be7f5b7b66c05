-- What an import needs to know of those who are registered already.

-- name: people_to_match
SELECT id, email, folded_name, town FROM attendees
WHERE meeting = ?1;

-- name: people_to_index
SELECT id, folded_name, email FROM attendees
WHERE meeting = ?1 AND folded_name <> '' AND id NOT IN (SELECT attendee FROM merges);
