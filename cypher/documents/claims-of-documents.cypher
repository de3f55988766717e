// The claims that the given documents state; one row a document and claim.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (d:Document {id: id})-[s:STATES]->(c:Claim)
RETURN d.id AS document, c.id AS claim, properties(c) AS properties
