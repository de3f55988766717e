// Creates nodes of one label with exactly the given properties, `id` among them.
// Parameters: $rows, a list of {properties}, at most 5,000.
UNWIND $rows AS row
CREATE (n:<SUBJECT>)
SET n = row.properties
