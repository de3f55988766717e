// The documents about one node in the order of their ids with the number of facts that they state, a page at a time.
// Parameters: $about, a node such as 'Item/dune'; $after, the last id of the page before ('' at first); $limit.
MATCH (d:Document {about: $about})
WHERE d.id > $after
OPTIONAL MATCH (d)-[s:STATES]->(:Claim)
WITH d.id AS cursor, properties(d) AS properties, count(s) AS facts
RETURN cursor, properties, facts
ORDER BY cursor
LIMIT $limit
