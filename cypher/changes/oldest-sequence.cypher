// The sequence of the oldest kept change after a cursor; one row, null when there is none.
// Parameters: $cursor.
MATCH (c:Change)
WHERE c.sequence > $cursor
RETURN min(c.sequence) AS sequence
