// What a user likes to take in one scene: the strengths of the events there, summed over each liked item.
// Parameters: $id of the user; $sceneId; $limit.
MATCH (u:User {id: $id})-[e:INTERACTED]->(i:Item)
WITH i.id AS item, e.sceneId AS scene, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH item, collect(strength) AS strengths, sum(CASE WHEN scene = $sceneId THEN strength ELSE 0 END) AS score
WHERE strengths[0] > 0 AND score > 0
RETURN item, score
ORDER BY score DESC, item
LIMIT $limit
