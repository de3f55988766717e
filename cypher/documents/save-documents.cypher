// Keeps what is known about documents; what was known before goes away.
// Parameters: $rows, a list of {id, properties} (with the same id), at most 500.
UNWIND $rows AS row
MERGE (d:Document {id: row.id})
SET d = row.properties
