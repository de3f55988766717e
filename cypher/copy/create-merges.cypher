// Records merges as another graph holds them.
// Parameters: $rows, a list of {properties}, at most 5,000.
UNWIND $rows AS row
CREATE (m:EntityMerge)
SET m = row.properties
