// Appends events between known users and items. `arrival` numbers all events of the graph in the order in which they
// came, which decides between two events of the same time; the same transaction has advanced the counter before.
// (In one statement with it, the embedded engine would look up users and items without their indexes.)
// Parameters: $count, the number of rows; $rows, a list of {user, item, offset, properties}, at most 5,000.
MATCH (c:Counter {id: 'interactions'})
WITH c.value - $count AS base
UNWIND $rows AS row
MATCH (u:User {id: row.user})
MATCH (i:Item {id: row.item})
CREATE (u)-[e:INTERACTED]->(i)
SET e = row.properties, e.arrival = base + row.offset
