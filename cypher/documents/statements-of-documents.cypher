// Which claims the given documents state, and where; one row a statement.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (d:Document {id: id})-[s:STATES]->(c:Claim)
RETURN d.id AS document, c.id AS claim, properties(s) AS properties
