// How are two works connected? First the entities that both have, then the ways over another work that shares an
// entity with each. What few works share says more than what hundreds share, so those ways stand first, and entities
// with more than $mostWorks works are passed over.
// Parameters: $from; $to; $mostWorks; $limit.
:param from => 'film:blade-runner'
:param to => 'book:neuromancer'
:param mostWorks => 40
:param limit => 8
MATCH (a:Item {id: $from})-[]->(x:Entity)
WITH DISTINCT x.id AS id
MATCH (b:Item {id: $to})-[]->(x:Entity {id: id})
WITH DISTINCT id, x.label AS label
MATCH (any:Item)-[]->(x:Entity {id: id})
WITH id, label, count(DISTINCT any.id) AS works
RETURN label AS entity, null AS work, null AS nextEntity, works AS worksOfEntity, null AS worksOfNext
ORDER BY worksOfEntity, id
LIMIT $limit
UNION ALL
MATCH (b:Item {id: $to})-[]->(y:Entity)
WITH collect(DISTINCT y.id) AS ends
MATCH (a:Item {id: $from})-[]->(x:Entity)
WITH DISTINCT ends, x.id AS first, x.label AS entity
MATCH (any:Item)-[]->(x:Entity {id: first})
WITH ends, first, entity, count(DISTINCT any.id) AS worksOfEntity
WHERE worksOfEntity <= $mostWorks
MATCH (m:Item)-[]->(x:Entity {id: first})
WHERE m.id <> $from AND m.id <> $to
WITH ends, first, entity, worksOfEntity, m.id AS middle, m.title AS work
MATCH (m:Item {id: middle})-[]->(y:Entity)
WHERE y.id IN ends AND y.id <> first
WITH DISTINCT first, entity, worksOfEntity, middle, work, y.id AS second, y.label AS nextEntity
WITH second, nextEntity, collect({id: first, label: entity, works: worksOfEntity, middle: middle, title: work}) AS ways
MATCH (any:Item)-[]->(y:Entity {id: second})
WITH second, nextEntity, ways, count(DISTINCT any.id) AS worksOfNext
WHERE worksOfNext <= $mostWorks
UNWIND ways AS way
WITH way.label AS entity, way.title AS work, nextEntity, way.works AS worksOfEntity, worksOfNext, way.id AS first,
     way.middle AS middle, second
RETURN entity, work, nextEntity, worksOfEntity, worksOfNext
ORDER BY worksOfEntity * worksOfNext, first, middle, second
LIMIT $limit;
