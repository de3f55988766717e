// How unequal are users and works? How many have 1, 2–3, 4–7, 8–15 … events. A long tail of works with few events is
// what the knowledge walk is for; one of users with few events is what cold start is for.
// Parameters: none.
MATCH (user:User)
OPTIONAL MATCH (user)-[event:INTERACTED]->(:Item)
WITH user.id AS id, count(event) AS events
WITH CASE WHEN events = 0 THEN 0 ELSE toInteger(2 ^ floor(log(events) / log(2) + 0.000001)) END AS atLeast, events
RETURN 'users' AS what, atLeast AS atLeastEvents, count(*) AS nodes, sum(events) AS events
ORDER BY atLeastEvents
UNION ALL
MATCH (work:Item)
OPTIONAL MATCH (work)<-[event:INTERACTED]-(:User)
WITH work.id AS id, count(event) AS events
WITH CASE WHEN events = 0 THEN 0 ELSE toInteger(2 ^ floor(log(events) / log(2) + 0.000001)) END AS atLeast, events
RETURN 'works' AS what, atLeast AS atLeastEvents, count(*) AS nodes, sum(events) AS events
ORDER BY atLeastEvents;
