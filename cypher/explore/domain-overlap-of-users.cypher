// Do the same people use different domains? For each pair of domains: the users of both, and the share of them among
// the users of either (Jaccard). Without common users only knowledge can lead from one domain to the other.
// Parameters: none.
MATCH (user:User)-[:INTERACTED]->(:Item)-[:IN_DOMAIN]->(domain:Domain)
WITH DISTINCT user.id AS user, domain.id AS domain
WITH domain, collect(user) AS users
WITH collect({domain: domain, users: users}) AS domains
UNWIND domains AS a
UNWIND domains AS b
WITH a.domain AS one, b.domain AS other, size(a.users) AS usersOfOne, size(b.users) AS usersOfOther,
     size([user IN a.users WHERE user IN b.users]) AS both
WHERE one < other
RETURN one, other, usersOfOne, usersOfOther, both,
       round(1000.0 * both / (usersOfOne + usersOfOther - both)) / 1000 AS jaccard
ORDER BY jaccard DESC, one, other;
