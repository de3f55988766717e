// How many edges of each relation lead from one label to another; one row a relation.
// Parameters: none.
MATCH (:<SUBJECT>)-[r]->(:<OBJECT>)
RETURN type(r) AS relation, count(r) AS count
ORDER BY relation
