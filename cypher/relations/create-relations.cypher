// Creates edges of one relation between known nodes.
// Parameters: $rows, a list of {subject, object, weight, source}, at most 5,000.
UNWIND $rows AS row
MATCH (s:<SUBJECT> {id: row.subject})
MATCH (o:<OBJECT> {id: row.object})
CREATE (s)-[:<RELATION> {weight: row.weight, source: row.source}]->(o)
