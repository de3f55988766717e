// Gives events of users their situation. The situations of a user come as one map, so that the user's events are gone
// through once and not once for each of them.
// Parameters: $rows, a list of {user, situations}, where situations has texts by event id; at most 50.
UNWIND $rows AS row
MATCH (u:User {id: row.user})-[e:INTERACTED]->(:Item)
WHERE row.situations[e.eventId] IS NOT NULL
SET e.situation = row.situations[e.eventId]
