// Replaces the properties of known nodes; those that are not given go away.
// Parameters: $rows, a list of {id, properties}, at most 5,000.
UNWIND $rows AS row
MATCH (n:<SUBJECT> {id: row.id})
SET n = row.properties
