// All edges to the given nodes from nodes of one label, one row a node and relation; the lists run side by side.
// Parameters: $ids, ids of the objects, at most 500.
UNWIND $ids AS id
MATCH (o:<OBJECT> {id: id})<-[r]-(s:<SUBJECT>)
RETURN o.id AS object, type(r) AS relation, collect(s.id) AS subjects, collect(coalesce(r.weight, 1)) AS weights
