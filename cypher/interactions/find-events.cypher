// Every event id of the given users with what it says, to tell repeated deliveries; one row a user with events.
// Parameters: $ids, user ids, at most 500.
UNWIND $ids AS id
MATCH (u:User {id: id})-[e:INTERACTED]->(i:Item)
RETURN u.id AS user, e.eventId AS eventId, i.id AS item, properties(e) AS properties
