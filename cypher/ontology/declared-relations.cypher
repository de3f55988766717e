// The relations that data sets have declared.
// Parameters: $limit.
MATCH (r:Relation)
RETURN properties(r) AS properties
ORDER BY r.id
LIMIT $limit
