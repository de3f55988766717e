// Everything that the edges from the given nodes to one label say; one row an edge.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (s:<SUBJECT> {id: id})-[r]->(o:<OBJECT>)
RETURN s.id AS subject, type(r) AS relation, o.id AS object, properties(r) AS properties
