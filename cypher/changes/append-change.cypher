// Appends one entry to the change feed. Whoever sets a property of the counter holds it until the commit, so writers
// take their turn and entries become visible in the order of their numbers. The first SET is there for that alone:
// Neo4j reads the value of a MERGE before it waits for its turn, and two writers would get one number.
// Parameters: $kind, $ids (texts such as 'Item/dune'), $at in epoch milliseconds, $commitId ('' for a script).
MERGE (c:Counter {id: 'changes'})
ON CREATE SET c.value = 0
SET c.turn = true
WITH c
SET c.value = c.value + 1
WITH c.value AS sequence
CREATE (:Change {sequence: sequence, kind: $kind, ids: $ids, at: $at, commitId: $commitId})
