// Records that one entity was taken for another, with everything that is needed to part them again.
// Parameters: $id of the entity that is gone, $properties (with the same id).
MERGE (m:EntityMerge {id: $id})
SET m = $properties
