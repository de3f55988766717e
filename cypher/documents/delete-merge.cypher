// Forgets a merge that has been undone.
// Parameters: $id of the entity that was gone.
MATCH (m:EntityMerge {id: $id})
DELETE m
