// Creates events as another graph holds them, arrival numbers included.
// Parameters: $rows, a list of {subject, object, properties}, at most 5,000.
UNWIND $rows AS row
MATCH (u:User {id: row.subject})
MATCH (i:Item {id: row.object})
CREATE (u)-[e:INTERACTED]->(i)
SET e = row.properties
