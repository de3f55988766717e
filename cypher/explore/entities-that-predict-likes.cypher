// Which entities do people like more, or less, than the average? Mean strength of the events on works with the
// entity minus the mean over all events; $leastEvents keeps chance out. Facts that predict nothing can be left out.
// Parameters: $kinds of entities; $leastEvents; $limit.
:param kinds => ['topic', 'person', 'universe']
:param leastEvents => 200
:param limit => 10
MATCH (:User)-[event:INTERACTED]->(work:Item)
WITH work.id AS id, count(event) AS events, sum(event.strength) AS strength
WITH collect({id: id, events: events, strength: strength}) AS works, sum(strength) / sum(events) AS mean
UNWIND works AS row
MATCH (work:Item {id: row.id})-[]->(entity:Entity)
WHERE entity.kind IN $kinds
WITH DISTINCT mean, entity.id AS id, entity.label AS entity, entity.kind AS kind, row.id AS work, row.events AS events,
     row.strength AS strength
WITH mean, id, entity, kind, count(work) AS works, sum(events) AS events, sum(strength) AS strength
WHERE events >= $leastEvents
RETURN entity, kind, works, events, round(1000.0 * strength / events) / 1000 AS meanStrength,
       round(1000.0 * (strength / events - mean)) / 1000 AS aboveAverage
ORDER BY aboveAverage DESC, id
LIMIT $limit;
