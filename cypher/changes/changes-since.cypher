// Entries of the change feed after a cursor, oldest first.
// Parameters: $cursor, the last sequence that was read; $limit.
MATCH (c:Change)
WHERE c.sequence > $cursor
RETURN c.sequence AS sequence, c.kind AS kind, c.ids AS ids, c.at AS at
ORDER BY sequence
LIMIT $limit
