// All edges from the given nodes to nodes of one label, one row a node and relation; the lists run side by side.
// Parameters: $ids, ids of the subjects, at most 500.
UNWIND $ids AS id
MATCH (s:<SUBJECT> {id: id})-[r]->(o:<OBJECT>)
RETURN s.id AS subject, type(r) AS relation, collect(o.id) AS objects, collect(coalesce(r.weight, 1)) AS weights
