// Makes the claims that nobody has stated before.
// Parameters: $rows, a list of {id, properties} (with the same id), at most 5,000.
UNWIND $rows AS row
MERGE (c:Claim {id: row.id})
SET c = row.properties
