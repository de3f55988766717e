// The sequence of the newest change; one row, 0 when nothing was ever written.
// Parameters: none.
OPTIONAL MATCH (c:Counter {id: 'changes'})
RETURN coalesce(max(c.value), 0) AS sequence
