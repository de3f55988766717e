// Which entities join nothing, because fewer than two works have them? They cost room and never make a path; many of
// one kind point to names that were written in different ways.
// Parameters: none.
MATCH (entity:Entity)
OPTIONAL MATCH (entity)<-[]-(work:Item)
WITH entity.id AS id, entity.kind AS kind, entity.label AS label, count(DISTINCT work.id) AS works
ORDER BY id
WITH kind, count(*) AS entities, sum(CASE WHEN works < 2 THEN 1 ELSE 0 END) AS orphans,
     collect(CASE WHEN works < 2 THEN label END) AS labels
RETURN kind, entities, orphans, round(100.0 * orphans / entities) AS percent, labels[0..3] AS suchAs
ORDER BY orphans DESC, kind;
