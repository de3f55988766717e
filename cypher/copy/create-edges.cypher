// Creates edges of one relation between known nodes with exactly the given properties.
// Parameters: $rows, a list of {subject, object, properties}, at most 5,000.
UNWIND $rows AS row
MATCH (s:<SUBJECT> {id: row.subject})
MATCH (o:<OBJECT> {id: row.object})
CREATE (s)-[r:<RELATION>]->(o)
SET r = row.properties
