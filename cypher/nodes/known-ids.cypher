// Which of the ids name a node of the label; one row a found id.
// Parameters: $ids, at most 5,000.
UNWIND $ids AS id
MATCH (n:<SUBJECT> {id: id})
RETURN n.id AS id
