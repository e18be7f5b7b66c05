-- Empties every derived table; the journal then fills them again.
DELETE FROM print_jobs;
DELETE FROM counters;
DELETE FROM scans;
DELETE FROM badges;
DELETE FROM numbers;
DELETE FROM search_index;
DELETE FROM merges;
DELETE FROM attendees;
DELETE FROM offsets;
DELETE FROM meetings;
DELETE FROM enrolments;
DELETE FROM left_out;
DELETE FROM settled;
