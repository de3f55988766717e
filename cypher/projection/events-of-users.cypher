// All events of the given users, one row for each user, kind, scene and situation ('' for none); the lists run side by
// side. A missing time comes as 0, because collecting drops nulls. Texts are what is dear to read out, so those that
// many events share are part of the row and not of the lists.
// Parameters: $ids, user ids, at most 500.
UNWIND $ids AS id
MATCH (u:User {id: id})-[e:INTERACTED]->(i:Item)
RETURN u.id AS user, e.kind AS kind, coalesce(e.sceneId, '') AS scene, coalesce(e.situation, '') AS situation,
       collect(i.id) AS items, collect(e.strength) AS strengths, collect(coalesce(e.at, 0)) AS times,
       collect(e.arrival) AS arrivals
