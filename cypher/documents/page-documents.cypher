// All documents in the order of their ids with the number of facts that they state, a page at a time.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (d:Document)
WHERE d.id > $after
WITH d
ORDER BY d.id
LIMIT $limit
OPTIONAL MATCH (d)-[s:STATES]->(:Claim)
WITH d.id AS cursor, properties(d) AS properties, count(s) AS facts
RETURN cursor, properties, facts
ORDER BY cursor
LIMIT $limit
