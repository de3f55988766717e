// Puts items into their domains as another graph does.
// Parameters: $rows, a list of {subject, object, properties}, at most 5,000.
UNWIND $rows AS row
MATCH (i:Item {id: row.subject})
MATCH (d:Domain {id: row.object})
CREATE (i)-[r:IN_DOMAIN]->(d)
SET r = row.properties
