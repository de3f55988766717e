// Notes which claims documents state, and where.
// Parameters: $rows, a list of {document, claim, properties}, at most 5,000.
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
MATCH (c:Claim {id: row.claim})
CREATE (d)-[s:STATES]->(c)
SET s = row.properties
