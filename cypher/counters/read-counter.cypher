// The value of a counter; one row, 0 when nothing was ever counted.
// Parameters: $id.
OPTIONAL MATCH (c:Counter {id: $id})
RETURN coalesce(max(c.value), 0) AS value
