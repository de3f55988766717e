// All vectors of images and sounds in the order of their ids, a page at a time. The page is cut before the properties
// are read, which are long.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (v:MediaVector)
WHERE v.id > $after
WITH v
ORDER BY v.id
LIMIT $limit
RETURN v.id AS cursor, properties(v) AS properties
ORDER BY cursor
LIMIT $limit
