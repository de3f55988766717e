// What is each scene like: how many works suit it, how often it is used, by how many people, and how much by each? A
// scene with many works and few events is one that clients do not recognise.
// Parameters: none.
MATCH (scene:Scene)
OPTIONAL MATCH (scene)<-[:SUITS]-(work:Item)
WITH scene.id AS scene, count(work) AS works
OPTIONAL MATCH (user:User)-[event:INTERACTED]->(:Item)
WHERE event.sceneId = scene
WITH scene, works, count(event) AS events, count(DISTINCT user.id) AS users
RETURN scene, works, events, users, round(10.0 * events / CASE WHEN users = 0 THEN 1 ELSE users END) / 10 AS eventsPerUser
ORDER BY events DESC, scene;
