// The ids of all nodes of one label in order, a page at a time.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (n:<SUBJECT>)
WHERE n.id > $after
RETURN n.id AS cursor
ORDER BY cursor
LIMIT $limit
