// Edges to the given nodes from nodes of one label, the heaviest first, at most $perNode a node; one row a node.
// Parameters: $ids, at most 500; $perNode.
UNWIND $ids AS id
MATCH (o:<OBJECT> {id: id})<-[r]-(s:<SUBJECT>)
WITH o.id AS node, type(r) AS relation, s.id AS other, coalesce(s.title, s.label) AS label,
     coalesce(s.titleZh, s.labelZh) AS labelZh, coalesce(r.weight, 1) AS weight, r.source AS source
ORDER BY node, weight DESC, relation, other
WITH node, collect({relation: relation, other: other, label: label, labelZh: labelZh, weight: weight, source: source}) AS edges
RETURN node, edges[0..$perNode] AS edges
