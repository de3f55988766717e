// The nodes of one label that have one of the ids; one row a found id.
// Parameters: $ids, at most 5,000.
UNWIND $ids AS id
MATCH (n:<SUBJECT> {id: id})
RETURN n.id AS id, properties(n) AS properties
