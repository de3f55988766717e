// Do friends like the same works more than strangers do? Mean number of liked works that two users share, for pairs
// of friends and for all pairs; the ratio says what the social walk can be worth.
// Parameters: none.
MATCH (user:User)-[event:INTERACTED]->(work:Item)
WHERE event.strength >= 0.5
WITH DISTINCT user.id AS user, work.id AS work
WITH work, count(user) AS fans
WITH sum(fans * (fans - 1) / 2) AS sharedByAll
MATCH (user:User)
WITH sharedByAll, count(user) AS users
MATCH (a:User)-[:FRIEND_OF]-(b:User)
WHERE a.id < b.id
WITH DISTINCT sharedByAll, users, a.id AS one, b.id AS other
MATCH (a:User {id: one})-[event:INTERACTED]->(work:Item)
WHERE event.strength >= 0.5
WITH sharedByAll, users, one, other, collect(DISTINCT work.id) AS works
MATCH (b:User {id: other})-[event:INTERACTED]->(work:Item)
WHERE event.strength >= 0.5
WITH DISTINCT sharedByAll, users, one, other, work.id AS work, CASE WHEN work.id IN works THEN 1 ELSE 0 END AS isShared
WITH sharedByAll, users, one, other, sum(isShared) AS shared
WITH sharedByAll, users, count(*) AS friendships, sum(shared) AS shared
WITH friendships, 1.0 * shared / friendships AS friends, 2.0 * sharedByAll / (users * (users - 1)) AS anyone
RETURN friendships, round(1000 * friends) / 1000 AS sharedByFriends, round(1000 * anyone) / 1000 AS sharedByAnyTwo,
       round(10 * friends / anyone) / 10 AS ratio;
