// All vectors of images and sounds in the order of their ids, a page at a time.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (v:MediaVector)
WHERE v.id > $after
RETURN v.id AS cursor, properties(v) AS properties
ORDER BY cursor
LIMIT $limit
