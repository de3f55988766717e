// All nodes of one label in the order of their ids, a page at a time.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (n:<SUBJECT>)
WHERE n.id > $after
RETURN n.id AS cursor, properties(n) AS properties
ORDER BY cursor
LIMIT $limit
