// Takes a node's name out of the change feed, so that a deleted user leaves no trace.
// Parameters: $ref, such as 'User/u1'.
MATCH (c:Change)
WHERE $ref IN c.ids
SET c.ids = [ref IN c.ids WHERE ref <> $ref]
