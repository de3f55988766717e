// The documents with the given ids that have been read; one row a found document.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN d.id AS id, properties(d) AS properties
