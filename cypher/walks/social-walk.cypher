// The social walk user -> friend -> item; a friendship counts both ways: s(u,j) = d_j^-c sum_f w_uf d_f^-b x_fj over
// the friends' liked pairs (see the collaborative walk).
// Parameters: $id of the user; $userExponent (b), $popularityExponent (c); $limit.
MATCH (u:User {id: $id})-[w:FRIEND_OF]-(f:User)
WITH f.id AS friend, max(w.weight) AS weight
MATCH (f:User {id: friend})-[e:INTERACTED]->(j:Item)
WITH friend, weight, j.id AS item, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH friend, weight, item, collect(strength) AS strengths, max(strength) AS liking
WHERE strengths[0] > 0
WITH friend, weight, collect({item: item, liking: liking}) AS likes
WITH weight * size(likes) ^ (-$userExponent) AS flow, likes
UNWIND likes AS liked
WITH liked.item AS item, sum(flow * liked.liking) AS flow
MATCH (w:User)-[e:INTERACTED]->(j:Item {id: item})
WITH item, flow, w.id AS fan, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH item, flow, fan, collect(strength) AS strengths
WHERE strengths[0] > 0
WITH item, flow, count(fan) AS degree
RETURN item, flow * degree ^ (-$popularityExponent) AS score
ORDER BY score DESC, item
LIMIT $limit
