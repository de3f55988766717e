// Who likes what a user likes? Cosine over the sets of liked works: shared works divided by the root of the product
// of both numbers of liked works. What these people like and the user does not know is a recommendation by hand.
// Parameters: $user; $leastShared works, because two people who share one work share chance; $limit.
:param user => 'u026'
:param leastShared => 3
:param limit => 10
MATCH (me:User {id: $user})-[mine:INTERACTED]->(work:Item)
WHERE mine.strength >= 0.5
WITH collect(DISTINCT work.id) AS works
UNWIND works AS id
MATCH (other:User)-[theirs:INTERACTED]->(work:Item {id: id})
WHERE theirs.strength >= 0.5 AND other.id <> $user
WITH size(works) AS mine, other.id AS user, count(DISTINCT id) AS shared
WHERE shared >= $leastShared
MATCH (other:User {id: user})-[theirs:INTERACTED]->(work:Item)
WHERE theirs.strength >= 0.5
WITH mine, user, shared, count(DISTINCT work.id) AS theirs
RETURN user, shared, theirs, round(1000.0 * shared / sqrt(1.0 * mine * theirs)) / 1000 AS cosine
ORDER BY cosine DESC, user
LIMIT $limit;
