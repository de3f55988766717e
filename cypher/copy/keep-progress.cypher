// Keeps how far a migration into this graph has come.
// Parameters: $id, the digest of the graph that is copied; $stage, $after and $written, where to go on.
MERGE (m:Migration {id: $id})
SET m.stage = $stage, m.after = $after, m.written = $written
