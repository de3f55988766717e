// Keeps vectors of images and sounds; what was known under the same ids goes away.
// Parameters: $rows, a list of {id, properties} (with the same id), at most 500.
UNWIND $rows AS row
MERGE (v:MediaVector {id: row.id})
SET v = row.properties
