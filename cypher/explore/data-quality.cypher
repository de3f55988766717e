// What is missing or out of place? One row a check, with how many nodes or edges fail it and how many there are.
// Parameters: none.
MATCH (work:Item)
OPTIONAL MATCH (work)-[:IN_DOMAIN]->(domain:Domain)
WITH work.id AS id, count(domain) AS domains
RETURN 'works without a domain' AS check, sum(CASE WHEN domains = 0 THEN 1 ELSE 0 END) AS failed, count(*) AS checked
UNION ALL
MATCH (work:Item)
RETURN 'works without a description' AS check, count(*) - count(work.description) AS failed, count(*) AS checked
UNION ALL
MATCH (entity:Entity)
RETURN 'entities without a Chinese label' AS check, count(*) - count(entity.labelZh) AS failed, count(*) AS checked
UNION ALL
MATCH (:User)-[event:INTERACTED]->(:Item)
RETURN 'events without a time' AS check, count(*) - count(event.at) AS failed, count(*) AS checked
UNION ALL
MATCH (:User)-[event:INTERACTED]->(:Item)
RETURN 'events without a scene' AS check, count(*) - count(event.sceneId) AS failed, count(*) AS checked
UNION ALL
MATCH (:User)-[event:INTERACTED]->(:Item)
WITH count(event) AS checked, sum(CASE WHEN event.kind = 'rate' AND event.value IS NULL THEN 1 ELSE 0 END) AS failed
RETURN 'ratings without a value' AS check, failed, checked
UNION ALL
MATCH (user:User)
OPTIONAL MATCH (user)-[event:INTERACTED]->(:Item)
WITH user.id AS id, count(event) AS events
RETURN 'users without an event' AS check, sum(CASE WHEN events = 0 THEN 1 ELSE 0 END) AS failed, count(*) AS checked;
