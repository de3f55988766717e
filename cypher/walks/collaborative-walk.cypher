// The collaborative walk user -> item -> co-user -> item with three degree exponents (RP3beta; Paudel et al. 2017):
// s(u,j) = sum_i x_ui d_i^-a sum_v x_vi d_v^-b x_vj d_j^-c over liked pairs, items that the user has touched left out.
// A pair is liked when its newest event is not negative; then x is its highest strength, and d counts liked pairs.
// Parameters: $id of the user; $itemExponent (a), $userExponent (b), $popularityExponent (c); $limit.
MATCH (u:User {id: $id})-[e:INTERACTED]->(i:Item)
WITH i.id AS item, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH item, collect(strength) AS strengths, max(strength) AS own
WITH collect(item) AS seen, collect({item: item, newest: strengths[0], own: own}) AS pairs
UNWIND pairs AS pair
WITH seen, pair.item AS item, pair.newest AS newest, pair.own AS own
WHERE newest > 0
MATCH (v:User)-[e:INTERACTED]->(i:Item {id: item})
WITH seen, item, own, v.id AS fan, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH seen, item, own, fan, collect(strength) AS strengths, max(strength) AS liking
WHERE strengths[0] > 0
WITH seen, item, own, collect({user: fan, liking: liking}) AS fans
WITH seen, own * size(fans) ^ (-$itemExponent) AS flow, fans
UNWIND fans AS fan
WITH seen, fan.user AS couser, sum(flow * fan.liking) AS flow
MATCH (v:User {id: couser})-[e:INTERACTED]->(j:Item)
WITH seen, couser, flow, j.id AS item, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH seen, couser, flow, item, collect(strength) AS strengths, max(strength) AS liking
WHERE strengths[0] > 0
WITH seen, couser, flow, collect({item: item, liking: liking}) AS likes
WITH seen, flow * size(likes) ^ (-$userExponent) AS flow, likes
UNWIND likes AS liked
WITH seen, liked.item AS item, flow * liked.liking AS part
WHERE NOT item IN seen
WITH item, sum(part) AS flow
MATCH (w:User)-[e:INTERACTED]->(j:Item {id: item})
WITH item, flow, w.id AS fan, e.strength AS strength, coalesce(e.at, 0) AS at, e.arrival AS arrival
ORDER BY at DESC, arrival DESC
WITH item, flow, fan, collect(strength) AS strengths
WHERE strengths[0] > 0
WITH item, flow, count(fan) AS degree
RETURN item, flow * degree ^ (-$popularityExponent) AS score
ORDER BY score DESC, item
LIMIT $limit
