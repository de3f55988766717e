// The documents that state the given claims, and how sure each is; one row a claim and document.
// Parameters: $ids, at most 5,000.
UNWIND $ids AS id
MATCH (d:Document)-[s:STATES]->(c:Claim {id: id})
RETURN c.id AS claim, d.id AS document, s.confidence AS confidence, s.source AS source
