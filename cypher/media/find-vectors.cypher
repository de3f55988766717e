// What the vectors with the given ids were made from, and by which encoder; one row a found vector.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (v:MediaVector {id: id})
RETURN v.id AS id, v.encoder AS encoder, v.contentHash AS contentHash
