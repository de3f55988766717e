// Sets weight and source of known edges of one relation.
// Parameters: $rows, a list of {subject, object, weight, source}, at most 5,000.
UNWIND $rows AS row
MATCH (s:<SUBJECT> {id: row.subject})-[r:<RELATION>]->(o:<OBJECT> {id: row.object})
SET r.weight = row.weight, r.source = row.source
