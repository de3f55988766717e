// Notes the version of the schema that the graph has been set up with.
// Parameters: $version.
MERGE (s:Schema {id: 'graph'})
SET s.version = $version
