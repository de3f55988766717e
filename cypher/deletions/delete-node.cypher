// Deletes one node with every edge that hangs on it.
// Parameters: $id.
MATCH (n:<SUBJECT> {id: $id})
DETACH DELETE n
