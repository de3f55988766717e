// Takes single statements back; their documents and claims stay.
// Parameters: $rows, a list of {document, claim}, at most 5,000.
UNWIND $rows AS row
MATCH (d:Document {id: row.document})-[s:STATES]->(c:Claim {id: row.claim})
DELETE s
