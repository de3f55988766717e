// Ends a migration.
// Parameters: $id, the digest of the graph that was copied.
MATCH (m:Migration {id: $id})
DELETE m
