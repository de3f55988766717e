// The events of the given users that have facets of their context, but not the situation that follows from these.
// Parameters: $ids, user ids, at most 50.
UNWIND $ids AS id
MATCH (u:User {id: id})-[e:INTERACTED]->(:Item)
WHERE e.situation IS NULL AND any(name IN keys(e) WHERE name STARTS WITH 'context_')
RETURN u.id AS user, properties(e) AS properties
