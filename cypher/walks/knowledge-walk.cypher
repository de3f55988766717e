// The knowledge walk item -> entity -> item through one relation from everything that a user likes:
// s(u,j) = sum_i x_ui n_i^-a n_j^-x sum_e E(i,e) E(j,e) d_e^-b, where d_e counts the items of the entity and
// n_i = sum_e E(i,e)^2 d_e^-b is how much an item resembles itself, and E is log2(1 + weight) of an edge. The item
// itself is not a way to itself.
// Parameters: $id of the user; $startExponent (a), $entityExponent (b), $targetExponent (x); $limit.
MATCH (u:User {id: $id})-[e:INTERACTED]->(i:Item)
WITH i.id AS item, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH item, collect(strength) AS strengths, max(strength) AS own
WHERE strengths[0] > 0
MATCH (i:Item {id: item})-[r:<RELATION>]->(t:Entity)
WITH item, own, t.id AS entity, log(1 + r.weight) / log(2) AS weight
MATCH (n:Item)-[:<RELATION>]->(t:Entity {id: entity})
WITH item, own, entity, weight, count(n) AS degree
WITH item, own, collect({id: entity, weight: weight, rarity: degree ^ (-$entityExponent)}) AS entities,
     sum(weight * weight * degree ^ (-$entityExponent)) AS norm
WITH item, own * norm ^ (-$startExponent) AS flow, entities
UNWIND entities AS entity
WITH item AS start, entity.id AS entity, flow * entity.weight * entity.rarity AS flow
MATCH (j:Item)-[r:<RELATION>]->(t:Entity {id: entity})
WITH start, flow, j.id AS item, log(1 + r.weight) / log(2) AS weight
WHERE item <> start
WITH item, sum(flow * weight) AS flow
MATCH (j:Item {id: item})-[r:<RELATION>]->(t:Entity)
WITH item, flow, t.id AS entity, log(1 + r.weight) / log(2) AS weight
MATCH (n:Item)-[:<RELATION>]->(t:Entity {id: entity})
WITH item, flow, entity, weight, count(n) AS degree
WITH item, flow, sum(weight * weight * degree ^ (-$entityExponent)) AS norm
RETURN item, flow * norm ^ (-$targetExponent) AS score
ORDER BY score DESC, item
LIMIT $limit
