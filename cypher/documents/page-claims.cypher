// All claims in the order of their ids, a page at a time.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (c:Claim)
WHERE c.id > $after
RETURN c.id AS cursor, properties(c) AS properties
ORDER BY cursor
LIMIT $limit
