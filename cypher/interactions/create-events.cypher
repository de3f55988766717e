// Appends events between known users and items. `arrival` numbers all events of the graph in the order in which
// they came, which decides between two events of the same time; the counter is advanced by the same transaction.
// Parameters: $count, the number of rows; $rows, a list of {user, item, offset, properties}, at most 5,000.
MERGE (c:Counter {id: 'interactions'})
ON CREATE SET c.value = $count
ON MATCH SET c.value = c.value + $count
WITH c.value - $count AS base
UNWIND $rows AS row
MATCH (u:User {id: row.user})
MATCH (i:Item {id: row.item})
CREATE (u)-[e:INTERACTED]->(i)
SET e = row.properties, e.arrival = base + row.offset
