// Entries of the change feed after a cursor, oldest first. Each is looked up by its number, which is faster than a
// range on the embedded engine; entries that were dropped are left out.
// Parameters: $cursor, the last sequence that was read; $limit.
MATCH (k:Counter {id: 'changes'})
WITH k.value AS newest
UNWIND range($cursor + 1, CASE WHEN newest < $cursor + $limit THEN newest ELSE $cursor + $limit END) AS sequence
MATCH (c:Change {sequence: sequence})
RETURN c.sequence AS sequence, c.kind AS kind, c.ids AS ids, c.at AS at, coalesce(c.commitId, '') AS commitId
ORDER BY sequence
LIMIT $limit
