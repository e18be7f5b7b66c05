-- What an import needs to know of those who are registered already.

-- name: people_to_match
SELECT id, email, folded_name, town FROM attendees
WHERE meeting = ?1;
