// Keeps how far a migration into this graph has come.
// Parameters: $id, the digest of the graph that is copied; $stage, $after and $batches, where to go on; $rows, how many
// were written.
MERGE (m:Migration {id: $id})
SET m.stage = $stage, m.after = $after, m.batches = $batches, m.rows = $rows
