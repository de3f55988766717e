// Advances a counter, making it when it does not exist. Whoever sets a property holds the node until the commit, so
// concurrent writers take their turn; the value is read only after that.
// Parameters: $id; $count, by how much.
MERGE (c:Counter {id: $id})
ON CREATE SET c.value = 0
SET c.turn = true
WITH c
SET c.value = c.value + $count
