// What do people like best in one scene, compared with what they like anyway? The lift is the item's share of the
// scene's likes divided by its share of all likes: 2 means twice as popular here as elsewhere.
// Parameters: $scene; $leastLikes in the scene, because the lift of a rare item is chance; $limit.
:param scene => 'commute'
:param leastLikes => 8
:param limit => 10
MATCH (:User)-[event:INTERACTED]->(work:Item)
WHERE event.strength >= 0.5
WITH work.id AS id, work.title AS title, count(event) AS likes,
     sum(CASE WHEN event.sceneId = $scene THEN 1 ELSE 0 END) AS here
WITH collect({id: id, title: title, likes: likes, here: here}) AS works, sum(likes) AS allLikes, sum(here) AS allHere
UNWIND works AS work
WITH work.id AS id, work.title AS title, work.likes AS likes, work.here AS here, allLikes, allHere
WHERE here >= $leastLikes
RETURN title, id, here AS likesInScene, likes AS allLikes,
       round(100.0 * here * allLikes / (likes * allHere)) / 100 AS lift
ORDER BY lift DESC, likesInScene DESC, id
LIMIT $limit;
