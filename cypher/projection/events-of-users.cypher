// All events of the given users, one row a user; the lists run side by side. Missing values come as 0 and ''
// because collecting drops nulls.
// Parameters: $ids, user ids, at most 1,000.
UNWIND $ids AS id
MATCH (u:User {id: id})-[e:INTERACTED]->(i:Item)
RETURN u.id AS user, collect(i.id) AS items, collect(e.kind) AS kinds, collect(e.strength) AS strengths,
       collect(coalesce(e.at, 0)) AS times, collect(coalesce(e.sceneId, '')) AS scenes, collect(e.arrival) AS arrivals
