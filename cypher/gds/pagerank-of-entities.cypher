// Which entities matter most in the whole graph of works and entities? PageRank by the Graph Data Science library: an
// entity is important when important works have it. Unlike a count of works it rewards what joins the well connected.
// Parameters: $kinds of entities to show; $limit. Needs Neo4j with GDS.
:param kinds => ['person', 'universe', 'topic']
:param limit => 10
CALL gds.graph.drop('isthmus-knowledge', false) YIELD graphName;
MATCH (work:Item)-[fact]->(entity:Entity)
RETURN gds.graph.project('isthmus-knowledge', work, entity, {
  sourceNodeLabels: 'Item', targetNodeLabels: 'Entity', relationshipProperties: {weight: coalesce(fact.weight, 1.0)}
}, {undirectedRelationshipTypes: ['*']}).relationshipCount AS relationships;
CALL gds.pageRank.stream('isthmus-knowledge', {relationshipWeightProperty: 'weight'}) YIELD nodeId, score
WITH gds.util.asNode(nodeId) AS entity, score
WHERE entity:Entity AND entity.kind IN $kinds
RETURN entity.label AS entity, entity.kind AS kind, round(1000 * score) / 1000 AS score, entity.id AS id
ORDER BY score DESC, id
LIMIT $limit;
CALL gds.graph.drop('isthmus-knowledge', false) YIELD graphName;
