// How well is each domain described? The percentage of its works that have a description, a Chinese title, a year, at
// least $entities entities, a scene, and at least one event.
// Parameters: $entities.
:param entities => 5
MATCH (work:Item)-[:IN_DOMAIN]->(domain:Domain)
OPTIONAL MATCH (work)-[]->(entity:Entity)
WITH work.id AS id, domain.id AS domain, work.description AS description, work.titleZh AS titleZh, work.year AS year,
     count(DISTINCT entity.id) AS entities
MATCH (work:Item {id: id})
OPTIONAL MATCH (work)-[:SUITS]->(scene:Scene)
WITH id, domain, description, titleZh, year, entities, count(scene) AS scenes
MATCH (work:Item {id: id})
OPTIONAL MATCH (work)<-[event:INTERACTED]-(:User)
WITH domain, description, titleZh, year, entities, scenes, count(event) AS events
RETURN domain, count(*) AS works,
       round(100.0 * count(description) / count(*)) AS described,
       round(100.0 * count(titleZh) / count(*)) AS chineseTitle,
       round(100.0 * count(year) / count(*)) AS dated,
       round(100.0 * sum(CASE WHEN entities >= $entities THEN 1 ELSE 0 END) / count(*)) AS connected,
       round(100.0 * sum(CASE WHEN scenes > 0 THEN 1 ELSE 0 END) / count(*)) AS inScenes,
       round(100.0 * sum(CASE WHEN events > 0 THEN 1 ELSE 0 END) / count(*)) AS used
ORDER BY domain;
