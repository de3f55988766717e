// Waits until every write that has a number in the change feed is complete: it takes a turn at the counter, which a
// writer holds until all of its commit can be read.
// Parameters: none.
MATCH (c:Counter {id: 'changes'})
SET c.turn = true
