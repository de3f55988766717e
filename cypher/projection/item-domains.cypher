// The domain of every item, a page at a time.
// Parameters: $after, the last item id of the page before ('' at first); $limit, rows a page.
MATCH (i:Item)-[:IN_DOMAIN]->(d:Domain)
WHERE i.id > $after
RETURN i.id AS cursor, d.id AS domain
ORDER BY cursor
LIMIT $limit
