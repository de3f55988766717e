// The domain of each item; one row an item that has one.
// Parameters: $ids, item ids, at most 5,000.
UNWIND $ids AS id
MATCH (i:Item {id: id})-[:IN_DOMAIN]->(d:Domain)
RETURN i.id AS id, d.id AS domain
