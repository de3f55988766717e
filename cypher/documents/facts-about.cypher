// What documents state about the given nodes, with the places where they do; one row a claim and document.
// Parameters: $ids, nodes such as 'Item/dune', at most 500; $limit.
UNWIND $ids AS id
MATCH (c:Claim {about: id})<-[s:STATES]-(d:Document)
RETURN c.about AS about, properties(c) AS claim, properties(s) AS statement, properties(d) AS document
ORDER BY c.id, d.id
LIMIT $limit
