// Vectors of works from the shape of the graph: FastRP by the Graph Data Science library over facts and liked events.
// They are written back as nodes (:ItemVector {id, values}), which the platform leaves alone, with a vector index over
// them; the last statement asks it for the neighbours of one work. Unlike a text's vector it knows who liked what.
// Parameters: $dimensions; $item whose neighbours are shown; $limit. Needs Neo4j with GDS.
:param dimensions => 128
:param item => 'film:blade-runner'
:param limit => 8
CALL gds.graph.drop('isthmus-whole', false) YIELD graphName;
MATCH (source)-[edge]->(target)
WHERE (source:Item AND target:Entity) OR (source:User AND target:Item AND edge.strength >= 0.5)
RETURN gds.graph.project('isthmus-whole', source, target, {}, {undirectedRelationshipTypes: ['*']}).relationshipCount
       AS relationships;
CREATE CONSTRAINT item_vector_id_is_unique IF NOT EXISTS FOR (v:ItemVector) REQUIRE v.id IS UNIQUE;
CALL gds.fastRP.stream('isthmus-whole', {
  embeddingDimension: $dimensions, iterationWeights: [0.0, 1.0, 1.0, 0.5], normalizationStrength: -0.5, randomSeed: 1, concurrency: 1
}) YIELD nodeId, embedding
WITH gds.util.asNode(nodeId) AS work, embedding
WHERE work:Item
MERGE (vector:ItemVector {id: work.id})
SET vector.values = embedding
RETURN count(vector) AS vectors;
CALL gds.graph.drop('isthmus-whole', false) YIELD graphName;
CREATE VECTOR INDEX item_vectors IF NOT EXISTS FOR (v:ItemVector) ON (v.values)
OPTIONS {indexConfig: {`vector.dimensions`: 128, `vector.similarity_function`: 'cosine'}};
CALL db.awaitIndexes(60);
MATCH (mine:ItemVector {id: $item})
CALL db.index.vector.queryNodes('item_vectors', $limit + 1, mine.values) YIELD node, score
MATCH (work:Item {id: node.id})-[:IN_DOMAIN]->(domain:Domain)
WHERE work.id <> $item
WITH work.id AS id, work.title AS title, domain.id AS domain, round(1000 * score) / 1000 AS score
RETURN title, domain, score
ORDER BY score DESC, id
LIMIT $limit;
