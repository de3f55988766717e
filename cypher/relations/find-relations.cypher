// Those of the given edges of one relation that exist; one row a found edge.
// Parameters: $rows, a list of {subject, objects}: ids, at most 5,000 objects in all.
UNWIND $rows AS row
MATCH (s:<SUBJECT> {id: row.subject})-[r:<RELATION>]->(o:<OBJECT>)
WHERE o.id IN row.objects
RETURN s.id AS subject, o.id AS object, r.weight AS weight, r.source AS source
