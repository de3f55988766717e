// Edges from the given nodes to nodes of one label, the heaviest first, at most $perNode a node; one row a node.
// Parameters: $ids, at most 500; $perNode.
UNWIND $ids AS id
MATCH (s:<SUBJECT> {id: id})-[r]->(o:<OBJECT>)
WITH s.id AS node, type(r) AS relation, o.id AS other, coalesce(o.title, o.label) AS label,
     coalesce(o.titleZh, o.labelZh) AS labelZh, coalesce(r.weight, 1) AS weight, r.source AS source
ORDER BY node, weight DESC, relation, other
WITH node, collect({relation: relation, other: other, label: label, labelZh: labelZh, weight: weight, source: source}) AS edges
RETURN node, edges[0..$perNode] AS edges
