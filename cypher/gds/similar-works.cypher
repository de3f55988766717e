// Which works are most alike by what they have in common? Node similarity (Jaccard over the entities of two works) by
// the Graph Data Science library, between works of different domains: the pairs over which tastes travel.
// Parameters: $limit. Needs Neo4j with GDS.
:param limit => 10
CALL gds.graph.drop('isthmus-facts', false) YIELD graphName;
MATCH (work:Item)-[]->(entity:Entity)
WHERE entity.kind <> 'place'
WITH DISTINCT work, entity
RETURN gds.graph.project('isthmus-facts', work, entity).relationshipCount AS relationships;
CALL gds.nodeSimilarity.stream('isthmus-facts', {topK: 10, similarityCutoff: 0.2}) YIELD node1, node2, similarity
WITH gds.util.asNode(node1) AS one, gds.util.asNode(node2) AS other, similarity
WHERE one.id < other.id
MATCH (one)-[:IN_DOMAIN]->(first:Domain), (other)-[:IN_DOMAIN]->(second:Domain)
WHERE first.id <> second.id
WITH one.id AS id, one.title AS work, first.id AS domain, other.id AS otherId, other.title AS otherWork,
     second.id AS otherDomain, round(1000 * similarity) / 1000 AS jaccard
RETURN work, domain, otherWork, otherDomain, jaccard
ORDER BY jaccard DESC, id, otherId
LIMIT $limit;
CALL gds.graph.drop('isthmus-facts', false) YIELD graphName;
