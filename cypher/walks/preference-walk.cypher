// The preference walk user -> entity -> item through one relation: s(u,j) = n_j^-x sum_e p_ue E(j,e) d_e^-b, with
// d_e, E and n_j as in the knowledge walk.
// Parameters: $id of the user; $entityExponent (b), $targetExponent (x); $limit.
MATCH (u:User {id: $id})-[p:PREFERS]->(t:Entity)
WITH t.id AS entity, p.weight AS liking
MATCH (n:Item)-[:<RELATION>]->(t:Entity {id: entity})
WITH entity, liking, count(n) AS degree
MATCH (j:Item)-[r:<RELATION>]->(t:Entity {id: entity})
WITH j.id AS item, sum(liking * log(1 + r.weight) / log(2) * degree ^ (-$entityExponent)) AS flow
MATCH (j:Item {id: item})-[r:<RELATION>]->(t:Entity)
WITH item, flow, t.id AS entity, log(1 + r.weight) / log(2) AS weight
MATCH (n:Item)-[:<RELATION>]->(t:Entity {id: entity})
WITH item, flow, entity, weight, count(n) AS degree
WITH item, flow, sum(weight * weight * degree ^ (-$entityExponent)) AS norm
RETURN item, flow * norm ^ (-$targetExponent) AS score
ORDER BY score DESC, item
LIMIT $limit
