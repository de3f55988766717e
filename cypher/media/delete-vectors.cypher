// Deletes vectors of images and sounds; ids that are not known change nothing.
// Parameters: $ids, at most 500.
UNWIND $ids AS id
MATCH (v:MediaVector {id: id})
DELETE v
