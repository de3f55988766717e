// All merges in the order of the ids of the entities that are gone, a page at a time.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (m:EntityMerge)
WHERE m.id > $after
RETURN m.id AS cursor, properties(m) AS properties
ORDER BY cursor
LIMIT $limit
