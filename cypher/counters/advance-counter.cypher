// Advances a counter, making it when it does not exist. Concurrent writers take their turn at the node.
// Parameters: $id; $count, by how much.
MERGE (c:Counter {id: $id})
ON CREATE SET c.value = $count
ON MATCH SET c.value = c.value + $count
