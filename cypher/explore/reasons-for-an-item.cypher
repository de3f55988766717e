// By which entities would a work be recommended to a user? Each row is an entity that the work shares with works the
// user likes; the fewer works an entity has, the more it says.
// Parameters: $user; $item; $limit.
:param user => 'u026'
:param item => 'film:2001-a-space-odyssey'
:param limit => 10
MATCH (target:Item {id: $item})-[]->(entity:Entity)
WITH DISTINCT entity.id AS id, entity.label AS entity, entity.kind AS kind
MATCH (any:Item)-[]->(entityNode:Entity {id: id})
WITH id, entity, kind, count(DISTINCT any.id) AS works
MATCH (me:User {id: $user})-[event:INTERACTED]->(liked:Item)-[]->(entityNode:Entity {id: id})
WHERE event.strength >= 0.5 AND liked.id <> $item
WITH id, entity, kind, works, liked.id AS likedId, liked.title AS title
ORDER BY id, title, likedId
WITH id, entity, kind, works, collect(DISTINCT title) AS titles
RETURN entity, kind, works, size(titles) AS liked, titles[0..3] AS suchAs,
       round(1000.0 * size(titles) / works) / 1000 AS weight
ORDER BY weight DESC, id
LIMIT $limit;
