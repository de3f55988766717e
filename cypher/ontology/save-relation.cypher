// Keeps a declared relation, so that the ontology can be rebuilt when the store is opened.
// Parameters: $id, $properties (with the same id).
MERGE (r:Relation {id: $id})
SET r = $properties
