// Deletes claims that no document states any more.
// Parameters: $ids, at most 5,000.
UNWIND $ids AS id
MATCH (c:Claim {id: id})
DETACH DELETE c
