// Appends one entry to the change feed. The counter makes concurrent writers take their turn: whoever advances it
// holds it until the commit, so entries become visible in the order of their numbers.
// Parameters: $kind, $ids (texts such as 'Item/dune'), $at in epoch milliseconds, $commitId ('' for a script).
MERGE (c:Counter {id: 'changes'})
ON CREATE SET c.value = 1
ON MATCH SET c.value = c.value + 1
WITH c.value AS sequence
CREATE (:Change {sequence: sequence, kind: $kind, ids: $ids, at: $at, commitId: $commitId})
