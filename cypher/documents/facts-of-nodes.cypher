// What documents state about the given nodes, the surest first, at most $perNode a node; one row a node.
// Parameters: $ids, nodes such as 'Item/dune', at most 500; $perNode.
UNWIND $ids AS id
MATCH (c:Claim {about: id})<-[s:STATES]-(d:Document)
WITH c.about AS about, c.id AS claim, d.id AS document, properties(c) AS claimed, properties(s) AS statement,
     properties(d) AS source, s.confidence AS confidence
ORDER BY about, confidence DESC, claim, document
WITH about, collect({claim: claimed, statement: statement, document: source}) AS facts
RETURN about, facts[0..$perNode] AS facts
