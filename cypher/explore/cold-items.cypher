// Which works has hardly anybody used, and can the graph recommend them all the same? A cold work with many entities
// is reached by the knowledge walk; one with few needs facts before anybody will see it.
// Parameters: $mostEvents that a cold work has; $limit.
:param mostEvents => 1
:param limit => 10
MATCH (work:Item)-[:IN_DOMAIN]->(domain:Domain)
OPTIONAL MATCH (work)<-[event:INTERACTED]-(:User)
WITH work.id AS id, work.title AS title, domain.id AS domain, count(event) AS events
WHERE events <= $mostEvents
MATCH (work:Item {id: id})
OPTIONAL MATCH (work)-[]->(entity:Entity)
WITH id, title, domain, events, count(DISTINCT entity.id) AS entities
RETURN title, id, domain, events, entities
ORDER BY entities, id
LIMIT $limit;
