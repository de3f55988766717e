// Takes items out of the domain that they are in.
// Parameters: $ids, item ids, at most 5,000.
UNWIND $ids AS id
MATCH (i:Item {id: id})-[r:IN_DOMAIN]->(:Domain)
DELETE r
