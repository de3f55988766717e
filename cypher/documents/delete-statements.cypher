// Forgets what the given documents state; the claims stay until they are deleted by their ids.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (d:Document {id: id})-[s:STATES]->(:Claim)
DELETE s
