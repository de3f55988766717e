// The same without the numbers: which vectors there are, and by which encoder.
// Parameters: $after, the last id of the page before ('' at first); $limit, rows a page.
MATCH (v:MediaVector)
WHERE v.id > $after
RETURN v.id AS cursor, v.item AS item, v.medium AS medium, v.encoder AS encoder
ORDER BY cursor
LIMIT $limit
