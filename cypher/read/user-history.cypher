// A user's events before a place in their history, newest first; events of one time stand by arrival.
// Parameters: $id; $time and $arrival of the last event of the page before; $limit.
MATCH (u:User {id: $id})-[e:INTERACTED]->(i:Item)
WITH i.id AS item, coalesce(e.at, 0) AS time, e.arrival AS arrival, properties(e) AS properties
WHERE time < $time OR (time = $time AND arrival < $arrival)
RETURN item, time, arrival, properties
ORDER BY time DESC, arrival DESC
LIMIT $limit
