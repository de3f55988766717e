// Puts items into their domains.
// Parameters: $rows, a list of {item, domain}, at most 5,000.
UNWIND $rows AS row
MATCH (i:Item {id: row.item})
MATCH (d:Domain {id: row.domain})
CREATE (i)-[:IN_DOMAIN]->(d)
