// How many nodes of one label there are; one row.
// Parameters: none.
MATCH (n:<SUBJECT>)
RETURN count(n) AS count
