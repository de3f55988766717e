// The version of the schema that the graph was set up with; no row in a graph that was never set up.
// Parameters: none.
MATCH (s:Schema {id: 'graph'})
RETURN s.version AS version
LIMIT 1
