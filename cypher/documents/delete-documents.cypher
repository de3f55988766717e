// Deletes documents with what they state; claims that nobody states any more are deleted by their ids.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (d:Document {id: id})
DETACH DELETE d
