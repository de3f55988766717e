// Creates declared relations as another graph holds them.
// Parameters: $rows, a list of {id, properties}, at most 5,000.
UNWIND $rows AS row
MERGE (r:Relation {id: row.id})
SET r = row.properties
